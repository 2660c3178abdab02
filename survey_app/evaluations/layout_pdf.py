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
from survey_app.evaluations.pieces import is_wide, on_paper, pieces, room_for_columns, with_bands
from survey_app.reports import styles
from survey_app.reports.heading import closing_block, heading_block, title_block
from survey_app.reports.paper import Bookmark, Sheet, draw, heading
from survey_app.reports.styles import Look, look_of
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
_SOURCE = ParagraphStyle(
    "source-note", styles.look_of().body_flush, fontSize=10, leading=13, spaceAfter=2
)
_CONTENTS_DEPTH = 2
_ROOM_FOR_A_VISIT = 35 * mm
_ROOM_FOR_A_TABLE = 50 * mm
_AROUND_HEADING = 6 * mm
_WORDS = 18 * mm


class _Manner:
    """How the round's documents look, and the evaluation's own styles in that size of letters."""

    def __init__(self, look: Look) -> None:
        self.look = look
        size = look.body.fontSize
        # A label is never the last thing on a page.
        self.label = ParagraphStyle("label", look.body, keepWithNext=1)
        self.visit_title = ParagraphStyle(
            "visit", look.clause, fontSize=size - 1, leading=size + 3.5, spaceBefore=7
        )
        self.visit_title.keepWithNext = 1
        self.visit_line = ParagraphStyle(
            "visit-line", look.body, fontSize=size - 1, leading=size + 3, spaceAfter=2
        )
        self.visit_label = ParagraphStyle("visit-label", self.visit_line)
        self.visit_label.keepWithNext = 1


def pdf(content: EvaluationContent) -> bytes:
    """The evaluation as PDF."""
    manner = _Manner(look_of(content.heading.page))
    stamps = tuple(filter(None, (content.draft, content.demo)))
    sheet = Sheet(title=content.title, footer=content.title, stamps=stamps, look=manner.look)
    return draw(_story(content, manner), sheet)


def _story(content: EvaluationContent, manner: _Manner) -> list[Flowable]:
    contents = Contents()
    body = [
        *_body(content, contents, manner),
        *_annexes(content, contents, manner),
        *_notes(content.notes(), contents, manner),
    ]
    look = manner.look
    head = [
        *heading_block(content.heading, content.on),
        *title_block(wording.KIND_OF_DOCUMENT, [content.title], look),
    ]
    return [
        *head,
        *contents.lines(wording.CONTENTS, look.width, look.height - _height(head, look)),
        # A list that ends early on a page leaves the rest of it to the text.
        CondPageBreak(styles.PAGE_HEIGHT / 2),
        *body,
        contents.numbers(),
    ]


def _height(flowables: Sequence[Flowable], look: Look) -> float:
    return sum(each.wrap(look.width, styles.PAGE_HEIGHT)[1] for each in flowables)


def _body(content: EvaluationContent, contents: Contents, manner: _Manner) -> Iterator[Flowable]:
    for words in content.opening:
        yield paragraph(manner.look.body, words)
    blocks, mark = ended(content.blocks)
    *body, last = [Spacer(0, 0), *_blocks(blocks, contents, manner)]
    yield from body
    if blocks and is_wide(blocks, len(blocks) - 1):
        yield from (last, NextPageTemplate("tall"), PageBreak())
        last = Spacer(0, 0)
    marks = [paragraph(manner.look.body_flush, mark)] if mark else []
    yield closing_block(content.heading, last, *marks)


def _annexes(content: EvaluationContent, contents: Contents, manner: _Manner) -> Iterator[Flowable]:
    if content.annexes:
        wide = is_wide(content.annexes, 0)
        yield NextPageTemplate("wide" if wide else "tall")
        yield PageBreak()
        yield from _blocks(content.annexes, contents, manner, turned=wide)


def _notes(notes: Sequence[str], contents: Contents, manner: _Manner) -> Iterator[Flowable]:
    """What Word has at the foot of its pages: where each statement was recorded."""
    if not notes:
        return
    yield NextPageTemplate("tall")
    yield PageBreak()
    yield contents.entry(wording.NOTES_OF_SOURCES, 1)
    _, *marks, words = heading(wording.NOTES_OF_SOURCES, 1, manner.look)
    yield from (*marks, words)
    for number, note in enumerate(notes, start=1):
        yield paragraph(_SOURCE, f"[{number}] {note}")


def _blocks(
    blocks: Sequence[Block], contents: Contents, manner: _Manner, *, turned: bool = False
) -> Iterator[Flowable]:
    """The blocks, each on a sheet turned its way; ``turned`` if the present sheet is wide."""
    for at, block in enumerate(blocks):
        wide = is_wide(blocks, at)
        if wide != turned:
            yield NextPageTemplate("wide" if wide else "tall")
            yield PageBreak()
            turned = wide
        _, *marks, words = heading(block.heading, block.depth, manner.look)
        words.keepWithNext = bool(block.parts) and not isinstance(block.parts[0], Table)
        yield CondPageBreak(_room_for(blocks, at, manner.look))
        if block.depth <= _CONTENTS_DEPTH:
            yield contents.entry(block.heading, block.depth)
        yield from (*marks, words)
        for part in block.parts:
            yield from _PARTS[type(part)](part, manner.look.room(wide=wide), manner)


def _room_for(blocks: Sequence[Block], at: int, look: Look) -> float:
    """What must be left of a page for a heading, those right below it, and what they open."""
    room = 0.0
    for block in blocks[at:]:
        words = heading(block.heading, block.depth, look)[-1]
        room += words.wrap(look.width, styles.PAGE_HEIGHT)[1] + _AROUND_HEADING
        if block.parts:
            return room + (_ROOM_FOR_A_TABLE if isinstance(block.parts[0], Table) else _WORDS)
    return room


def _prose(part: Part, _: float, manner: _Manner) -> Iterator[Flowable]:
    assert isinstance(part, Prose)
    yield paragraph(manner.look.body, Italic(part.text) if part.is_note else part.text)


def _statements(part: Part, _: float, manner: _Manner) -> Iterator[Flowable]:
    assert isinstance(part, Statements)
    if part.field:
        yield paragraph(manner.label, Italic(f"{part.field}:"))
    for line in part.lines:
        yield from _statement(line, manner.look.body)


def _statement(line: StatementLine, style: ParagraphStyle) -> Iterator[Flowable]:
    text, bracket = line.parted()
    tail = Italic(bracket)
    stale = Bold(f" [{wording.STALE}]") if line.is_stale else ""
    mark = f" [{line.note}]" if line.note else ""
    *before, last = lines(text)
    for lead, words in zip_longest(("- ",), before, fillvalue=""):
        if words:
            yield paragraph(style, lead, words)
    yield paragraph(style, "" if before else "- ", last, tail, mark, stale)


def _table(part: Part, room: float, _: _Manner) -> Iterator[Flowable]:
    assert isinstance(part, Table)
    for places in pieces(part.columns, room_for_columns(room / mm)):
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


def _visit(part: Part, _: float, manner: _Manner) -> Iterator[Flowable]:
    assert isinstance(part, VisitFindings)
    yield CondPageBreak(_ROOM_FOR_A_VISIT)
    yield Bookmark(part.title, 2)
    yield paragraph(manner.visit_title, part.title)
    yield paragraph(manner.visit_label, Italic(part.about))
    for label, texts in part.groups:
        yield paragraph(manner.visit_label, Bold(f"{label}:"))
        for text in texts:
            for at, line in enumerate(lines(text)):
                yield paragraph(manner.visit_line, "" if at else "- ", line)
    if not part.groups:
        yield paragraph(manner.visit_line, Italic(wording.NO_FINDINGS))


def _chart(part: Part, room: float, _: _Manner) -> Iterator[Flowable]:
    assert isinstance(part, Chart)
    yield from chart_flowables(part, room)


_PARTS: dict[type[Part], Callable[[Part, float, _Manner], Iterator[Flowable]]] = {
    Prose: _prose,
    Statements: _statements,
    Table: _table,
    VisitFindings: _visit,
    Chart: _chart,
}
