"""The drift of a scorer as points of a small chart; its figures stand in the table beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from survey_app.core.vietnamese import day, name_key
from survey_app.scoring.agreement import Agreement

WIDTH, HEIGHT = 340, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 12, 28
_STEPS = (Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(1))


@dataclass(frozen=True, slots=True)
class Dot:
    """One day: where it is drawn, and what it says. ``x`` and ``y`` in units of the drawing."""

    x: int
    y: int
    on: date
    figures: Agreement


@dataclass(frozen=True, slots=True)
class Drift:
    """One scorer over time. ``top`` is the largest shift on the axis, as a share of the points."""

    name: str
    dots: Sequence[Dot]
    top: Fraction

    @property
    def path(self) -> str:
        """The points of the line through the dots."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def ticks(self) -> Sequence[tuple[int, Fraction]]:
        """Where the axis names a shift."""
        return [(_height(shift, self.top), shift) for shift in (self.top, Fraction(0), -self.top)]

    @property
    def ends(self) -> Sequence[tuple[int, str, str]]:
        """The first and the last day, with where their words are anchored."""
        first, last = self.dots[0], self.dots[-1]
        if first.on == last.on:
            return [(first.x, day(first.on), "middle")]
        return [(first.x, day(first.on), "start"), (last.x, day(last.on), "end")]


def drifts(
    found: Mapping[int, Sequence[tuple[date, Agreement]]], names: Mapping[int, str]
) -> list[Drift]:
    """The charts of these scorers on one common axis, by name."""
    shifts = [abs(each.mean_shift or Fraction(0)) for line in found.values() for _, each in line]
    top = next((step for step in _STEPS if step >= max(shifts, default=Fraction(0))), _STEPS[-1])
    made = [
        Drift(names.get(person, ""), _dots(line, top), top)
        for person, line in found.items()
        if line
    ]
    return sorted(made, key=lambda drift: name_key(drift.name))


def _dots(line: Sequence[tuple[date, Agreement]], top: Fraction) -> list[Dot]:
    first, last = line[0][0], line[-1][0]
    span = (last - first).days
    room = WIDTH - _LEFT - _RIGHT
    return [
        Dot(
            x=_LEFT + (room * (on - first).days // span if span else room // 2),
            y=_height(each.mean_shift or Fraction(0), top),
            on=on,
            figures=each,
        )
        for on, each in line
    ]


def _height(shift: Fraction, top: Fraction) -> int:
    room = HEIGHT - _TOP - _BOTTOM
    return _TOP + round(room * (top - shift) / (2 * top))
