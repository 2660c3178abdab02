"""Writes the pages of reference that are made from the code: `python -m scripts.reference`."""

import sys
from collections.abc import Callable

import click

from scripts.commands import ROOT
from survey_app.cli import COMMANDS
from survey_app.core.problems import PROBLEMS, Code

HOW = "`.venv/bin/python -m scripts.reference`"


def problems() -> str:
    """The page of problem codes."""
    lines = [
        "# Mã sự cố · Problem codes",
        "",
        "Mã không bao giờ đổi tên; câu thì có thể sửa. Chương trình so mã, không so câu. · Codes",
        "are never renamed, sentences may be mended: programs match on the code. This page is made",
        f"from the code by {HOW}.",
        "",
        "| Code | Status | Câu | Sentence |",
        "|---|---|---|---|",
    ]
    for code in sorted(Code):
        status, vi, en = PROBLEMS[code]
        lines.append(f"| `{code.value}` | {status} | {_cell(vi)} | {_cell(en)} |")
    return "\n".join(lines) + "\n"


def commands() -> str:
    """The page of commands."""
    lines = [
        "# Lệnh · Commands",
        "",
        "Gõ sau `flask --app wsgi`; thêm `--help` để xem cách dùng. Trang này lập từ mã nguồn bằng",
        f"{HOW}. · Typed after `flask --app wsgi`.",
        "",
        "| Command | Does |",
        "|---|---|",
    ]
    lines += sorted(line for command in COMMANDS for line in _lines(command, ""))
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {"problems.md": problems, "commands.md": commands}


def main() -> int:
    """Write every page that is not as it should be."""
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")
        print(f"docs/{name}")
    return 0


def _lines(command: click.Command, before: str) -> list[str]:
    if isinstance(command, click.Group):
        inner = command.commands.values()
        return [line for each in inner for line in _lines(each, f"{command.name} ")]
    usage = " ".join([f"{before}{command.name}", *map(_usage, command.params)])
    help_ = " ".join((command.help or "").split())
    notes = [f"`{each.opts[0]}`: {each.help}" for each in command.params if _note(each)]
    return [f"| `{usage}` | {_cell(' '.join([help_, *notes]))} |"]


def _usage(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        name = parameter.opts[0]
        shown = name if parameter.is_flag else f"{name} {(parameter.name or '').upper()}"
        return shown if parameter.required else f"[{shown}]"
    name = (parameter.name or "").upper()
    return name if parameter.required else f"[{name}]"


def _note(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and bool(parameter.help)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
