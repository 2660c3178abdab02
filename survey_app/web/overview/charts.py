"""The geometry of drawn charts: plain numbers for a template to put into SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 220
_LEFT, _BOTTOM, _TOP, _GAP = 30, 40, 24, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its number above and its range below; all in units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    count: int
    label: str

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars over ranges of percent."""

    bars: Sequence[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = HEIGHT - _BOTTOM
    left: int = _LEFT


def histogram(counts: Sequence[int]) -> Histogram:
    """As many bars as counts, over equal parts of 0 to 100 %."""
    most = max([*counts, 1])
    room = HEIGHT - _BOTTOM - _TOP
    step = (WIDTH - _LEFT) / max(len(counts), 1)
    part = 100 // max(len(counts), 1)
    bars = [
        Bar(
            x=round(_LEFT + at * step + _GAP / 2, 1),
            y=round(HEIGHT - _BOTTOM - room * count / most, 1),
            width=round(step - _GAP, 1),
            height=round(room * count / most, 1),
            count=count,
            label=f"{at * part}–{(at + 1) * part}",
        )
        for at, count in enumerate(counts)
    ]
    return Histogram(bars)
