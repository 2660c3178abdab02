"""Ruled tables whose heading is repeated on each sheet and whose rows may run over the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table, TableStyle

from survey_app.reports import styles
from survey_app.reports.text import lines, paragraph, words_in

Cell = str | Flowable | Sequence[Flowable]

# The air (points) on either side of the words of a cell.
_BESIDE = 3.5
# A row is cut only where at least this much of it (points) has room on the page.
_LEAST_PIECE = 60
# A row taller than this (points) is cut where it stands instead of leaving the page half empty.
_TALL = 220
# Bands and the row they open stay on one page up to this height (points).
_TOGETHER = 400
# A heading is repeated on each page and must leave room for rows.
_TITLE_LIMIT = 160
# A text longer than this (characters) leaves its column.
_LONG = 700
# So many lines of a long text make a row.
_LINES = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its share of the table's width, how its cells are set."""

    title: str
    share: float
    style: ParagraphStyle = styles.CELL


@dataclass(frozen=True, slots=True)
class Band:
    """A row over the whole width that opens a group of rows, or closes it."""

    words: str
    style: ParagraphStyle = styles.CELL_BOLD
    shaded: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """How a grid's heading is set, and the air (points) above and below the words of a cell."""

    heading: ParagraphStyle
    above: float
    below: float


ROOMY = Look(styles.CELL_BOLD_CENTRE, 2.5, 3.5)
DENSE = Look(styles.DENSE_BOLD_CENTRE, 1, 2)

Row = Sequence[Cell] | Band


def ruled(
    columns: Sequence[Column], rows: Sequence[Row], width: float, look: Look = ROOMY
) -> Table:
    """A grid with a bold repeated heading. Cells are text, paragraphs or lists of flowables."""
    total = sum(column.share for column in columns)
    rows = [piece for row in rows for piece in _pieces(row)]
    widths = [width * column.share / total for column in columns]
    heading: list[Cell] = [
        paragraph(look.heading, column.title[:_TITLE_LIMIT]) for column in columns
    ]
    body = [_cells(columns, widths, row) for row in rows]
    table = _Grid(
        [heading, *body],
        colWidths=widths,
        repeatRows=1,
        splitInRow=1,
        spaceBefore=4,
        spaceAfter=8,
    )
    table.setStyle(_GRID)
    table.setStyle(_air(look))
    for at, row in enumerate(rows, start=1):
        if isinstance(row, Band):
            table.setStyle(_band(row, at))
    return table


class _Grid(Table):
    """A table that cuts a row only where it must, and rules every piece at head and foot."""

    # Set by wrap(): the height of each row in points; and the cells, row by row.
    _rowHeights: list[float]  # noqa: N815 - reportlab's name
    _cellvalues: list[list[object]]

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between rows; inside a row only where it is tall and enough of it has room here.

        Without any piece the table waits for the next page. What waits always fits there.
        """
        self.wrap(width, height)
        at, tall, room = self._row_met(height)
        cuts = tall > _TALL and room > _LEAST_PIECE
        between = at if cuts else self._before_bands(at)
        if between <= 1 and not cuts:
            return []
        self.splitByRow = 0 if cuts else 1
        room_for = height if between == at else sum(self._rowHeights[:between]) + 1
        pieces = super().split(width, room_for)
        for piece in pieces:
            if isinstance(piece, Table):
                piece.setStyle(_CLOSED)
        return pieces

    def _row_met(self, height: float) -> tuple[int, float, float]:
        """The row that no longer fits: its place, its height, and the room that is left for it."""
        for at, row in enumerate(self._rowHeights):
            if row > height:
                return at, row, height
            height -= row
        return len(self._rowHeights), 0, height

    def _before_bands(self, at: int) -> int:
        """Where to part before this row, so that no band stays behind alone."""
        before = at
        while before > 1 and self._opens(before - 1):
            before -= 1
        together = sum(self._rowHeights[before : at + 1])
        return before if together <= _TOGETHER else at

    def _opens(self, at: int) -> bool:
        first = self._cellvalues[at][0]
        cells = first if isinstance(first, (list, tuple)) else (first,)
        return any(isinstance(each, Flowable) and "keepWithNext" in vars(each) for each in cells)


def below(cells: Sequence[Cell], text: str, style: ParagraphStyle = styles.CELL) -> list[Row]:
    """A row that ends in a text; a long one gets rows of its own over the whole width.

    In a narrow column a page of text would run over twenty pages.
    """
    if len(text) <= _LONG:
        return [[*cells, paragraph(style, text)]]
    return [[*cells, paragraph(style, "(xem dòng dưới)")], Band(text, style, shaded=False)]


def _pieces(row: Row) -> list[Row]:
    """A band with a long text as several bands: reportlab cannot cut a row of joined cells."""
    if not isinstance(row, Band) or (len(row.words) <= _LONG and row.words.count("\n") < _LINES):
        return [row]
    parts = [part for line in lines(row.words) for part in wrap(line, _LONG)]
    return [replace(row, words="\n".join(some)) for some in _bundled(parts)]


def _bundled(parts: Sequence[str]) -> Iterator[list[str]]:
    """Lines by the handful: a row for each of thousands would take minutes to lay out."""
    some: list[str] = []
    for part in parts:
        if some and (len(some) == _LINES or sum(map(len, some)) + len(part) > _LONG):
            yield some
            some = []
        some.append(part)
    if some:
        yield some


def _cells(columns: Sequence[Column], widths: Sequence[float], row: Row) -> list[Cell]:
    if isinstance(row, Band):
        words = paragraph(row.style, row.words)
        if row.shaded:
            words.keepWithNext = 1
        return [words, *[""] * (len(columns) - 1)]
    return [
        words_in(column.style, cell, wide - 2 * _BESIDE) if isinstance(cell, str) else cell
        for column, cell, wide in zip(columns, row, widths, strict=True)
    ]


def _band(band: Band, at: int) -> TableStyle:
    style = TableStyle([("SPAN", (0, at), (-1, at))])
    if band.shaded:
        style.add("BACKGROUND", (0, at), (-1, at), styles.FAINT)
    return style


def _air(look: Look) -> TableStyle:
    return TableStyle([
        ("TOPPADDING", (0, 0), (-1, -1), look.above),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.below),
    ])  # fmt: skip


_GRID = TableStyle([
    ("GRID", (0, 0), (-1, -1), styles.GRID, styles.INK),
    ("BACKGROUND", (0, 0), (-1, 0), styles.SHADE),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), _BESIDE),
    ("RIGHTPADDING", (0, 0), (-1, -1), _BESIDE),
])  # fmt: skip
_CLOSED = TableStyle([
    ("LINEBELOW", (0, -1), (-1, -1), styles.GRID, styles.INK),
    ("LINEABOVE", (0, 0), (-1, 0), styles.GRID, styles.INK),
])  # fmt: skip
