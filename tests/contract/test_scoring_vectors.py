"""The scores worked out by hand, and those both engines agree on; the phone reads them too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.scoring_vectors import FOLDER, GENERATED, expected, score_of, skeleton


def _by_hand() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.json")):
        if file != GENERATED:
            held = json.loads(file.read_text("utf-8"))
            for vector in held["vectors"]:
                checklist = held["checklists"][vector["checklist"]]
                yield pytest.param(checklist, vector, id=f"{file.stem}: {vector['name']}")


@pytest.mark.parametrize(("checklist", "vector"), list(_by_hand()))
def test_a_score_is_what_was_worked_out_by_hand(
    checklist: dict[str, Any], vector: dict[str, Any]
) -> None:
    score = score_of(checklist, vector["input"])

    assert _differences(score, vector["expect"]) == []


def test_every_vector_shows_its_working() -> None:
    for file in sorted(FOLDER.glob("*.json")):
        held = json.loads(file.read_text("utf-8"))
        assert all(vector["comment"] for vector in held["vectors"] if file != GENERATED), file.name


@pytest.mark.parametrize("name", ["PKS-HUYEN", "PKS-NGANH", "PKS-CDVC"])
def test_the_starters_of_the_vectors_are_those_of_the_library(name: str) -> None:
    held = json.loads((FOLDER / "starters.json").read_text("utf-8"))

    assert skeleton(name) == held["checklists"][name]


def test_generated_scores_have_not_moved() -> None:
    held = json.loads(GENERATED.read_text("utf-8"))

    assert len(held["vectors"]) >= 200
    for vector in held["vectors"]:
        checklist = held["checklists"][vector["checklist"]]
        assert expected(checklist, vector["input"]) == vector["expect"], vector["name"]


def _differences(score: dict[str, Any], expected: dict[str, Any], where: str = "") -> list[str]:
    """Where a score departs from the part of it that is expected; lists are named by code."""
    found: list[str] = []
    for key, wanted in expected.items():
        held = score[key]
        if isinstance(wanted, dict):
            if isinstance(held, list):
                held = {each["code"]: each for each in held}
            found += _differences(held, wanted, f"{where}{key}.")
        elif held != wanted:
            found.append(f"{where}{key}: {held!r}, not {wanted!r}")
    return found
