"""The findings of a visit as other programs print them: the same words, tables and photos.

The manuscript that we draw from is written out as HTML and as Typst, plainly styled: what is
compared is the time to set it, not how faithful the look is.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.chromium import browser
from survey_app.reports import fonts
from survey_app.reports.blocks import (
    Across,
    Annex,
    Block,
    Cell,
    Ending,
    Grid,
    Manuscript,
    Pictures,
    Say,
    Title,
)

# A photo by its digest.
PathOf = Callable[[str], Path]
# Prints once; gives the bytes.
Print = Callable[[], bytes]

_STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm }
body { font: 13pt/1.35 Tinos; margin: 0 }
p { text-align: justify; margin: 0 0 6pt; text-indent: 12.7mm }
table { width: 100%; border-collapse: collapse; font-size: 11pt }
td, th { border: .5pt solid; padding: 2pt 4pt; text-align: left; vertical-align: top }
thead { display: table-header-group }
tr, figure { break-inside: avoid }
.photos { display: grid; grid-template-columns: 1fr 1fr; gap: 8pt }
figure { margin: 0 } img { width: 100% }
.annex { break-before: page }
"""


def html_of(manuscript: Manuscript, path_of: PathOf) -> str:
    """The document as a page to be printed, its photos and fonts by their files."""
    faces = "".join(
        f"@font-face {{ font-family: Tinos; src: url({(fonts.FOLDER / file).as_uri()});"
        f" font-weight: {'bold' if 'Bold' in name else 'normal'};"
        f" font-style: {'italic' if 'Italic' in name else 'normal'} }}"
        for name, file in fonts.FILES.items()
    )
    words = "".join(_html(each, path_of) for each in manuscript.blocks)
    return (
        f'<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>{escape(manuscript.title)}'
        f"</title><style>{faces}{_STYLE}</style><h1>{escape(manuscript.title)}</h1>{words}</html>"
    )


def _html(block: Block, path_of: PathOf) -> str:
    if isinstance(block, Say):
        return f"<p>{escape(''.join(block.words))}</p>"
    if isinstance(block, Title):
        return f"<h{block.level + 1}>{escape(block.words)}</h{block.level + 1}>"
    if isinstance(block, Annex):
        return f'<h2 class="annex">{escape(f"{block.label} {block.title}")}</h2>'
    if isinstance(block, Grid):
        head = "".join(f"<th>{escape(column.title)}</th>" for column in block.columns)
        rows = "".join(_html_row(row, len(block.columns)) for row in block.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    if isinstance(block, Pictures):
        figures = "".join(
            f'<figure><img src="{path_of(each.sha256).as_uri()}">'
            f"<figcaption>{escape(f'{each.label}. {each.caption}')}</figcaption></figure>"
            for each in block.photos
        )
        return f'<div class="photos">{figures}</div>'
    if isinstance(block, Ending):
        return "".join(_html(each, path_of) for each in block.before)
    return ""


def _html_row(row: tuple[Cell, ...] | Across, width: int) -> str:
    if isinstance(row, Across):
        return f'<tr><td colspan="{width}">{escape("".join(row.words))}</td></tr>'
    return "<tr>" + "".join(f"<td>{escape(''.join(cell))}</td>" for cell in row) + "</tr>"


def typst_of(manuscript: Manuscript, path_of: PathOf) -> str:
    """The document as Typst reads it; its photos beside it."""
    return "\n".join(
        [
            '#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))',
            '#set text(font: "Tinos", size: 13pt, lang: "vi")',
            "#set par(justify: true)",
            f"= #{_quoted(manuscript.title)}",
            *(line for each in manuscript.blocks for line in _typst(each, path_of)),
        ]
    )


def _typst(block: Block, path_of: PathOf) -> Iterator[str]:
    if isinstance(block, Say):
        yield f"#{_quoted(''.join(block.words))}\n"
    elif isinstance(block, Title):
        yield f"{'=' * (block.level + 1)} #{_quoted(block.words)}"
    elif isinstance(block, Annex):
        yield f"#pagebreak()\n== #{_quoted(f'{block.label} {block.title}')}"
    elif isinstance(block, Grid):
        shares = ", ".join(f"{column.share}fr" for column in block.columns)
        head = ", ".join(f"[*#{_quoted(column.title)}*]" for column in block.columns)
        rows = ", ".join(_typst_row(row, len(block.columns)) for row in block.rows)
        yield f"#text(size: 11pt)[#table(columns: ({shares}), table.header({head}), {rows})]"
    elif isinstance(block, Pictures):
        cells = ", ".join(
            f"[#image({_quoted(path_of(each.sha256).name)}) #{_quoted(each.caption)}]"
            for each in block.photos
        )
        yield f"#grid(columns: (1fr, 1fr), gutter: 8pt, {cells})"
    elif isinstance(block, Ending):
        for each in block.before:
            yield from _typst(each, path_of)


def _typst_row(row: tuple[Cell, ...] | Across, width: int) -> str:
    if isinstance(row, Across):
        return f"table.cell(colspan: {width})[#{_quoted(''.join(row.words))}]"
    return ", ".join(f"[#{_quoted(''.join(cell))}]" for cell in row)


def _quoted(words: str) -> str:
    kept = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{kept}"'


def peers(manuscript: Manuscript, path_of: PathOf, folder: Path) -> Iterator[tuple[str, Print]]:
    """Each program that is there, ready to print; Chromium is open already."""
    page = folder / "findings.html"
    page.write_text(html_of(manuscript, path_of), encoding="utf-8")
    source = folder / "findings.typ"
    source.write_text(typst_of(manuscript, path_of), encoding="utf-8")
    if (weasyprint := _module("weasyprint")) is not None:
        yield "weasyprint", lambda: bytes(weasyprint.HTML(filename=str(page)).write_pdf())
    if (typst := _module("typst")) is not None:
        faces: Mapping[str, Any] = {"font_paths": [str(fonts.FOLDER)], "root": str(folder)}
        yield "typst", lambda: bytes(typst.compile(str(source), **faces))
    with browser() as opened:
        tab = opened.new_page()

        def printed() -> bytes:
            tab.goto(page.as_uri())
            return tab.pdf(prefer_css_page_size=True)

        yield "Chromium", printed


def left_out() -> list[str]:
    """The programs that do not run here; weasyprint wants Pango, which is no Python package."""
    return [name for name in ("weasyprint", "typst") if _module(name) is None]


def _module(name: str) -> Any:  # noqa: ANN401 - a module that may not be installed
    try:
        return importlib.import_module(name)
    except (ImportError, OSError):
        return None
