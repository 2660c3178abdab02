"""What was brought: text from the clipboard, or the first sheet of a workbook, as the same text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO

from xlsxwriter import Workbook as Writer

from forms.xlsform import WorkbookFaults
from forms.xlsform.cells import Cell, Sort
from forms.xlsform.sheets import Workbook
from survey_app.core.vietnamese import day
from survey_app.visits.entering.rules import Column, tabbed

# Day nought of the spreadsheets; they believe in a 29th of February 1900.
_FIRST_DAY = date(1899, 12, 30)
_MOST_DAYS = 200_000


def text_of_workbook(data: bytes) -> str | None:
    """The first sheet as Excel would put it on the clipboard; None where it is no workbook."""
    try:
        book = Workbook(data)
        grid = book.grid(book.names[0]) if book.names else {}
    except WorkbookFaults:
        return None
    rows = []
    for number in sorted(grid):
        cells = grid[number]
        rows.append([_text(cells.get(at)) for at in range(1, max(cells, default=0) + 1)])
    return tabbed(rows)


def template(title: str, columns: tuple[Column, ...], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A workbook with the headings of a table, and what is known of it already, as text."""
    out = BytesIO()
    book = Writer(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bg_color": "#E4EFF8", "text_wrap": True})
    for at, column in enumerate(columns):
        star = " *" if column.needed else ""
        sheet.write_string(0, at, column.heading, bold)
        sheet.set_column(at, at, 24)
        note = f"{column.heading}{star}"
        if column.example:
            sheet.write_comment(0, at, f"{note}: {column.example}")
    for at, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            sheet.write_string(at, place, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _text(cell: Cell | None) -> str:
    """What the cell shows; a day as a day, a number without what Excel adds."""
    if cell is None:
        return ""
    if cell.sort is Sort.DATE:
        return _day(cell.text)
    if cell.sort is Sort.NUMBER:
        return _number(cell.text)
    return cell.text


def _day(text: str) -> str:
    try:
        days = int(float(text))
    except (ValueError, OverflowError):
        return text
    return day(_FIRST_DAY + timedelta(days)) if 0 < days < _MOST_DAYS else text


def _number(text: str) -> str:
    """A number the Vietnamese way, so that it is read again as what it is."""
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    plain = repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return plain.replace(".", ",")
