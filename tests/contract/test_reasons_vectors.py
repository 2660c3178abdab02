"""Where the team owes a reason, worked out by hand; the phone reads the same file."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from forms.definition import Item, Kind, ReasonFor, Text
from forms.scoring import gap_needs_reason
from tests.support.checklist import SMALL

HELD = json.loads((Path(__file__).parent / "reasons" / "vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", HELD["vectors"], ids=lambda vector: vector["name"])
def test_a_reason_is_owed_as_was_worked_out_by_hand(vector: dict[str, Any]) -> None:
    rules = tuple(ReasonFor(each) for each in vector["reason_for"])
    checklist = replace(SMALL, reason_for=rules, gap_reason=Decimal(vector["gap_reason"]))
    points = None if vector["points"] is None else Decimal(vector["points"])
    item = Item("A1", Kind.POINTS, Text("Tiêu chí"), points)

    owed = gap_needs_reason(
        checklist, item, _exact(vector["self"]), _exact(vector["team"]), _exact(vector["share"])
    )

    assert owed == vector["owed"]


def test_every_vector_shows_its_working() -> None:
    assert all(vector["comment"] for vector in HELD["vectors"])


def _exact(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
