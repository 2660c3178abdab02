"""How the layers lie over each other, as a table, without a database."""

from __future__ import annotations

from typing import Any

import pytest

from survey_app.fieldwork.rules import Layer
from survey_app.scoring.rules import overlaid

ABLE = {"value": "able", "reason": "còn hai năm"}
UNABLE = {"value": "unable", "reason": "không còn đối tượng"}


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        pytest.param(Layer.SELF, {"C2": {"value": "300"}}, id="the unit's stands alone"),
        pytest.param(Layer.TEAM, {"C2": {"value": "231"}, "A1": {"value": "yes"}}, id="the team's"),
        pytest.param(
            Layer.AGREED, {"C2": {"value": "240"}, "A1": {"value": "yes"}}, id="agreed over team"
        ),
        pytest.param(
            Layer.FINAL, {"C2": {"value": "240"}, "A1": {"value": "no"}}, id="final over both"
        ),
    ],
)
def test_a_layer_is_read_over_those_below_it(layer: Layer, expected: dict[str, Any]) -> None:
    answers = {
        Layer.SELF: {"C2": {"value": "300"}},
        Layer.TEAM: {"C2": {"value": "231"}, "A1": {"value": "yes"}},
        Layer.AGREED: {"C2": {"value": "240"}},
        Layer.FINAL: {"A1": {"value": "no"}},
    }

    assert overlaid(answers, layer) == expected


@pytest.mark.parametrize(
    ("agreed", "expected"),
    [
        pytest.param({"value": "240"}, {"value": "240", "ability": ABLE}, id="kept where unsaid"),
        pytest.param(
            {"value": "240", "ability": UNABLE}, {"value": "240", "ability": UNABLE}, id="replaced"
        ),
        pytest.param(
            {"value": "240", "ability": None}, {"value": "240", "ability": None}, id="taken away"
        ),
        pytest.param(
            {"not_applicable": "không giao"}, {"not_applicable": "không giao"}, id="not applicable"
        ),
    ],
)
def test_another_score_leaves_the_ability_to_complete_as_it_was(
    agreed: dict[str, Any], expected: dict[str, Any]
) -> None:
    team = {"C2": {"value": "231", "ability": ABLE}}
    answers = {Layer.TEAM: team, Layer.AGREED: {"C2": agreed}}

    assert overlaid(answers, Layer.AGREED) == {"C2": expected}
    assert team == {"C2": {"value": "231", "ability": ABLE}}
