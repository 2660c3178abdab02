"""``flask --app wsgi scoring``: a score and how it came about, without a database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from forms.answers_file import AnswersFaults, NotJson, parse_json, read_answers
from forms.canonical import NotAChecklist, from_dict
from forms.definition import Checklist
from forms.faults import Fault
from forms.publishing import faults_of
from forms.scoring import explain
from forms.xlsform import WorkbookFaults, read_workbook

# A draft may be scored before its sums agree; not where its numbers mean nothing.
SPOILING = frozenset({"share-range", "cap-range", "bands-order"})
UNREADABLE = 2
REFUSED = 1

MESSAGES: dict[str, tuple[str, str]] = {
    "unreadable": ("{file}: không đọc được tệp ({why})", "{file}: cannot be read ({why})"),
    "not_json": ("{file}: không phải JSON ({why})", "{file}: is not JSON ({why})"),
    "not_a_checklist": (
        "{file}: không phải bộ tiêu chí ({why})",
        "{file}: is not a checklist ({why})",
    ),
    "fault": ("{file}: {place}: {why}", "{file}: {place}: {why}"),
}

scoring = AppGroup("scoring", help="Chấm điểm và giải thích điểm.")


class Stop(Exception):
    """What ends the command: its lines for stderr and its exit status."""

    def __init__(self, status: int, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.status = status
        self.lines = lines


@scoring.command("explain", with_appcontext=False)
@click.argument("checklist", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True)
def explain_score(checklist: Path, answers: Path, language: str) -> None:
    """In điểm của ANSWERS theo CHECKLIST (.xlsx hoặc .json), kèm cách tính, dạng JSON."""
    try:
        text = explanation_of(checklist, answers, language)
    except Stop as stop:
        _end(stop)
    click.echo(text.encode())


def explanation_of(checklist: Path, answers: Path, language: str) -> str:
    """The JSON of the explained score; raise Stop with everything that is wrong."""
    asked = _checklist(checklist, language)
    raw = _json(answers, _bytes(answers, language), language)
    try:
        found = read_answers(asked, raw)
    except AnswersFaults as error:
        lines = [
            _line("fault", language, file=answers.name, place=each.place, why=why)
            for each in error.faults
            for why in [each.message_en if language == "en" else each.message_vi]
        ]
        raise Stop(REFUSED, lines) from error
    score = explain(
        asked,
        found.answers,
        targets=found.targets,
        layer=found.layer,
        penalties=found.penalties,
        levels=found.levels,
        evidence=found.evidence,
        today=found.today,
        language=language,
    )
    return json.dumps(score.to_json(), ensure_ascii=False, indent=2)


def _checklist(file: Path, language: str) -> Checklist:
    data = _bytes(file, language)
    if file.suffix.lower() == ".xlsx":
        return _workbook(file, data, language)
    raw = _json(file, data, language)
    try:
        made = from_dict(raw)
    except NotAChecklist as error:
        why = str(error)
        line = _line("not_a_checklist", language, file=file.name, why=why)
        raise Stop(REFUSED, [line]) from error
    spoiling = [each for each in faults_of(made) if _spoils(made, each)]
    if spoiling:
        raise _refused(file, spoiling, language)
    return made


def _workbook(file: Path, data: bytes, language: str) -> Checklist:
    try:
        return read_workbook(data, name=file.name)
    except WorkbookFaults as error:
        raise _refused(file, error.faults, language) from error


def _spoils(checklist: Checklist, each: Fault) -> bool:
    """Whether no score can be made of a checklist with this fault."""
    if each.code == "code-twice":
        return "items" in each.path
    return each.code in SPOILING or (each.code == "points-range" and _at(checklist, each) != 0)


def _at(checklist: Checklist, each: Fault) -> object:
    held: Any = checklist  # Any: a path leads through parts of every type
    for step in each.path:
        held = held[step] if isinstance(step, int) else getattr(held, step)
    return held


def _refused(file: Path, faults: Iterable[Fault], language: str) -> Stop:
    lines = [
        _line("fault", language, file=file.name, place=each.place, why=why)
        for each in faults
        for why in [each.message.en if language == "en" else each.message.vi]
    ]
    return Stop(REFUSED, lines)


def _bytes(file: Path, language: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Stop(UNREADABLE, [_line("unreadable", language, file=file, why=why)]) from error


def _json(file: Path, data: bytes, language: str) -> object:
    try:
        return parse_json(data)
    except NotJson as error:
        line = _line("not_json", language, file=file.name, why=error)
        raise Stop(UNREADABLE, [line]) from error


def _line(message: str, language: str, **facts: object) -> str:
    return MESSAGES[message][1 if language == "en" else 0].format(**facts)


def _end(stop: Stop) -> NoReturn:
    for line in stop.lines:
        # A key of the file may hold half a character, which no terminal can print.
        click.echo(line.encode("utf-8", "backslashreplace"), err=True)
    raise SystemExit(stop.status)
