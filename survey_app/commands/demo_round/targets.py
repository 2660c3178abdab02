"""Targets for the demonstration. Every figure is made up, says so, and is nobody's target."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

from forms.definition import Checklist, Item, Kind
from survey_app.visits.service import TargetFacts

SOURCE = "Số liệu minh hoạ"

# By code of the checklist and of the item: the milestone of the review, the target of the term.
_FIGURES: dict[str, dict[str, tuple[int, int]]] = {
    "PKS-HUYEN": {
        "B2": (10, 20),
        "B4": (8, 16),
        "B5": (85, 90),
        "B6": (60, 70),
        "B8": (6, 12),
        "C2": (250, 500),
        "C3": (4, 8),
        "C4": (85, 90),
        "C7": (80, 90),
        "C11": (60, 120),
        "D3": (120, 250),
        "D4": (75, 80),
    },
    "PKS-NGANH": {
        "B2": (8, 16),
        "B5": (90, 95),
        "B6": (65, 75),
        "C2": (150, 300),
        "C3": (2, 4),
        "C4": (88, 92),
        "C7": (85, 95),
        "C10": (80, 160),
        "D3": (150, 300),
        "D4": (78, 82),
    },
    "PKS-CDVC": {
        "B2": (6, 12),
        "B4": (95, 98),
        "C2": (96, 98),
        "C4": (90, 95),
        "C6": (85, 95),
        "C9": (50, 100),
        "D3": (40, 80),
        "D4": (80, 85),
    },
}

# What the office has not entered: these items show as "no target", and never count as 0.
_MISSING = {
    "LD-TXQT": {"C11"},
    "LD-VINHLINH": {"D4"},
    "LD-CAMLO": {"B4", "C11"},
    "CDN-YT": {"C10"},
    "CDN-GD": {"B6"},
    "CDVC": {"C9"},
    "LD-HUONGHOA": {"B6", "C11"},
}
# No new grassroots unions were to be founded here over the whole term.
_ZERO = {("CDN-GD", "C3")}


def targets_of(unit: str, checklist: Checklist) -> list[TargetFacts]:
    """The demonstration targets of a unit for the indicators of its checklist."""
    known = _FIGURES[checklist.code]
    missing = _MISSING.get(unit, set())
    return [
        _target(unit, item, *known[item.code])
        for _, item in checklist.items()
        if item.kind is Kind.INDICATOR and item.code in known and item.code not in missing
    ]


def _target(unit: str, item: Item, milestone: int, term: int) -> TargetFacts:
    if (unit, item.code) in _ZERO:
        return TargetFacts(item.code, Decimal(0), None, SOURCE, is_demo=True)
    size = Decimal(str(random.Random(unit).choice((0.6, 0.8, 1, 1.2))))  # noqa: S311 - not a secret
    percent = item.measure == "%"
    return TargetFacts(
        item=item.code,
        term=Decimal(term) if percent else _whole(term * size),
        milestone=Decimal(milestone) if percent else _whole(milestone * size),
        source=SOURCE,
        is_demo=True,
    )


def _whole(value: Decimal) -> Decimal:
    return max(value.quantize(Decimal(1), ROUND_HALF_UP), Decimal(1))
