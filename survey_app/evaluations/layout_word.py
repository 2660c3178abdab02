"""How the evaluation looks in Word: real styles and headings, so that the office can write on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from survey_app.core.vietnamese import day_in_words
from survey_app.evaluations import wording
from survey_app.evaluations.bars import Chart
from survey_app.evaluations.charting import charts_of
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
from survey_app.evaluations.ending import ended
from survey_app.evaluations.pieces import is_wide, on_paper, pieces, room_for_columns, with_bands
from survey_app.reports.text import lines as lines_of
from survey_app.reports.word_chart import BarChart, chart_id, chart_run
from survey_app.reports.word_frame import (
    BODY,
    CELL,
    CENTRED,
    HEAD,
    LIST,
    NOTE,
    TITLE,
    Extras,
    framed,
)
from survey_app.reports.word_heading import closing, opening
from survey_app.reports.word_notes import reference
from survey_app.reports.word_xml import (
    Run,
    bookmark,
    cell,
    contents,
    grid,
    kept,
    on_new_page,
    paragraph,
    row,
    rule,
)

_ALIGNS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_SHADE = "EEEEEE"
# Of a picture, mm; and where the numbers of pictures begin among all drawn things.
_BAR_HEIGHT = 9.0
_AXIS_HEIGHT = 14.0
_CHARTS_FROM = 5_000
_CONTENTS_DEPTH = 2


def word(content: EvaluationContent) -> bytes:
    """The evaluation as a .docx file."""
    chunks = ((wide, "".join(xml)) for wide, xml in _chunks(content))
    sections = [
        (wide, "".join(xml for _, xml in group))
        for wide, group in groupby(chunks, key=lambda chunk: chunk[0])
    ]
    marks = " – ".join(filter(None, (content.draft, content.demo)))
    charts = tuple(map(_bars, charts_of((*content.blocks, *content.annexes))))
    extras = Extras(footnotes=content.notes(), charts=charts, page=content.heading.page)
    return framed(sections, title=content.title, marks=marks, on=content.on, extras=extras)


def _chunks(content: EvaluationContent) -> Iterator[tuple[bool, Iterator[str]]]:
    """Pieces of the document in order, each with whether its sheet lies on its side."""
    blocks, mark = ended(content.blocks)
    yield False, _front(content)
    for at, block in enumerate(blocks):
        wide = is_wide(blocks, at)
        *xml, last = _block(block, at, _room(content, wide=wide))
        # The signature does not stand alone on a sheet: the last words go with it.
        ends = block is blocks[-1]
        yield wide, iter([*xml, kept(last) if ends else last])
    yield False, _closing(content, mark)
    for at, block in enumerate(content.annexes):
        wide = is_wide(content.annexes, at)
        first, *rest = _block(block, at + len(blocks), _room(content, wide=wide))
        turns_itself = at > 0 or wide
        yield wide, iter([first if turns_itself else on_new_page(first), *rest])


def _front(content: EvaluationContent) -> Iterator[str]:
    """Heading block, title, contents list, and the words before the first heading."""
    room = content.heading.page.room
    yield opening(content.heading, day_in_words(content.on))
    yield paragraph(CENTRED)
    yield paragraph(TITLE, wording.KIND_OF_DOCUMENT)
    yield paragraph(TITLE, content.title)
    yield rule(TITLE, room, room * 0.35)
    yield paragraph(TITLE, wording.CONTENTS)
    yield contents(
        (block.depth, block.heading, _name(at))
        for at, block in enumerate(content.all_blocks())
        if block.depth <= _CONTENTS_DEPTH
    )
    for at, words in enumerate(content.opening):
        yield paragraph(BODY, words) if at else on_new_page(paragraph(BODY, words))


def _closing(content: EvaluationContent, mark: str) -> Iterator[str]:
    """The end mark, where the last words took none; recipients on the left, who signs right."""
    yield paragraph(BODY, mark, keeps=True)
    yield closing(content.heading, abreast=False)


def _room(content: EvaluationContent, *, wide: bool) -> float:
    page = content.heading.page
    return page.wide_room if wide else page.room


def _block(block: Block, at: int, room: float) -> Iterator[str]:
    yield paragraph(f"Heading{block.depth}", block.heading, inside=bookmark(at + 1, _name(at)))
    for part in block.parts:
        yield from _PARTS[type(part)](part, room)


def _name(at: int) -> str:
    return f"_Toc{at + 1:06d}"


def _prose(part: Part, _: float) -> Iterator[str]:
    assert isinstance(part, Prose)
    yield paragraph(BODY, Run(part.text, italic=part.is_note))


def _statements(part: Part, _: float) -> Iterator[str]:
    assert isinstance(part, Statements)
    if part.field:
        yield paragraph(BODY, Run(f"{part.field}:", italic=True), keeps=True)
    for line in part.lines:
        yield from _statement(line)


def _statement(line: StatementLine) -> Iterator[str]:
    text, bracket = line.parted()
    tail = [Run(bracket, italic=True)]
    if line.is_stale:
        tail.append(Run(f" [{wording.STALE}]", bold=True))
    *before, last = lines_of(text)
    for at, words in enumerate(before):
        yield paragraph(BODY, words if at else f"- {words}")
    ends = paragraph(BODY, last if before else f"- {last}", *tail)
    yield ends.replace("</w:p>", f"{reference(line.note)}</w:p>") if line.note else ends


def _table(part: Part, room: float) -> Iterator[str]:
    assert isinstance(part, Table)
    for places in pieces(part.columns, room_for_columns(room)):
        yield paragraph(CENTRED, Run(part.title, italic=True), keeps=True)
        total = sum(part.columns[at].width for at in places)
        widths = [part.columns[at].width * room / total for at in places]
        heading = row(
            (
                cell(width, paragraph(HEAD, part.columns[at].title), shade=_SHADE)
                for width, at in zip(widths, places, strict=True)
            ),
            is_heading=True,
        )
        yield grid(widths, heading, _rows(part, places, widths))
        yield paragraph(NOTE, keeps=bool(part.notes))
    for note in part.notes:
        yield paragraph(NOTE, note)


def _rows(table: Table, places: Sequence[int], widths: Sequence[float]) -> Iterator[str]:
    rows = list(with_bands(table))
    for at_row, each in enumerate(rows, start=1):
        if isinstance(each, str):
            words = paragraph(CELL, Run(each, bold=True), keeps=True)
            yield row([cell(sum(widths), words, span=len(places), shade=_SHADE)])
            continue
        yield row(
            cell(
                width,
                paragraph(
                    CELL,
                    Run(on_paper(each.cells[at]), bold=each.is_total),
                    align=_ALIGNS[table.columns[at].align],
                    # The notes do not stand alone on the next sheet.
                    keeps=at_row == len(rows) and bool(table.notes),
                ),
            )
            for width, at in zip(widths, places, strict=True)
        )


def _visit(part: Part, _: float) -> Iterator[str]:
    assert isinstance(part, VisitFindings)
    yield paragraph("Heading3", Run(part.title, bold=True))
    yield paragraph(LIST, Run(part.about, italic=True), keeps=True)
    for label, texts in part.groups:
        yield paragraph(LIST, Run(f"{label}:", bold=True), keeps=True)
        for text in texts:
            for at, line in enumerate(lines_of(text)):
                yield paragraph(LIST, line if at else f"- {line}")
    if not part.groups:
        yield paragraph(LIST, Run(wording.NO_FINDINGS, italic=True))


def _chart(part: Part, room: float) -> Iterator[str]:
    assert isinstance(part, Chart)
    size = (room, len(part.bars) * _BAR_HEIGHT + _AXIS_HEIGHT)
    drawn = chart_run(chart_id(part.number), _CHARTS_FROM + part.number, size, part.told)
    yield paragraph(CENTRED, inside=drawn, keeps=True)
    yield paragraph(CENTRED, part.caption, keeps=True)
    yield paragraph(NOTE, part.source)


def _bars(chart: Chart) -> BarChart:
    labels = [f"{bar.label} ({bar.said})" if bar.said else bar.label for bar in chart.bars]
    values = [None if bar.share is None else float(bar.share) for bar in chart.bars]
    return BarChart(chart.title, labels, values, float(chart.scale))


_PARTS: dict[type[Part], Callable[[Part, float], Iterator[str]]] = {
    Prose: _prose,
    Statements: _statements,
    Table: _table,
    VisitFindings: _visit,
    Chart: _chart,
}
