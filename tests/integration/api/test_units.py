"""The calls about the visited unit: its link, its replies, what it is answered."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.visits.models import Round, UnitLink
from survey_app.visits.rules import RoundState
from tests.support.desk import hand_over
from tests.support.unit import Unit

SLOT = "018f0000-0000-7000-8000-00000000000a"
SOON = (clock.today() + timedelta(days=5)).isoformat()


@pytest.fixture
def lead(phone, cast):
    return phone(cast.binh)


@pytest.fixture
def visited(phone, cast):
    """A handed-over visit whose one finding the unit explained on the spot."""
    an = phone()
    finding = an.entry("finding", {"type": "limitation", "text": "Chậm"}, item="A1", slot=SLOT)
    said = {"agree": False, "stance": "explain", "text": "Do bão lũ"}
    reply = an.entry("reply", said, slot=SLOT)
    hand_over(an, finding, reply)
    return str(reply["id"])


def test_a_lead_makes_a_link_and_ends_it(app, lead, cast):
    made = lead.post(f"/visits/{cast.visit.key}/unit-links", {"until": SOON})
    unit = Unit(app.test_client(), made.get_json()["address"].rsplit("/", 1)[1])
    before = unit.get().status_code
    ended = lead.client.delete(f"/api/v1/visits/{cast.visit.key}/unit-links", headers=lead.headers)

    assert made.status_code == 201
    assert (before, unit.get().status_code) == (200, 410)
    assert ended.get_json() == {"ended": True}


@pytest.mark.parametrize("body", [{}, {"until": "mai"}, {"until": None}, {"until": "1999-01-01"}])
def test_a_link_needs_a_day_that_can_be(lead, cast, look, body):
    response = lead.post(f"/visits/{cast.visit.key}/unit-links", body)

    assert response.status_code == 422
    assert look(select(UnitLink)) == []


@pytest.mark.parametrize(
    ("who", "status"), [("an", 403), ("dung", 403), ("em", 404), ("quan", 403)]
)
@pytest.mark.parametrize("path", ["unit-links", "reply-windows", f"replies/{UUID(int=1)}/answers"])
def test_nobody_else_decides_about_the_unit(phone, cast, look, who, status, path):
    body = {"text": "x"} if path.endswith("answers") else {"until": SOON}

    response = phone(getattr(cast, who)).post(f"/visits/{cast.visit.key}/{path}", body)

    assert response.status_code == status
    assert look(select(UnitLink)) == []


def test_a_reply_is_told_with_its_stance_and_its_answer(lead, phone, cast, visited):
    answered = lead.post(
        f"/visits/{cast.visit.key}/replies/{visited}/answers", {"text": "Đoàn ghi nhận"}
    )

    [told] = phone().get(f"/visits/{cast.visit.key}/replies").get_json()["replies"]
    assert answered.status_code == 201
    assert (told["finding"], told["item"]) == (SLOT, "A1")
    assert (told["reply"]["stance"], told["reply"]["text"]) == ("explain", "Do bão lũ")
    assert told["answer"]["text"] == "Đoàn ghi nhận"
    assert told["owes_answer"] is False


def test_an_approval_waits_for_the_answer_by_name(lead, cast, visited):
    refused = lead.post(f"/visits/{cast.visit.key}/decisions", {"move": "approve"})

    assert refused.status_code == 409
    assert refused.get_json()["code"] == "approval-waits-for-answers-to-the-unit"
    assert refused.get_json()["waiting"] == [
        {"code": "approval-waits-for-answers-to-the-unit", "about": ["A1"]}
    ]


def test_an_answer_names_a_reply_that_stands(lead, cast, visited):
    response = lead.post(
        f"/visits/{cast.visit.key}/replies/{UUID(int=1)}/answers", {"text": "cho ai"}
    )

    assert response.status_code == 409


def test_findings_are_opened_through_a_day_and_closed(lead, cast, visited):
    path = f"/visits/{cast.visit.key}/reply-windows"

    assert lead.post(path, {"until": SOON}).get_json() == {"open_until": SOON}
    assert lead.post(path, {"until": None}).get_json() == {"open_until": None}
    assert lead.get(f"/visits/{cast.visit.key}/replies").get_json()["open_until"] is None


def test_a_stranger_reads_no_replies(phone, cast, visited):
    assert phone(cast.dung).get(f"/visits/{cast.visit.key}/replies").status_code == 404


def test_a_closed_round_makes_no_link_opens_nothing_and_answers_nothing(
    lead, cast, visited, change, look
):
    change(
        lambda session: setattr(session.get_one(Round, cast.round.id), "state", RoundState.CLOSED)
    )
    base = f"/visits/{cast.visit.key}"

    refused = [
        lead.post(f"{base}/unit-links", {"until": SOON}),
        lead.post(f"{base}/reply-windows", {"until": SOON}),
        lead.post(f"{base}/replies/{visited}/answers", {"text": "Đã rõ"}),
    ]

    assert [each.status_code for each in refused] == [409, 409, 409]
    assert {each.get_json()["code"] for each in refused} == {"round-closed"}
    assert look(select(UnitLink)) == []
    assert lead.post(f"{base}/reply-windows", {"until": None}).status_code == 201
