"""The language against ODK's own engine: equal everywhere but where a difference is meant."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest

from forms.expressions.values import to_boolean, to_text
from tests.contract.oracle.vectors import FOLDER, Vector, load, vector_of
from tests.contract.oracle.xform import Seen, ask, ask_each
from tests.contract.test_expressions_vectors import WRITTEN

GENERATED = 400
DIFFERENCES: list[dict[str, Any]] = json.loads((FOLDER / "differences.json").read_text())


def ours(vector: Vector) -> Seen:
    value = vector.result()
    return to_text(value), to_boolean(value)


def differing(vectors: list[Vector]) -> list[tuple[str, Seen, Seen]]:
    return [
        (vector.expression, ours(vector), seen)
        for vector, seen in zip(vectors, ask(vectors), strict=True)
        if seen != ours(vector)
    ]


def test_written_expressions_give_what_the_engine_gives() -> None:
    vectors = [each for name in WRITTEN if name != "differences" for each in load(name)]
    by_day = sorted(vectors, key=lambda vector: vector.today)

    wrong = [
        each
        for _, of_day in groupby(by_day, key=lambda vector: vector.today)
        for each in differing(list(of_day))
    ]

    assert wrong == []


@pytest.mark.slow
def test_generated_expressions_give_what_the_engine_gives() -> None:
    vectors = load("generated")[:GENERATED]

    assert len(vectors) == GENERATED
    assert differing(vectors) == []


def test_the_differences_that_are_meant_are_still_there_and_have_a_reason() -> None:
    asked = [each for each in DIFFERENCES if each["engine"] != "hangs"]

    seen = ask_each([vector_of(each) for each in asked])

    for each, found in zip(asked, seen, strict=True):
        engine = each["engine"]
        expected = None if engine == "fails" else (engine["text"], engine["truth"])
        assert found == expected, each["expression"]
        assert found != ours(vector_of(each)), each["expression"]
        assert each["reason"]
