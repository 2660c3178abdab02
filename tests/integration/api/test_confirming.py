"""Confirming the team's score, taking a decision back, and moves that arrive twice."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.reports.models import Report
from survey_app.reviews.models import Decision, NamedItem
from survey_app.scoring.models import LayerScore
from tests.support.checklist import COMPLETE

SELF = {"A2": {"value": 4}, "A3": {"value": "2.5"}}


@pytest.fixture
def team(phone):
    """An's phone, when everything is answered, two items by the unit as well, and handed over."""
    an = phone()
    entries = [an.answer(item, value) for item, value in COMPLETE.items()]
    entries += [an.answer(item, value, layer="self") for item, value in SELF.items()]
    entries.append(
        an.entry(
            "evidence", {"number": "1/KH"}, item="A1", slot="018f0000-0000-7000-8000-0000000000e1"
        )
    )
    an.receipts(*entries, an.submit([each["id"] for each in entries]))
    return an


@pytest.fixture
def decide(phone, cast):
    """Bình's moves on the first visit."""
    binh = phone(cast.binh)

    def made(move, *items, **more):
        lines = {"items": [{"item": item} for item in items]} if items else {}
        return binh.post(f"/visits/{cast.visit.key}/decisions", {"move": move, **lines, **more})

    return made


def test_a_confirmed_score_stays_as_it_is(team, decide, look):
    before = team.get(f"/visits/{team.visit}/score").get_json()

    assert decide("confirm", "A2").status_code == 201

    assert team.get(f"/visits/{team.visit}/score").get_json() == before
    assert look(select(NamedItem.item)) == ["A2"]
    assert look(select(LayerScore.id)) == []


def test_many_are_confirmed_at_once_where_nothing_differs(team, decide, look):
    assert decide("confirm", "A1", "A3", "B3", "B4").status_code == 201
    assert look(select(NamedItem.item).order_by(NamedItem.id)) == ["A1", "A3", "B3", "B4"]


def test_an_item_in_which_layers_differ_is_confirmed_only_by_itself(team, decide, look):
    together = decide("confirm", "A1", "A2")

    assert (together.status_code, together.get_json()["code"]) == (409, "confirm-differs")
    assert together.get_json()["items"] == ["A2"]
    assert look(select(Decision.id)) == []
    assert decide("confirm", "A2").status_code == 201


def test_an_item_with_a_flag_is_confirmed_only_by_itself(phone, decide):
    phone().fill(COMPLETE)

    assert decide("confirm", "A1", "A3").get_json()["items"] == ["A1"]
    assert decide("confirm", "A1").status_code == 201


@pytest.mark.parametrize(
    ("items", "status", "code"),
    [
        pytest.param(["Z9"], 422, "item-unknown", id="that is not there"),
        pytest.param([], 422, "items-missing", id="none at all"),
        pytest.param(["G1"], 409, "confirm-refused", id="that is not scored"),
        pytest.param(["A"], 422, "item-unknown", id="that is a section"),
    ],
)
def test_an_item_cannot_be_confirmed(team, decide, look, items, status, code):
    reply = decide("confirm", *items)

    assert (reply.status_code, reply.get_json()["code"]) == (status, code)
    assert look(select(Decision.id)) == []


def test_a_clash_cannot_be_confirmed(team, phone, cast, decide):
    anh = phone(cast.anh)
    anh.receipts(anh.answer("A3", {"value": "1"}))

    assert decide("confirm", "A3").get_json()["code"] == "confirm-refused"


def test_an_item_that_is_returned_cannot_be_confirmed(team, decide):
    decide("return", items=[{"item": "A3", "reason": "Chưa rõ"}])

    assert decide("confirm", "A3").get_json()["code"] == "confirm-refused"


def test_what_the_team_recorded_since_the_look_is_not_confirmed_blindly(team, decide):
    team.receipts(team.entry("note", {"text": "Thêm"}, item="A3", slot=team.made.popitem()[0]))

    reply = decide("confirm", "A3", entries_seen=5)

    assert (reply.status_code, reply.get_json()["code"]) == (409, "review-stale")
    assert reply.get_json()["items"] == ["A3"]
    assert decide("confirm", "A3", entries_seen=99).status_code == 201


def test_a_return_that_nobody_answered_is_taken_back(team, decide):
    decide("return", items=[{"item": "A2", "reason": "Nhầm tiêu chí"}])

    assert decide("take_back", "A2").get_json()["state"] == "submitted"

    visit = team.get("/visits").get_json()["visits"][0]
    assert (visit["returned"], visit["open"]["items"]) == ([], [])
    assert decide("approve").status_code == 201


def test_a_return_that_the_team_has_answered_stays(team, decide):
    decide("return", items=[{"item": "A2", "reason": "Chưa rõ"}])
    team.receipts(team.entry("reply", {"agree": False, "text": "Giữ nguyên"}, item="A2"))

    assert decide("take_back", "A2").get_json()["code"] == "review-move-refused"


def test_an_item_taken_back_can_be_returned_again(team, decide):
    for move in ("return", "take_back", "return"):
        lines = [{"item": "A2", "reason": "Chưa rõ" if move == "return" else ""}]
        assert decide(move, items=lines).status_code == 201

    returned = team.get("/visits").get_json()["visits"][0]["returned"]
    assert [(each["item"], each["settled"]) for each in returned] == [("A2", False)]


def test_nothing_that_was_not_decided_is_taken_back(team, decide):
    decide("open")

    assert decide("take_back", "A2").get_json()["code"] == "review-move-refused"


def test_a_confirmation_is_taken_back_once(team, decide):
    decide("confirm", "A2")

    assert decide("take_back", "A2").status_code == 201
    assert decide("take_back", "A2").status_code == 409


TWICE = [
    pytest.param({"move": "open"}, id="open"),
    pytest.param({"move": "agree", "item": "A2", "value": 2, "reason": "Rõ"}, id="agree"),
    pytest.param({"move": "confirm", "items": [{"item": "A1"}, {"item": "A3"}]}, id="confirm"),
    pytest.param(
        {"move": "return", "items": [{"item": "A2", "reason": "Rõ", "proposed": 2}]}, id="return"
    ),
    pytest.param({"move": "approve"}, id="approve"),
]


@pytest.mark.parametrize("body", TWICE)
def test_the_same_move_that_arrives_twice_is_made_once(team, decide, look, body):
    first = decide(**body, seen=0)
    second = decide(**body, seen=0)

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.get_json()["number"] == first.get_json()["number"] == 1
    assert len(look(select(Decision.id))) == 1
    assert len(look(select(Report.id))) == (body["move"] == "approve")
    assert len(look(select(LayerScore.id))) == (body["move"] == "agree")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"reason": "Khác"}, id="another reason"),
        pytest.param({"value": 1}, id="another score"),
        pytest.param({"item": "A3"}, id="another item"),
    ],
)
def test_another_move_under_the_same_number_is_told(team, decide, look, other):
    body = {"move": "agree", "item": "A2", "value": 2, "reason": "Rõ", "seen": 0}
    decide(**body)

    reply = decide(**{**body, **other})

    assert (reply.status_code, reply.get_json()["code"]) == (409, "review-stale")
    assert len(look(select(Decision.id))) == 1


def test_the_same_move_of_another_lead_is_no_repetition(team, decide, phone, cast):
    body = {"move": "confirm", "items": [{"item": "A3"}], "seen": 0}
    decide(**body)

    reply = phone(cast.chau).post(f"/visits/{cast.visit.key}/decisions", body)

    assert reply.get_json()["code"] == "review-stale"
