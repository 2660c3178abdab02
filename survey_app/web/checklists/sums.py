"""Sums of points, as pages show them beside what a section states."""

from __future__ import annotations

from decimal import Decimal

from forms.definition import Section


def sum_of(section: Section) -> Decimal:
    """The points of the items of a section together, whatever the section states."""
    return sum((item.points for item in section.items if item.points is not None), Decimal(0))
