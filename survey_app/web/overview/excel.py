"""Tables of the overview as a workbook. Text stays text: nothing becomes a formula or a link."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.edge.exporting import count_rows
from survey_app.web.overview.grid import Cell, Grid

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LONGEST_CELL = 32_000
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def workbook(grids: Sequence[Grid], lines: Sequence[str]) -> bytes:
    """A sheet for each table; ``lines`` say above each what its figures are of."""
    out = BytesIO()
    with Workbook(out, _OPTIONS) as book:
        formats = _Formats(book)
        for at, grid in enumerate(grids, start=1):
            sheet = book.add_worksheet(_name(grid.title, at))
            _fill(sheet, grid, lines, formats)
    return out.getvalue()


class _Formats:
    """How cells are shown; a file keeps each way once."""

    def __init__(self, book: Workbook) -> None:
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.of_tail = lru_cache(maxsize=None)(
            lambda tail: book.add_format({"num_format": f'General"{tail}"'}) if tail else None
        )


def _fill(sheet: Worksheet, grid: Grid, lines: Sequence[str], formats: _Formats) -> None:
    bold = formats.bold
    sheet.write_string(0, 0, grid.title, bold)
    at = 1
    for line in (*lines, *grid.notes):
        sheet.write_string(at, 0, line[:_LONGEST_CELL])
        at += 1
    at += 1
    heads = [grid.first, *(column.alone for column in grid.columns)]
    for place, head in enumerate(heads):
        sheet.write_string(at, place, head, bold)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, max(len(heads) - 1, 1), 14)
    sheet.freeze_panes(at + 1, 1)
    sheet.autofilter(at, 0, at + len(grid.rows), len(heads) - 1)
    count_rows(len(grid.rows))
    for row in (*grid.rows, *grid.foot):
        at += 1
        sheet.write_string(at, 0, row.head[:_LONGEST_CELL])
        for place, cell in enumerate(row.cells, start=1):
            _cell(sheet, at, place, cell, formats)


def _cell(sheet: Worksheet, at: int, place: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell.value, Decimal | int):
        sheet.write_number(at, place, float(cell.value), formats.of_tail(cell.tail))
    elif cell.value:
        sheet.write_string(at, place, str(cell.value)[:_LONGEST_CELL])


def _name(title: str, at: int) -> str:
    """A sheet's name has 31 letters and no brackets; the number keeps two apart."""
    return f"{at}. {title.translate(_FORBIDDEN)}"[:31].rstrip()
