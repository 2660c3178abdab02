"""A score of the desk that is taken back is as if it had not been given: it settles no return."""

from __future__ import annotations

import pytest

from tests.support.desk import decide as at_desk
from tests.support.desk import hand_over, words_of
from tests.support.moves import RETURN_A2


@pytest.fixture
def team(phone):
    an = phone()
    hand_over(an)
    return an


@pytest.fixture
def decide(phone, cast, team):
    """Bình's moves; each must be made."""
    lead = phone(cast.binh)

    def made(**body):
        reply = lead.post(f"/visits/{cast.visit.key}/decisions", body)
        assert reply.status_code == 201, reply.get_json()
        return reply.get_json()

    return made


def agree(value, layer="agreed"):
    return {"move": "agree", "item": "A2", "value": value, "reason": "Hồ sơ", "layer": layer}


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([], id="nothing was given"),
        pytest.param([agree(2)], id="it was given before the return"),
    ],
)
def test_taking_a_score_back_leaves_the_return_open(team, decide, before):
    for body in (*before, RETURN_A2):
        decide(**body)

    decide(**agree(None))

    assert team.state() == "returned"


def test_a_score_settles_the_return_only_while_it_stands(team, decide):
    decide(**RETURN_A2)
    given = decide(**agree(2))["state"]

    taken_back = decide(**agree(None))["state"]

    assert (given, taken_back) == ("submitted", "returned")


def test_another_layer_s_score_keeps_the_return_settled(team, decide, phone, cast):
    decide(**RETURN_A2)
    decide(**agree(2))
    phone(cast.chau).post(f"/visits/{cast.visit.key}/decisions", agree(3, "final"))

    decide(**agree(None))

    assert team.state() == "submitted"


def test_a_page_takes_back_no_score_that_is_not_there(team, cast, desk, look):
    office = desk(cast.chau)
    score = {"item": "A2", "layer": "agreed", "value": "1", "reason": "Hồ sơ"}
    at_desk(office, cast.visit, "scores", **score)

    asked = {"item": "A2", "layer": "final", "take_back": "1", "reason": "Nhầm"}
    refused = at_desk(office, cast.visit, "scores", **asked)

    assert refused.status_code == 422
    assert "Lớp điểm này chưa có điểm để rút lại." in words_of(refused.get_data(as_text=True))
    taken = at_desk(office, cast.visit, "scores", **(asked | {"layer": "agreed"}))
    assert taken.status_code == 303


def test_the_form_that_took_a_score_back_may_arrive_twice(team, cast, desk):
    lead = desk(cast.binh)
    score = {"item": "A2", "layer": "agreed", "reason": "Hồ sơ"}
    at_desk(lead, cast.visit, "scores", **score, value="1")
    form = {**score, "take_back": "1", "seen": "1"}

    twice = [lead.post(f"/reviews/{cast.visit.key}/scores", data=form) for _ in range(2)]

    assert [each.status_code for each in twice] == [303, 303]
