"""A table as it was pasted, and what is to become of each of its rows. No session."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from survey_app.core.vietnamese import clean, folded

MOST_ROWS = 2_000
LONGEST_CELL = 1_000


class Verdict(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


class Fault(StrEnum):
    """What is wrong with a row; the words are the pages'."""

    MISSING = "missing"
    CODE = "code"
    KIND = "kind"
    NUMBER = "number"
    DAY = "day"
    DAYS = "days"
    TWICE = "twice"
    NAMED = "named"
    UNIT = "unit"
    TEAM = "team"
    CHECKLIST = "checklist"
    MODE = "mode"
    PART = "part"
    USERNAME = "username"
    PLANNED = "planned"
    ITEM = "item"
    SIZE = "size"
    SOURCE = "source"
    LONG = "long"
    CLOSED = "closed"
    DIRECTION = "direction"
    MEASURE = "measure"
    MERGED = "merged"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, other headings it is known by, whether it is needed."""

    key: str
    heading: str
    others: tuple[str, ...] = ()
    needed: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of a row: in which column, and what it is about."""

    fault: Fault
    column: str = ""
    about: str = ""


@dataclass(slots=True)
class Judged:
    """A row with its verdict; ``store`` writes it, where there is something to write."""

    number: int
    cells: Mapping[str, str]
    verdict: Verdict = Verdict.SAME
    wrongs: list[Wrong] = field(default_factory=list)
    store: Callable[[], None] | None = None

    def complain(self, fault: Fault, column: str = "", about: str = "") -> None:
        """Note a fault; the row is not stored."""
        self.verdict, self.store = Verdict.WRONG, None
        self.wrongs.append(Wrong(fault, column, about))

    def becomes(self, verdict: Verdict, store: Callable[[], None]) -> None:
        """Say what is to be written, unless something is wrong."""
        if not self.wrongs:
            self.verdict, self.store = verdict, store


def rows_of(text: str, columns: Sequence[Column]) -> list[Judged]:
    """The rows of a pasted table: cells by key; the first row may hold headings, in any order.

    Blank rows are left out, surplus columns too; at most MOST_ROWS rows are read. What is needed
    and missing, or far too long, is a fault already.
    """
    lines = [[clean(cell) for cell in line] for line in _lines(text)]
    order, start = _order(lines[0] if lines else [], columns)
    rows: list[Judged] = []
    for number, line in enumerate(lines[start:], start + 1):
        if any(line) and len(rows) < MOST_ROWS:
            cells = {key: _cell(line, at) for key, at in order.items()}
            rows.append(Judged(number, cells))
    for row in rows:
        _check_cells(row, columns)
    return rows


def tabbed(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Excel puts them on the clipboard."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _lines(text: str) -> list[list[str]]:
    """The cells; a cell with line ends comes quoted, as Excel writes it."""
    rows = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter="\t")
    try:
        return list(rows)
    except csv.Error:
        # A quote that is never closed, or a cell beyond all measure: read it line by line.
        return [line[:100_000].split("\t") for line in text.splitlines()]


def _order(first: list[str], columns: Sequence[Column]) -> tuple[dict[str, int], int]:
    """Which column stands where, and the row where the table begins."""
    known = {folded(name): each.key for each in columns for name in (each.heading, *each.others)}
    named = {known[folded(cell)]: at for at, cell in enumerate(first) if folded(cell) in known}
    if len(named) > len(columns) // 2 or (named and len(named) == len([c for c in first if c])):
        return named, 1
    return {each.key: at for at, each in enumerate(columns)}, 0


def _cell(line: list[str], at: int) -> str:
    """A cell; of one that is far too long as much as shows that it is."""
    return line[at][: LONGEST_CELL + 1] if at < len(line) else ""


def _check_cells(row: Judged, columns: Sequence[Column]) -> None:
    for column in columns:
        cell = row.cells.get(column.key, "")
        if column.needed and not cell:
            row.complain(Fault.MISSING, column.heading)
        elif len(cell) > LONGEST_CELL:
            row.complain(Fault.LONG, column.heading)
