"""How the evaluation looks on paper: one contents list, one page numbering, wide tables turned.

Drawn from its content in one go. The page numbers of the contents list are form objects that are
filled at the end, so that a large evaluation need not be drawn twice. Same content, same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    NextPageTemplate,
    PageBreak,
    Spacer,
)

from survey_app.evaluations import wording
from survey_app.evaluations.bars import Chart
from survey_app.evaluations.chart_pdf import chart_flowables
from survey_app.evaluations.content import (
    Align,
    Block,
    EvaluationContent,
    Part,
    Prose,
    StatementLine,
    Statements,
    Table,
    VisitFindings,
)
from survey_app.evaluations.contents_list import Contents
from survey_app.evaluations.ending import ended
from survey_app.evaluations.pieces import is_wide, on_paper, pieces, with_bands
from survey_app.reports import styles
from survey_app.reports.heading import closing_block, heading_block, title_block
from survey_app.reports.paper import Bookmark, Sheet, draw, heading
from survey_app.reports.tables import DENSE, Band, Cell, Column, ruled
from survey_app.reports.text import Bold, Italic, lines, paragraph

_CELLS = {
    Align.LEFT: styles.DENSE,
    Align.CENTRE: styles.DENSE_CENTRE,
    Align.RIGHT: styles.DENSE_RIGHT,
}
_TABLE_TITLE = ParagraphStyle(
    "table-title", styles.ANNEX_NOTE, fontSize=12, leading=16, spaceBefore=4, spaceAfter=2
)
_NOTE = ParagraphStyle("note", styles.TABLE_NOTE, spaceBefore=0, spaceAfter=2)
# A label is never the last thing on a page.
_LABEL = ParagraphStyle("label", styles.BODY, keepWithNext=1)
_VISIT_TITLE = ParagraphStyle("visit", styles.CLAUSE, fontSize=12, leading=16.5, spaceBefore=7)
_VISIT_TITLE.keepWithNext = 1
_SOURCE = ParagraphStyle("source-note", styles.BODY_FLUSH, fontSize=10, leading=13, spaceAfter=2)
_VISIT_LABEL = ParagraphStyle("visit-label", styles.BODY, fontSize=12, leading=16, spaceAfter=2)
_VISIT_LABEL.keepWithNext = 1
_VISIT_LINE = ParagraphStyle("visit-line", styles.BODY, fontSize=12, leading=16, spaceAfter=2)
_CONTENTS_DEPTH = 2
_ROOM_FOR_A_VISIT = 35 * mm
_ROOM_FOR_A_TABLE = 50 * mm
_AROUND_HEADING = 6 * mm
_WORDS = 18 * mm


def pdf(content: EvaluationContent) -> bytes:
    """The evaluation as PDF."""
    stamps = tuple(filter(None, (content.draft, content.demo)))
    sheet = Sheet(title=content.title, footer=content.title, stamps=stamps)
    return draw(_story(content), sheet)


def _story(content: EvaluationContent) -> list[Flowable]:
    contents = Contents()
    body = [
        *_body(content, contents),
        *_annexes(content, contents),
        *_notes(content.notes(), contents),
    ]
    return [
        *heading_block(content.heading, content.on),
        *title_block(wording.KIND_OF_DOCUMENT, [content.title]),
        *contents.lines(wording.CONTENTS),
        # A list that ends early on a page leaves the rest of it to the text.
        Spacer(0, styles.TITLE.leading),
        CondPageBreak(styles.PAGE_HEIGHT / 2),
        *body,
        contents.numbers(),
    ]


def _body(content: EvaluationContent, contents: Contents) -> Iterator[Flowable]:
    for words in content.opening:
        yield paragraph(styles.BODY, words)
    blocks, mark = ended(content.blocks)
    *body, last = [Spacer(0, 0), *_blocks(blocks, contents)]
    yield from body
    if blocks and is_wide(blocks, len(blocks) - 1):
        yield from (last, NextPageTemplate("tall"), PageBreak())
        last = Spacer(0, 0)
    marks = [paragraph(styles.BODY_FLUSH, mark)] if mark else []
    yield closing_block(content.heading, last, *marks)


def _annexes(content: EvaluationContent, contents: Contents) -> Iterator[Flowable]:
    if content.annexes:
        wide = is_wide(content.annexes, 0)
        yield NextPageTemplate("wide" if wide else "tall")
        yield PageBreak()
        yield from _blocks(content.annexes, contents, turned=wide)


def _notes(notes: Sequence[str], contents: Contents) -> Iterator[Flowable]:
    """What Word has at the foot of its pages: where each statement was recorded."""
    if not notes:
        return
    yield NextPageTemplate("tall")
    yield PageBreak()
    yield contents.entry(wording.NOTES_OF_SOURCES, 1)
    _, *marks, words = heading(wording.NOTES_OF_SOURCES, 1)
    yield from (*marks, words)
    for number, note in enumerate(notes, start=1):
        yield paragraph(_SOURCE, f"[{number}] {note}")


def _blocks(
    blocks: Sequence[Block], contents: Contents, *, turned: bool = False
) -> Iterator[Flowable]:
    """The blocks, each on a sheet turned its way; ``turned`` if the present sheet is wide."""
    for at, block in enumerate(blocks):
        wide = is_wide(blocks, at)
        if wide != turned:
            yield NextPageTemplate("wide" if wide else "tall")
            yield PageBreak()
            turned = wide
        room = styles.LANDSCAPE_WIDTH if wide else styles.BODY_WIDTH
        _, *marks, words = heading(block.heading, block.depth)
        words.keepWithNext = bool(block.parts) and not isinstance(block.parts[0], Table)
        yield CondPageBreak(_room_for(blocks, at))
        if block.depth <= _CONTENTS_DEPTH:
            yield contents.entry(block.heading, block.depth)
        yield from (*marks, words)
        for part in block.parts:
            yield from _PARTS[type(part)](part, room)


def _room_for(blocks: Sequence[Block], at: int) -> float:
    """What must be left of a page for a heading, those right below it, and what they open."""
    room = 0.0
    for block in blocks[at:]:
        words = heading(block.heading, block.depth)[-1]
        room += words.wrap(styles.BODY_WIDTH, styles.PAGE_HEIGHT)[1] + _AROUND_HEADING
        if block.parts:
            return room + (_ROOM_FOR_A_TABLE if isinstance(block.parts[0], Table) else _WORDS)
    return room


def _prose(part: Part, _: float) -> Iterator[Flowable]:
    assert isinstance(part, Prose)
    yield paragraph(styles.BODY, Italic(part.text) if part.is_note else part.text)


def _statements(part: Part, _: float) -> Iterator[Flowable]:
    assert isinstance(part, Statements)
    if part.field:
        yield paragraph(_LABEL, Italic(f"{part.field}:"))
    for line in part.lines:
        yield from _statement(line)


def _statement(line: StatementLine) -> Iterator[Flowable]:
    text, bracket = line.parted()
    tail = Italic(bracket)
    stale = Bold(f" [{wording.STALE}]") if line.is_stale else ""
    mark = f" [{line.note}]" if line.note else ""
    *before, last = lines(text)
    for lead, words in zip_longest(("- ",), before, fillvalue=""):
        if words:
            yield paragraph(styles.BODY, lead, words)
    yield paragraph(styles.BODY, "" if before else "- ", last, tail, mark, stale)


def _table(part: Part, room: float) -> Iterator[Flowable]:
    assert isinstance(part, Table)
    for places in pieces(part.columns, room / mm):
        yield CondPageBreak(_ROOM_FOR_A_TABLE)
        yield paragraph(_TABLE_TITLE, part.title)
        columns = [
            Column(column.title, column.width, _CELLS[column.align])
            for column in (part.columns[at] for at in places)
        ]
        yield ruled(columns, list(_rows(part, places)), room, DENSE)
    for note in part.notes:
        yield paragraph(_NOTE, note)
    yield Spacer(0, 8)


def _rows(table: Table, places: Sequence[int]) -> Iterator[Band | list[Cell]]:
    for row in with_bands(table):
        if isinstance(row, str):
            yield Band(row, styles.DENSE_BOLD)
            continue
        face = Bold if row.is_total else str
        yield [face(on_paper(row.cells[at])) for at in places]


def _visit(part: Part, _: float) -> Iterator[Flowable]:
    assert isinstance(part, VisitFindings)
    yield CondPageBreak(_ROOM_FOR_A_VISIT)
    yield Bookmark(part.title, 2)
    yield paragraph(_VISIT_TITLE, part.title)
    yield paragraph(_VISIT_LABEL, Italic(part.about))
    for label, texts in part.groups:
        yield paragraph(_VISIT_LABEL, Bold(f"{label}:"))
        for text in texts:
            for at, line in enumerate(lines(text)):
                yield paragraph(_VISIT_LINE, "" if at else "- ", line)
    if not part.groups:
        yield paragraph(_VISIT_LINE, Italic(wording.NO_FINDINGS))


def _chart(part: Part, room: float) -> Iterator[Flowable]:
    assert isinstance(part, Chart)
    yield from chart_flowables(part, room)


_PARTS: dict[type[Part], Callable[[Part, float], Iterator[Flowable]]] = {
    Prose: _prose,
    Statements: _statements,
    Table: _table,
    VisitFindings: _visit,
    Chart: _chart,
}
