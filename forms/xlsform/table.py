"""A sheet as rows under headings. Whatever a cell holds is checked here, once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from forms.canonical import plain_number
from forms.definition import Text
from forms.publishing.wording import LIMIT
from forms.tidy import is_broken, tidy, trimmed
from forms.xlsform.cells import Cell, Grid, Sort
from forms.xlsform.columns import SheetPlan, understood
from forms.xlsform.faults import Faults, Spot

E = TypeVar("E", bound=StrEnum)

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?")
# 1.250 is a thousand and more in Vietnam, and a bit over one elsewhere.
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,][0-9]{3})+")
# From here on a number cell of Excel has lost digits.
LARGEST = 1e15
_YES = frozenset({"yes", "true", "true()", "1", "có"})
_NO = frozenset({"no", "false", "false()", "0", "không"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its readable values by key, and the keys whose cells have a fault already."""

    table: Table
    number: int
    values: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def spot(self, key: str) -> Spot:
        """The cell of this key, or the row where the sheet has no such column."""
        column, heading = self.table.headings.get(key, (0, self.table.plan.heading(key)))
        return Spot(self.table.name, self.number, column, heading)

    def has(self, key: str) -> bool:
        """Whether anything is written there, readable or not."""
        return key in self.values or key in self.broken

    def complain(self, code: str, key: str, **words: object) -> None:
        """Note a fault at the cell of this key."""
        self.broken.add(key)
        self.table.faults.add(code, self.spot(key), **words)

    def words(self, key: str) -> str:
        """The tidied words, empty where there are none."""
        return tidy(self.values.get(key, ""))

    def needed(self, key: str) -> str:
        """The words, and a fault where there are none."""
        if not self.has(key) and key not in self.table.missing:
            self.complain("value-missing", key, header=self.table.plan.heading(key))
        return self.words(key)

    def expression(self, key: str) -> str:
        """The expression, untouched but for its ends."""
        return trimmed(self.values.get(key, ""))

    def text(self, key: str) -> Text:
        """The words in both languages."""
        return Text(self.words(key), self.words(f"{key}_en"))

    def number_of(self, key: str) -> Decimal | None:
        """The number, None where there is none or it cannot be read."""
        return self._read(key, self._number)

    def yes_no(self, key: str, *, otherwise: bool) -> bool:
        """Whether it says yes; ``otherwise`` where it says nothing."""
        said = self._read(key, self._yes_no)
        return otherwise if said is None else said

    def one_of(self, key: str, words: type[E], *, otherwise: E) -> E:
        """The word of this vocabulary; ``otherwise`` where there is none."""
        return self._read(key, lambda at: self._one_of(at, words)) or otherwise

    def _read(self, key: str, read: Callable[[str], T | None]) -> T | None:
        return read(key) if self.words(key) else None

    def _number(self, key: str) -> Decimal | None:
        said = self.words(key)
        if key not in self.table.exact.get(self.number, ()):
            if _GROUPED.fullmatch(said):
                self.complain("number-unclear", key, value=said)
                return None
            if not _NUMBER.fullmatch(said):
                self.complain("not-a-number", key, value=said)
                return None
        return Decimal(said.replace(",", "."))

    def _yes_no(self, key: str) -> bool | None:
        said = self.words(key).casefold()
        if said in _YES or said in _NO:
            return said in _YES
        self.complain("not-yes-or-no", key, value=said)
        return None

    def _one_of(self, key: str, words: type[E]) -> E | None:
        said = self.words(key).casefold()
        if said in words.__members__.values():
            return words(said)
        self.complain("not-one-of", key, value=said, allowed=", ".join(words))
        return None


T = TypeVar("T")


@dataclass(slots=True)
class Table:
    """A sheet with its headings understood.

    ``missing`` has the keys of needed columns that are not there; ``exact``, by row, those of true
    number cells.
    """

    name: str
    plan: SheetPlan
    faults: Faults
    headings: dict[str, tuple[int, str]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    exact: dict[int, set[str]] = field(default_factory=dict)

    def custom(self) -> bool:
        """Whether any heading uses our own attributes."""
        return any("::lsv:" in heading for _, heading in self.headings.values())


def table_of(name: str, plan: SheetPlan, grid: Grid, faults: Faults) -> Table:
    """Read the headings and check every cell below them."""
    table = Table(name, plan, faults)
    columns = _read_headings(table, grid.get(1, {}))
    for number in sorted(grid):
        if number == 1:
            continue
        row = Row(table, number)
        for column, cell in sorted(grid[number].items()):
            _read_cell(row, column, cell, columns)
        if row.values or row.broken:
            table.rows.append(row)
    return table


def _read_headings(table: Table, cells: dict[int, Cell]) -> dict[int, tuple[str, str]]:
    """Column number to key and heading; the key is empty for what is ignored, ``!`` refused."""
    columns: dict[int, tuple[str, str]] = {}
    for column, cell in sorted(cells.items()):
        written, spot = tidy(cell.text), Spot(table.name, 1, column)
        columns[column] = ("", written)
        problem = cell_fault(cell)
        if problem:
            table.faults.add(problem, spot, value=cell.text, limit=LIMIT)
            continue
        meaning = understood(table.plan, written)
        if meaning.fault:
            table.faults.add(meaning.fault, spot, header=written, **_guess(table.plan, written))
        elif meaning.key in table.headings:
            other = table.headings[meaning.key][1]
            table.faults.add("column-twice", spot, header=written, other=other)
        elif meaning.key:
            table.headings[meaning.key] = (column, written)
        columns[column] = ("!" if meaning.refused else meaning.key, written)
    _miss_headings(table)
    return columns


def _miss_headings(table: Table) -> None:
    for column in table.plan.columns:
        if column.needed and column.key not in table.headings:
            table.missing.add(column.key)
            words = {"sheet": table.plan.name, "header": column.heading}
            table.faults.add("column-missing", Spot(table.name, 1), **words)


def _guess(plan: SheetPlan, written: str) -> dict[str, str]:
    return guess(written, [column.heading for column in plan.columns])


def guess(written: str, known: list[str]) -> dict[str, str]:
    """A near word in both languages, as the sentences of unknown words take it."""
    near = get_close_matches(written, known, n=1, cutoff=0.7)
    if not near:
        return {"guess_vi": "", "guess_en": ""}
    return {"guess_vi": f" (có phải “{near[0]}”?)", "guess_en": f" (did you mean “{near[0]}”?)"}


def _read_cell(row: Row, column: int, cell: Cell, columns: dict[int, tuple[str, str]]) -> None:
    key, heading = columns.get(column, ("", ""))
    spot = Spot(row.table.name, row.number, column, heading)
    problem = cell_fault(cell)
    if not problem and not heading:
        problem = "column-untitled"
    if not problem and key == "!":
        problem = "column-unsupported"
    if problem:
        row.broken.add(key or heading)
        row.table.faults.add(problem, spot, value=cell.text, limit=LIMIT, header=heading)
    elif key:
        row.values[key] = _value(cell)
        if cell.sort is Sort.NUMBER:
            row.table.exact.setdefault(row.number, set()).add(key)


def cell_fault(cell: Cell) -> str:
    """The code of what is wrong with a cell, whatever column it stands in."""
    if cell.sort is Sort.FORMULA:
        return "formula"
    if cell.sort is Sort.ERROR:
        return "cell-error"
    if cell.sort is Sort.DATE:
        return "date-cell"
    if len(cell.text) > LIMIT:
        return "too-long"
    if is_broken(cell.text.replace("\r", "")):
        return "bad-characters"
    return _number_fault(cell.text) if cell.sort is Sort.NUMBER else ""


def _number_fault(text: str) -> str:
    try:
        size = abs(float(text))
    except ValueError:
        return "cell-error"
    if not isfinite(size):
        return "cell-error"
    return "" if size < LARGEST else "number-size"


def _value(cell: Cell) -> str:
    """The text of a sound cell; a number as a person would write it."""
    if cell.sort is Sort.NUMBER:
        # Excel stores 0.1 as 0.10000000000000001; the shortest decimal is what was typed.
        return plain_number(Decimal(repr(float(cell.text))))
    if cell.sort is Sort.YES_NO:
        return "yes" if cell.text.strip() == "1" else "no"
    return cell.text


def rows_with(table: Table | None) -> Iterator[Row]:
    """The rows of a sheet that may be missing."""
    return iter(table.rows if table else ())
