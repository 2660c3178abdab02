"""What may be answered, and the refusals' codes: one table for the server and the phone."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from forms.answers import Answer, InvalidAnswer, Table, Target, check_answer, check_target
from forms.canonical import from_dict, plain_number
from forms.definition import Item

HELD = json.loads((Path(__file__).parent / "answers" / "vectors.json").read_text("utf-8"))


def _items() -> dict[str, Item]:
    raw = list(HELD["items"].values())
    section = {"code": "A", "title": "A", "points": None, "kind": "base", "items": raw}
    checklist = from_dict({"code": "X", "version": "1", "title": "X", "sections": [section]})
    return dict(zip(HELD["items"], checklist.sections[0].items, strict=True))


ITEMS = _items()


@pytest.mark.parametrize("vector", HELD["answers"])
def test_an_answer_is_taken_or_refused_alike(vector: dict[str, Any]) -> None:
    said: dict[str, Any]
    try:
        said = {"taken": _answer(check_answer(ITEMS[vector["item"]], vector["answer"]))}
    except InvalidAnswer as error:
        said = {"refused": error.code}

    assert said == {key: vector[key] for key in ("taken", "refused") if key in vector}


@pytest.mark.parametrize("vector", HELD["targets"])
def test_a_target_is_taken_or_refused_alike(vector: dict[str, Any]) -> None:
    said: dict[str, Any]
    try:
        said = {"taken": _target(check_target(ITEMS.get(vector["item"]), vector["target"]))}
    except InvalidAnswer as error:
        said = {"refused": error.code}

    assert said == {key: vector[key] for key in ("taken", "refused") if key in vector}


def _answer(answer: Answer) -> dict[str, Any]:
    said = _said(answer)
    if answer.ability is not None:
        said["ability"] = {"value": answer.ability.outlook, "reason": answer.ability.reason}
    return said


def _said(answer: Answer) -> dict[str, Any]:
    return {
        "value": _plain(answer.value),
        "not_applicable": answer.not_applicable,
        "judged": _plain(answer.judged),
        "reason": answer.reason,
        "baseline": _plain(answer.baseline),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "term": _plain(target.term),
        "milestone": _plain(target.milestone),
        "direction": target.direction,
    }


def _plain(value: object) -> object:
    if isinstance(value, Table):
        return {"rows": [dict(row) for row in value.rows], "level": value.level}
    if isinstance(value, tuple):
        return [{"name": each.name, "position": each.position} for each in value]
    return plain_number(value) if isinstance(value, Decimal) else value
