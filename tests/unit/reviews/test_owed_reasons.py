"""Where the team owes a reason that nobody has given, as a table, without a database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from forms.definition import ReasonFor
from forms.scoring import explain
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import Recorded
from survey_app.reviews.confirming import Opinions
from tests.sample_visit import Log
from tests.support.checklist import SMALL

GAP, ZERO, FULL = ReasonFor.GAP, ReasonFor.ZERO, ReasonFor.FULL


def opinions(
    rules: tuple[ReasonFor, ...], own: Any, team: Any, given: dict[Layer, Any] | None = None
) -> Opinions:
    """What is said of A2, a scale of four points, under these rules."""
    checklist = replace(SMALL, reason_for=rules)
    log = Log()
    if own is not None:
        log.answer("A2", own, layer="self")
    if team is not None:
        log.answer("A2", team)
    recorded = Recorded(tuple(log.heads))
    layers = [Layer.TEAM] + ([Layer.SELF] if own is not None else [])
    explained = {
        layer: explain(checklist, recorded.wire_answers(layer), layer=layer.value)
        for layer in layers
    }
    return Opinions(checklist, recorded, explained, given or {})


@pytest.mark.parametrize(
    ("rules", "own", "team", "owed"),
    [
        # The gap counts from a fifth of the item's four points on: 0.8.
        pytest.param((GAP,), {"value": 4}, {"value": 3}, GAP, id="one of four points is a gap"),
        pytest.param((GAP,), {"value": 3}, {"value": 4}, GAP, id="upwards as well"),
        pytest.param((GAP,), {"value": 3}, {"value": 3}, None, id="no gap"),
        pytest.param((GAP,), None, {"value": 0}, None, id="no self score, no gap"),
        pytest.param((GAP,), {"value": 4}, None, None, id="the team has not scored yet"),
        pytest.param(
            (GAP,), {"value": 4}, {"not_applicable": "không giao"}, None, id="not applicable"
        ),
        pytest.param(
            (GAP,), {"not_applicable": "không giao"}, {"value": 4}, None, id="the unit's is none"
        ),
        pytest.param((GAP,), {"value": 4}, {"value": 1, "reason": "vì"}, None, id="a reason given"),
        pytest.param((), {"value": 4}, {"value": 0}, None, id="the checklist asks for none"),
        pytest.param((ZERO,), None, {"value": 0}, ZERO, id="nought"),
        pytest.param((ZERO,), None, {"value": 1}, None, id="more than nought"),
        pytest.param((FULL,), None, {"value": 4}, FULL, id="everything"),
        pytest.param((FULL,), None, {"value": 3}, None, id="less than everything"),
        pytest.param((GAP, ZERO), {"value": 4}, {"value": 0}, GAP, id="the gap is told first"),
    ],
)
def test_a_reason_is_owed_where_the_checklist_asks_for_one(rules, own, team, owed):
    said = opinions(rules, own, team)

    assert said.owed_reason(_item()) is owed


@pytest.mark.parametrize("layer", [Layer.AGREED, Layer.FINAL])
def test_a_score_of_the_desk_has_its_reason_and_settles_the_debt(layer):
    given = {layer: {"A2": {"value": 3}}}
    said = opinions((GAP,), {"value": 4}, {"value": 3}, given)

    assert said.owed_reason(_item()) is None


def test_what_owes_a_reason_is_not_confirmed_in_bulk():
    said = opinions((FULL,), None, {"value": 4})

    assert not said.is_plain(_item())


def _item():
    found = SMALL.find_item("A2")
    assert found is not None
    return found
