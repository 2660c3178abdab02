"""Planning a visit in the browser: moved, put off, called off, brought back; who is on it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Move
from survey_app.visits.models import PlanChange, Visit, VisitMember
from survey_app.visits.rules import Plan
from tests.support.cast import NOW
from tests.support.desk import words_of

BEFORE = re.compile(r'name="before"[^>]*value="([0-9a-f]{16})"')
AS_IT_WAS = {"planned_on": "2020-11-10", "place": "Hội trường", "mode": "on_site",
             "plan": "planned", "reason": ""}  # fmt: skip


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def plan_of(look, cast):
    return look(select(Visit).where(Visit.id == cast.visit.id))[0]


def mark(office, visit):
    return BEFORE.findall(office.get(f"/visits/{visit.key}/plan").get_data(as_text=True))[0]


def send(office, visit, **form):
    whole = AS_IT_WAS | {"before": mark(office, visit)} | form
    return office.post(f"/visits/{visit.key}/plan", data=whole)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        pytest.param({"planned_on": "2020-11-12"}, 422, id="moved without a reason"),
        pytest.param({"planned_on": "2020-11-12", "reason": "mưa lũ"}, 303, id="moved"),
        pytest.param({"planned_on": "", "reason": "chưa rõ"}, 303, id="left without a day"),
        pytest.param({"plan": "postponed"}, 422, id="put off without a reason"),
        pytest.param({"plan": "postponed", "reason": "đường sạt lở"}, 303, id="put off"),
        pytest.param({"plan": "cancelled", "reason": " "}, 422, id="called off with a blank"),
        pytest.param({"plan": "cancelled", "reason": "sáp nhập"}, 303, id="called off"),
        pytest.param({"place": "Nhà văn hoá"}, 303, id="another place needs no reason"),
        pytest.param({"mode": "online"}, 303, id="another mode needs none either"),
        pytest.param({"planned_on": "2020-02-31", "reason": "x"}, 422, id="no such day"),
        pytest.param({"planned_on": "10/11/2020", "reason": "x"}, 422, id="no day of the form"),
        pytest.param({"mode": "by_boat"}, 422, id="no such mode"),
        pytest.param({"plan": "x", "reason": "x"}, 422, id="no such plan"),
        pytest.param({"place": "x" * 501}, 422, id="a place without end"),
        pytest.param(
            {"planned_on": "2020-11-12", "reason": "x" * 5001}, 422, id="a reason without end"
        ),
    ],
)
def test_a_plan_is_taken_or_refused_whole(cast, office, look, form, status):
    before = plan_of(look, cast)
    reply = send(office, cast.visit, **form)

    assert reply.status_code == status
    changes = look(select(PlanChange))
    assert len(changes) == (status == 303)
    if status == 422:
        after = plan_of(look, cast)
        assert (after.planned_on, after.plan, after.place) == (
            before.planned_on, before.plan, before.place
        )  # fmt: skip


def test_what_was_typed_stays_in_a_form_that_is_refused(cast, office):
    page = send(office, cast.visit, plan="postponed", place="Xã A Túc").get_data(as_text=True)

    assert "Xã A Túc" in page
    assert "Đổi lịch, hoãn hay huỷ đều phải nêu lý do." in words_of(page)


def test_the_reason_reaches_the_team(cast, office, phone, look):
    send(office, cast.visit, plan="postponed", reason="Đường vào xã bị chia cắt")

    told = phone().get("/visits").get_json()["visits"]
    (mine,) = [each for each in told if each["id"] == str(cast.visit.key)]
    assert (mine["state"], mine["plan_reason"]) == ("postponed", "Đường vào xã bị chia cắt")


def test_a_visit_that_was_put_off_is_brought_back_and_both_are_told(cast, office, look):
    send(office, cast.visit, plan="postponed", reason="mưa lũ")
    send(office, cast.visit, planned_on="2020-11-20", reason="đã thông đường")

    kept = plan_of(look, cast)
    assert (kept.plan, kept.planned_on) == (Plan.PLANNED, date(2020, 11, 20))
    words = words_of(office.get(f"/visits/{cast.visit.key}/plan").get_data(as_text=True))
    assert words.index("đã thông đường") < words.rindex("mưa lũ")


def test_a_form_that_somebody_overtook_changes_nothing_and_keeps_what_was_typed(
    cast, office, desk, look
):
    old = mark(office, cast.visit)
    send(desk(cast.chau), cast.visit, place="Phòng họp tầng 2")
    form = AS_IT_WAS | {"before": old, "place": "Hội trường lớn"}

    reply = office.post(f"/visits/{cast.visit.key}/plan", data=form)

    assert reply.status_code == 409
    page = reply.get_data(as_text=True)
    assert "Có người vừa đổi kế hoạch này" in words_of(page)
    assert "Hội trường lớn" in page
    assert plan_of(look, cast).place == "Phòng họp tầng 2"


def current(look, cast):
    rows = look(select(VisitMember).where(VisitMember.visit_id == cast.visit.id))
    return {row.person_id for row in rows if row.removed_at is None}


def test_members_are_exactly_those_who_were_chosen(cast, office, look):
    form = {"before": mark(office, cast.visit), "people": [cast.an.id, cast.dung.id]}

    assert office.post(f"/visits/{cast.visit.key}/members", data=form).status_code == 303
    assert current(look, cast) == {cast.an.id, cast.dung.id}


def test_what_somebody_taken_off_still_sends_is_held(cast, office, phone):
    an = phone()
    form = {"before": mark(office, cast.visit), "people": [cast.anh.id]}
    office.post(f"/visits/{cast.visit.key}/members", data=form)

    (receipt,) = an.receipts(an.answer("A1", {"value": "yes"}))

    assert (receipt["state"], receipt["code"]) == ("held", "member-removed")


def test_whoever_was_taken_off_can_be_put_on_again(cast, office, phone, look):
    for people in ([cast.anh.id], [cast.an.id, cast.anh.id]):
        form = {"before": mark(office, cast.visit), "people": people}
        office.post(f"/visits/{cast.visit.key}/members", data=form)

    an = phone()
    (receipt,) = an.receipts(an.answer("A1", {"value": "yes"}))
    assert receipt["state"] == "stored"


@pytest.mark.parametrize("people", [[], ["x"], ["999999"], ["-1"]])
def test_a_visit_is_never_left_with_nobody(cast, office, look, people):
    before = current(look, cast)
    form = {"before": mark(office, cast.visit), "people": people}

    reply = office.post(f"/visits/{cast.visit.key}/members", data=form)

    assert reply.status_code == 422
    assert current(look, cast) == before


def test_the_office_itself_is_no_member(cast, office, look):
    form = {"before": mark(office, cast.visit), "people": [cast.an.id, cast.chau.id]}
    office.post(f"/visits/{cast.visit.key}/members", data=form)

    assert current(look, cast) == {cast.an.id}


def test_somebody_on_two_visits_of_one_day_is_told_and_not_forbidden(cast, office):
    form = {"before": mark(office, cast.other_visit), "people": [cast.an.id]}
    office.post(f"/visits/{cast.other_visit.key}/members", data=form)

    words = words_of(office.get(f"/visits/{cast.visit.key}/plan").get_data(as_text=True))

    assert "Cùng ngày đã có lịch khác" in words
    assert "An – LĐLĐ huyện Đakrông" in words


@pytest.mark.parametrize("path", ["plan", "members"])
def test_an_approved_visit_is_planned_no_more(cast, office, change, path):
    old = mark(office, cast.visit)
    approval = Decision(
        visit_id=cast.visit.id, number=1, move=Move.APPROVE, entries_seen=0,
        made_by_id=cast.binh.id, made_at=NOW,
    )  # fmt: skip
    change(lambda session: session.add(approval))

    form = AS_IT_WAS | {"before": old, "people": [cast.an.id]}
    reply = office.post(f"/visits/{cast.visit.key}/{path}", data=form)

    assert reply.status_code == 409
    assert "đã duyệt" in words_of(
        office.get(f"/visits/{cast.visit.key}/plan").get_data(as_text=True)
    )


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_nobody_but_the_office_plans(cast, desk, who):
    browser = desk(getattr(cast, who))

    assert browser.get(f"/visits/{cast.visit.key}/plan").status_code in (403, 404)
    assert browser.post(f"/visits/{cast.visit.key}/plan", data=AS_IT_WAS).status_code in (403, 404)


def test_markup_in_a_plan_is_shown_as_text(cast, office):
    send(office, cast.visit, place="<b>x</b>", plan="postponed", reason="<script>alert(1)</script>")

    page = office.get(f"/visits/{cast.visit.key}/plan").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
