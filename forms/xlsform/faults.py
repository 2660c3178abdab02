"""All faults of a workbook, collected while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.faults import Fault, at_cell, fault
from forms.xlsform.columns import PLANS

# Beyond this many a person stops reading, and a hostile file makes us write a book.
MOST_FAULTS = 500
ORDER = {plan.name: n for n, plan in enumerate(PLANS)}


class WorkbookFaults(Exception):
    """A workbook that is not a checklist: ``faults`` has everything that is wrong, in order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.message.en}" for each in faults[:3]))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: ``row`` and ``column`` count from 1, 0 where the fault is of the whole."""

    sheet: str
    row: int = 0
    column: int = 0
    header: str = ""


@dataclass(slots=True)
class Faults:
    """Collects; the same fault at the same cell is told once."""

    _kept: dict[tuple[str, Spot], Fault] = field(default_factory=dict)

    def add(self, code: str, spot: Spot, **words: object) -> None:
        """Note the fault of this code at this cell."""
        self.pin(fault(code, **words), spot)

    def pin(self, what: Fault, spot: Spot) -> None:
        """Note a fault of the definition at the cell that it comes from."""
        if len(self._kept) < MOST_FAULTS:
            pinned = at_cell(what, spot.sheet, spot.row, spot.column, spot.header)
            self._kept.setdefault((what.code, spot), pinned)

    def cells(self) -> set[Spot]:
        """The cells that have a fault."""
        return {spot for _, spot in self._kept if spot.column}

    def rows(self, sheet: str) -> set[int]:
        """The rows of a sheet that have a fault."""
        return {spot.row for _, spot in self._kept if spot.sheet == sheet}

    def all(self) -> tuple[Fault, ...]:
        """Every fault: the sheets as the standard orders them, then by row and column."""
        return tuple(self._kept[key] for key in sorted(self._kept, key=_rank))


def _rank(kept: tuple[str, Spot]) -> tuple[int, str, int, int]:
    spot = kept[1]
    known = spot.sheet.strip().casefold()
    return ORDER.get(known, -1), known, spot.row, spot.column
