"""Margins and size of letters, as the office sets them for a round: Decree 30/2020/NĐ-CP, Annex I.

Margins are in millimetres, sizes in points. No session, no drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation

PAPER_WIDTH, PAPER_HEIGHT = 210.0, 297.0
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Limit:
    """From where to where the decree lets a measure be set, and what stands where none is set."""

    least: float
    most: float
    usual: float

    def allows(self, value: float) -> bool:
        """Whether the decree lets it be so, and it is told in halves."""
        return self.least <= value <= self.most and (value * 2).is_integer()


LIMITS: dict[str, Limit] = {
    "left": Limit(30.0, 35.0, 30.0),
    "right": Limit(15.0, 20.0, 15.0),
    "top": Limit(20.0, 25.0, 20.0),
    "bottom": Limit(20.0, 25.0, 20.0),
    "size": Limit(13.0, 14.0, 13.0),
}


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How wide the margins of a round's documents are, how large their running text is.

    None is what is usual, which for the top margin differs between paper and Word.
    """

    left: float | None = None
    right: float | None = None
    top: float | None = None
    bottom: float | None = None
    size: float | None = None

    def measure(self, name: str) -> float:
        """What was set under this name, else what is usual."""
        typed: float | None = getattr(self, name)
        return LIMITS[name].usual if typed is None else typed

    @property
    def room(self) -> float:
        """The width of the text on an upright sheet."""
        return PAPER_WIDTH - self.measure("left") - self.measure("right")

    @property
    def wide_room(self) -> float:
        """The width of the text on a sheet on its side."""
        return PAPER_HEIGHT - self.measure("left") - self.measure("right")

    @property
    def is_usual(self) -> bool:
        """Whether nothing is set."""
        return self == USUAL


USUAL = PageSetup()


def page_of(said: object) -> PageSetup:
    """The setup from what a round keeps; what the decree does not allow is as usual.

    A margin mistyped must never keep a report from being printed.
    """
    raw = said if isinstance(said, Mapping) else {}
    return PageSetup(**{name: value for name, value, fits in _measures(raw) if fits})


def wrong_measures(said: object) -> Iterator[str]:
    """The names that no document has, and those whose measure the decree does not allow."""
    if not isinstance(said, Mapping):
        yield "page"
        return
    yield from (str(name) for name in said if name not in LIMITS)
    yield from (name for name, _, fits in _measures(said) if not fits)


def set_measures(page: PageSetup) -> dict[str, float]:
    """What is set, as a round keeps it."""
    return {name: value for name, value in asdict(page).items() if value is not None}


def measure_of(typed: str) -> float:
    """A measure as people type it, ``32,5`` or ``32.5``; raises ValueError where it is none."""
    if len(typed) > _LONGEST:
        raise ValueError(typed)
    try:
        value = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(typed) from error
    if not value.is_finite():
        raise ValueError(typed)
    return float(value)


def _measures(raw: Mapping[object, object]) -> Iterator[tuple[str, float, bool]]:
    for each in fields(PageSetup):
        value = raw.get(each.name)
        if value is None:
            continue
        told = float(value) if isinstance(value, (int, float)) else 0.0
        yield each.name, told, LIMITS[each.name].allows(told)
