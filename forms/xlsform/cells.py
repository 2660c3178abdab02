"""One worksheet as cells. Bounded in rows, columns and cells; what stands beyond is told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from forms.faults import at_cell, fault
from forms.xlsform.faults import WorkbookFaults
from forms.xlsform.strings import Pieces

MOST_ROWS = 5_000
MOST_COLUMNS = 200
# Rows and cells, empty ones too: Excel writes those that were only formatted.
MOST_CELLS = 300_000
MOST_CHARACTERS = 5_000_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Sort(Enum):
    """What a cell holds."""

    WORDS = auto()
    NUMBER = auto()
    DATE = auto()
    YES_NO = auto()
    ERROR = auto()
    FORMULA = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell as it is stored, and what sort of text that is."""

    sort: Sort
    text: str


Grid = dict[int, dict[int, Cell]]

_SORTS = {"b": Sort.YES_NO, "e": Sort.ERROR, "d": Sort.DATE, "str": Sort.WORDS, "s": Sort.WORDS}


class CellReader:
    """Reads a worksheet part into ``grid``: row and column, both from 1, to cell."""

    def __init__(self, sheet: str, strings: Sequence[str], dates: frozenset[int]) -> None:
        self.grid: Grid = {}
        self._sheet = sheet
        self._strings = strings
        self._dates = dates
        self._row = self._column = self._cells = self._characters = 0
        self._type = self._style = ""
        self._reading = self._formula = False
        self._pieces = Pieces()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "row":
            self._count()
            self._row = _number(attributes.get("r", "")) or self._row + 1
            self._column = 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._reading = True

    def text(self, data: str) -> None:
        """Words stand between."""
        if self._reading:
            self._pieces.add(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if name in ("v", "t"):
            self._reading = False
        elif name == "c":
            self._end_cell(self._pieces.take())

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._count()
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column(found[1]) if found else self._column + 1
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._formula = False

    def _end_cell(self, text: str) -> None:
        cell = self._cell(text)
        if cell.sort is not Sort.FORMULA and not cell.text.strip():
            return
        if self._row > MOST_ROWS:
            raise self._too("too-many-rows", MOST_ROWS)
        if self._column > MOST_COLUMNS:
            raise self._too("too-many-columns", MOST_COLUMNS)
        self._characters += len(cell.text)
        if self._characters > MOST_CHARACTERS:
            raise self._too("too-many-cells", MOST_CHARACTERS)
        self.grid.setdefault(self._row, {})[self._column] = cell

    def _cell(self, text: str) -> Cell:
        if self._formula:
            return Cell(Sort.FORMULA, text)
        if self._type == "s" and text:
            index = _number(text.strip())
            return Cell(Sort.WORDS, self._strings[index] if index < len(self._strings) else "")
        if self._type == "inlineStr":
            return Cell(Sort.WORDS, text)
        if self._type in _SORTS:
            return Cell(_SORTS[self._type], text)
        return Cell(Sort.DATE if _number(self._style) in self._dates else Sort.NUMBER, text)

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._too("too-many-cells", MOST_CELLS)

    def _too(self, code: str, limit: int) -> WorkbookFaults:
        shown = f"{limit:,}".replace(",", ".")
        return WorkbookFaults((at_cell(fault(code, limit=shown), self._sheet, self._row),))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column
