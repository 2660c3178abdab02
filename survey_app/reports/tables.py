"""Ruled tables whose heading is repeated on each sheet and whose rows may run over the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from survey_app.reports import styles
from survey_app.reports.text import paragraph

Cell = str | Paragraph | Sequence[Flowable]

# A row is cut only where at least this much of it (points) stays on either side.
_LEAST_PIECE = 60
# A row taller than this (points) is cut where it stands instead of leaving the page half empty.
_TALL = 220
# A text longer than this (characters) leaves its column.
_LONG = 700


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


Row = Sequence[Cell] | Band


def ruled(columns: Sequence[Column], rows: Sequence[Row], width: float) -> Table:
    """A grid with a bold repeated heading. Cells are text, paragraphs or lists of flowables."""
    total = sum(column.share for column in columns)
    heading: list[Cell] = [paragraph(styles.CELL_BOLD_CENTRE, column.title) for column in columns]
    body = [_cells(columns, row) for row in rows]
    table = _Grid(
        [heading, *body],
        colWidths=[width * column.share / total for column in columns],
        repeatRows=1,
        splitInRow=_LEAST_PIECE,
        spaceBefore=4,
        spaceAfter=8,
    )
    table.setStyle(_GRID)
    for at, row in enumerate(rows, start=1):
        if isinstance(row, Band):
            table.setStyle(_band(row, at, last=len(rows)))
    return table


class _Grid(Table):
    """A table that cuts a row only where it must, and rules every piece at head and foot."""

    # Set by wrap(): the height of each row in points.
    _rowHeights: list[float]  # noqa: N815 - reportlab's name

    def split(self, width: float, height: float) -> list[Flowable]:
        """Between rows; inside a row that is tall, or that is the first and finds no room."""
        self.wrap(width, height)
        self.splitByRow = 0 if self._meets_tall_row(height) else 1
        pieces = super().split(width, height)
        for piece in pieces:
            if isinstance(piece, Table):
                piece.setStyle(_CLOSED)
        return pieces

    def _meets_tall_row(self, height: float) -> bool:
        """Whether the row that no longer fits is too tall to wait for the next page."""
        for row in self._rowHeights:
            if row > height:
                return bool(row > _TALL and height > _LEAST_PIECE)
            height -= row
        return False


def below(cells: Sequence[Cell], text: str, style: ParagraphStyle = styles.CELL) -> list[Row]:
    """A row that ends in a text; a long one gets a row of its own over the whole width.

    In a narrow column a page of text would run over twenty pages.
    """
    if len(text) <= _LONG:
        return [[*cells, paragraph(style, text)]]
    return [[*cells, paragraph(style, "(xem dòng dưới)")], Band(text, style, shaded=False)]


def _cells(columns: Sequence[Column], row: Row) -> list[Cell]:
    if isinstance(row, Band):
        return [paragraph(row.style, row.words), *[""] * (len(columns) - 1)]
    return [
        paragraph(column.style, cell) if isinstance(cell, str) else cell
        for column, cell in zip(columns, row, strict=True)
    ]


def _band(band: Band, at: int, *, last: int) -> TableStyle:
    style = TableStyle([("SPAN", (0, at), (-1, at))])
    if band.shaded:
        style.add("BACKGROUND", (0, at), (-1, at), styles.FAINT)
        # A band must not stay behind alone at the foot of a page.
        style.add("NOSPLIT", (0, at), (-1, min(at + 1, last)))
    return style


_GRID = TableStyle([
    ("GRID", (0, 0), (-1, -1), styles.GRID, styles.INK),
    ("BACKGROUND", (0, 0), (-1, 0), styles.SHADE),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("VALIGN", (0, 1), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3.5),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3.5),
    ("TOPPADDING", (0, 0), (-1, -1), 2.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
])  # fmt: skip
_CLOSED = TableStyle([
    ("LINEBELOW", (0, -1), (-1, -1), styles.GRID, styles.INK),
    ("LINEABOVE", (0, 0), (-1, 0), styles.GRID, styles.INK),
])  # fmt: skip
