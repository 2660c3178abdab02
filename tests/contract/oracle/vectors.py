"""The shared vectors of expressions, as values; the phone app's tests read the same files."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from forms.expressions import Answer, Context, Day, Nodes, Value, evaluate, parse
from forms.expressions.values import to_text

FOLDER = Path(__file__).parents[1] / "expressions"
TODAY = date(2020, 11, 20)
SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


@dataclass(frozen=True)
class Vector:
    """An expression, what it may see, and what it must give."""

    name: str
    expression: str
    expected: Mapping[str, object]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    current: Answer = None
    today: date = TODAY

    @property
    def context(self) -> Context:
        return Context(self.answers, self.today, self.current)

    def result(self) -> Value:
        return evaluate(parse(self.expression), self.context)


def load(name: str) -> list[Vector]:
    """The vectors of one file."""
    return [vector_of(each) for each in json.loads((FOLDER / f"{name}.json").read_text())]


def vector_of(raw: Mapping[str, object]) -> Vector:
    """A vector from its JSON form, in which days are texts."""
    known = {key: value for key, value in raw.items() if key not in ("reason", "engine")}
    if "today" in known:
        known["today"] = date.fromisoformat(str(known["today"]))
    return Vector(**known)  # type: ignore[arg-type]  # the files hold what the class names


def as_json(value: Value) -> dict[str, object]:
    """A value as the vectors write it: its type beside it, what JSON has no number for as text."""
    match value:
        case bool():
            return {"type": "boolean", "value": value}
        case str():
            return {"type": "string", "value": value}
        case Day(days):
            return {"type": "date", "value": "NaN" if math.isnan(days) else to_text(value)}
        case Nodes(texts):
            return {"type": "nodes", "value": list(texts)}
        case _:
            return {"type": "number", "value": _number(value)}


def same(value: Value, expected: Mapping[str, object]) -> bool:
    """Whether the value is exactly the expected one: its type, NaN, and the sign of zero too."""
    return as_json(value) == dict(expected)


def _number(number: float) -> object:
    for text, special in SPECIAL.items():
        if math.isnan(number) and text == "NaN":
            return text
        if number == special and math.copysign(1, number) == math.copysign(1, special):
            return text
    return number
