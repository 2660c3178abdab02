"""A workbook in memory, out of which is cut what a fault is told of; rows keep their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from forms.faults import Fault, letters
from forms.xlsform.cells import Grid
from forms.xlsform.columns import PLANS, understood
from forms.xlsform.sheets import Workbook

_FRAME = re.compile(r"\s*(begin|end)[ _](group|repeat)\s*", re.IGNORECASE)
_OTHER = re.compile(r"\s+or_other\s*$", re.IGNORECASE)
# Without these a row is no question and no choice.
_BEARING = {"survey": {"type", "name", "label"}, "choices": {"list_name", "name", "label"}}
_WHOLE_SHEETS = ("sheet-unsupported", "sheet-misspelled")


class Cut(StrEnum):
    """What goes when a fault is left out."""

    SHEET = "sheet"
    COLUMN = "column"
    ROW = "row"
    CELL = "cell"
    FRAME = "frame"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a workbook that was not taken: the fault is the reason, ``cut`` how much it is."""

    fault: Fault
    cut: Cut


class Cutting:
    """The cells of a workbook, fewer with each cut; the workbook itself is not touched."""

    def __init__(self, book: Workbook) -> None:
        self._grids: dict[str, Grid] = {name: book.grid(name) for name in book.names}

    @property
    def names(self) -> list[str]:
        """The names of the sheets that are left."""
        return list(self._grids)

    def grid(self, name: str) -> Grid:
        """The cells of a sheet that are left."""
        return self._grids[name]

    @property
    def is_plain(self) -> bool:
        """Whether no heading is one of ours: with ours a part left out would change scores."""
        headings = (cell.text for grid in self._grids.values() for cell in grid.get(1, {}).values())
        return not any("::lsv:" in text for text in headings)

    def cut(self, fault: Fault) -> Cut | None:
        """Cut what this fault is told of; None where nothing can go, or it has gone already."""
        grid = self._grids.get(fault.sheet)
        if grid is None:
            return None
        if not fault.row:
            return self._cut_sheet(fault)
        if fault.row == 1:
            return _cut_column(grid, fault.column)
        if fault.row not in grid:
            return None
        known = fault.sheet.strip().casefold()
        if known == "settings":
            return _cut_setting(grid, fault)
        return _cut_in_row(grid, known, fault)

    def _cut_sheet(self, fault: Fault) -> Cut | None:
        if fault.code not in _WHOLE_SHEETS:
            return None
        del self._grids[fault.sheet]
        return Cut.SHEET


def _cut_column(grid: Grid, column: str) -> Cut | None:
    number = _number(grid, 1, column)
    if number is None:
        return None
    for cells in grid.values():
        cells.pop(number, None)
    return Cut.COLUMN


def _cut_setting(grid: Grid, fault: Fault) -> Cut | None:
    """One setting, or a second row; without a name and a version there is no checklist."""
    if fault.code == "settings-rows":
        del grid[fault.row]
        return Cut.ROW
    number = _number(grid, fault.row, fault.column)
    if number is None:
        return None
    del grid[fault.row][number]
    return Cut.CELL


def _cut_in_row(grid: Grid, known: str, fault: Fault) -> Cut | None:
    number = _number(grid, fault.row, fault.column)
    key = _key(known, fault.header)
    if number is not None and key not in _BEARING.get(known, ()):
        del grid[fault.row][number]
        return Cut.CELL
    if number is not None and key == "type" and _OTHER.search(grid[fault.row][number].text):
        cell = grid[fault.row][number]
        grid[fault.row][number] = replace(cell, text=_OTHER.sub("", cell.text))
        return Cut.CELL
    return _cut_row(grid, known, fault.row)


def _cut_row(grid: Grid, known: str, row: int) -> Cut | None:
    frame = _frame(grid, row) if known == "survey" else None
    if frame is None or frame[0] == "end":
        del grid[row]
        return Cut.ROW
    end = _end_of(grid, row)
    if end is None:
        return None
    if frame[1] == "repeat":
        for each in [number for number in grid if row <= number <= end]:
            del grid[each]
        return Cut.TABLE
    # What stands in a group does not go with it.
    del grid[row], grid[end]
    return Cut.FRAME


def _end_of(grid: Grid, row: int) -> int | None:
    """The row that closes what this row opens."""
    depth = 0
    for number in sorted(each for each in grid if each >= row):
        frame = _frame(grid, number)
        depth += {"begin": 1, "end": -1}[frame[0]] if frame else 0
        if not depth:
            return number
    return None


def _frame(grid: Grid, row: int) -> tuple[str, str] | None:
    """``begin`` or ``end``, and ``group`` or ``repeat``, where the row is one of these."""
    types = (n for n, cell in grid.get(1, {}).items() if _key("survey", cell.text) == "type")
    cell = grid[row].get(next(types, 0))
    found = _FRAME.fullmatch(cell.text) if cell else None
    return (found[1].casefold(), found[2].casefold()) if found else None


def _key(known: str, heading: str) -> str:
    plan = next((each for each in PLANS if each.name == known), None)
    return understood(plan, heading).key if plan and heading else ""


def _number(grid: Grid, row: int, column: str) -> int | None:
    return next((n for n in grid.get(row, {}) if letters(n) == column), None)
