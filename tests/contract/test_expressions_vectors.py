"""What the server makes of the shared vectors. The phone app runs the same files."""

from __future__ import annotations

import json

import pytest

from forms.expressions import ExpressionError, parse
from tests.contract.oracle.vectors import FOLDER, Vector, load, same, vector_of

WRITTEN = [
    "operators",
    "references",
    "blanks_and_texts",
    "choices",
    "logic",
    "numbers",
    "days",
    "patterns",
    "differences",
]


@pytest.mark.parametrize(
    "vector",
    [pytest.param(each, id=f"{name}: {each.name}") for name in WRITTEN for each in load(name)],
)
def test_an_expression_gives_the_value_of_its_vector(vector: Vector) -> None:
    assert same(vector.result(), vector.expected), vector.result()


def test_generated_expressions_give_the_values_of_their_vectors() -> None:
    raw = json.loads((FOLDER / "generated.json").read_text())

    wrong = [
        each["expression"]
        for each in raw
        if not same((vector := vector_of(each)).result(), vector.expected)
    ]

    assert len(raw) >= 1_000
    assert wrong == []


@pytest.mark.parametrize(
    "refused",
    [
        pytest.param(each, id=each["name"])
        for each in json.loads((FOLDER / "refused.json").read_text())
    ],
)
def test_what_is_not_of_the_language_is_refused_at_its_place(refused: dict[str, object]) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(str(refused["expression"]))

    assert caught.value.position == refused["position"]


def test_every_file_of_vectors_is_run() -> None:
    found = {path.stem for path in FOLDER.glob("*.json")}

    assert found == {*WRITTEN, "generated", "refused"}
