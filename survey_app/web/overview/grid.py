"""A page of the overview as data: columns, rows, cells; drawn by a template or into a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar, overload

T = TypeVar("T")

# Steps of shading, the lowest first; what is written in a cell says the same in figures.
STEPS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``value`` is what a workbook gets, ``text`` what a page shows.

    ``tail`` is what a page shows behind the figure: a workbook shows it too, and counts without.
    ``shade`` is 0 to 4; ``bar`` and ``tick`` are shares of the width of a drawn bar.
    """

    text: str = "–"
    value: Decimal | int | str | None = None
    shade: int | None = None
    bar: float | None = None
    tick: float | None = None
    said: str = ""
    url: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``told`` is its long form, ``url`` where it leads.

    ``measure`` is what a label has behind its code; the long form has it too where it stands alone.
    """

    label: str
    told: str = ""
    is_number: bool = True
    url: str = ""
    is_bar: bool = False
    measure: str = ""

    @property
    def alone(self) -> str:
        """The heading where there is room for it and nothing to point at."""
        return f"{self.told}{self.measure}" if self.told else self.label


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its heading, and where that leads."""

    head: str
    cells: Sequence[Cell]
    url: str = ""
    under: str = ""


class Made(Sequence[Row]):
    """Rows that are made when somebody looks: a page shows fifty of a thousand."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Row]) -> None:
        self._things: Sequence[Any] = things
        self._make: Callable[[Any], Row] = make

    def __len__(self) -> int:
        return len(self._things)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self._make(each) for each in self._things[at]]
        return self._make(self._things[at])


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``notes`` say what its figures are of; ``foot`` are rows over all rows."""

    title: str
    first: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    foot: Sequence[Row] = field(default=())

    def page(self, rows: Sequence[Row]) -> Grid:
        """The same table with these rows of it."""
        return Grid(self.title, self.first, self.columns, rows, self.notes, self.foot)


def shade(share: Decimal | float | None) -> int | None:
    """The step of a share from 0 to 1."""
    if share is None:
        return None
    return max(0, min(STEPS - 1, int(float(share) * STEPS)))
