"""What both kinds of paper ask of the content: how tables are cut to sheets, which sheets turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.evaluations.content import Block, Cell, Column, Row, Shortened, Table, cell_text
from survey_app.reports.page_setup import PAPER_WIDTH, USUAL

# A cell on paper is no place for a page of text; the whole text is in the Excel file.
LONGEST_CELL = 400
CUT = "… (xem đủ trong tệp Excel)"


def room_for_columns(room: float) -> float:
    """The width (mm) that columns are made for on a sheet with this room.

    Where a round sets wider margins they give way, by a sixteenth at most, and no table is cut.
    """
    return USUAL.wide_room if room > PAPER_WIDTH else USUAL.room


def pieces(columns: Sequence[Column], room: float) -> Iterator[tuple[int, ...]]:
    """Places of the columns of each piece no wider than ``room`` (mm), sticky ones on each."""
    sticky = [at for at, column in enumerate(columns) if column.sticky]
    taken = sum(columns[at].width for at in sticky)
    piece: list[int] = []
    width = taken
    for at, column in enumerate(columns):
        if column.sticky:
            continue
        if piece and width + column.width > room:
            yield tuple(sorted([*sticky, *piece]))
            piece, width = [], taken
        piece.append(at)
        width += column.width
    if piece or sticky:
        yield tuple(sorted([*sticky, *piece]))


def on_paper(cell: Cell) -> str:
    """A cell's text, cut where it would not fit."""
    text = cell.brief if isinstance(cell, Shortened) else cell_text(cell)
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL].rstrip() + CUT


def with_bands(table: Table) -> Iterator[str | Row]:
    """The rows, with the name of a band before its first row."""
    band = ""
    for row in table.rows:
        if row.band and row.band != band:
            yield row.band
        band = row.band
        yield row


def is_wide(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block has a wide table, or is a mere heading above one that has."""
    for block in blocks[at:]:
        if block.parts:
            return any(isinstance(part, Table) and part.wide for part in block.parts)
    return False
