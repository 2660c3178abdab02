"""Which items are asked and whose constraint is broken: the vectors that the phone app runs too."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.canonical import from_dict
from forms.relevance import constraint_broken, relevant_codes

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "relevance" / "vectors.json").read_text()
)
CHECKLIST = from_dict(VECTORS["checklist"])
TODAY = "2020-11-20"


@pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in VECTORS["cases"]])
def test_the_items_of_the_vector_are_asked(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case.get("today", TODAY))

    assert sorted(relevant_codes(CHECKLIST, case["answers"], today)) == case["asked"]


@pytest.mark.parametrize("case", [pytest.param(each, id=each["name"]) for each in VECTORS["cases"]])
def test_the_constraints_of_the_vector_are_broken(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case.get("today", TODAY))

    broken = [
        item.code
        for _, item in CHECKLIST.items()
        if constraint_broken(CHECKLIST, item, case["answers"], today)
    ]

    assert sorted(broken) == case["broken"]
