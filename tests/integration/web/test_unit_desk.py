"""The lead's side of the unit's link: who makes it, shows it once, ends it; who may not."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.core import clock
from survey_app.visits.models import Person, UnitLink, Visit
from survey_app.visits.rules import Plan
from survey_app.visits.service import assign
from tests.support.desk import decide, hand_over, words_of
from tests.support.queries import counted
from tests.support.unit import Unit, unit_of

POSTS = ("links", "links/ending", "reply-windows", "reply-windows/closing")
# Whoever asks and may see, the visit with its people, links, log, replies and answers.
QUERIES = 15
REPLY = "018f0000-0000-7000-8000-00000000000c"


def make(browser, visit, days=7):
    until = (clock.today() + timedelta(days=days)).isoformat()
    return browser.post(f"/visits/{visit.key}/unit/links", data={"link-until": until})


def secret_in(response):
    found = re.search(r"/unit/([\w-]+)<", response.get_data(as_text=True))
    assert found, "no address on the page"
    return found.group(1)


@pytest.mark.parametrize("who", ["binh", "chau"])
def test_lead_and_office_make_a_link_that_works_at_once(app, cast, desk, who):
    response = make(desk(getattr(cast, who)), cast.visit)

    page = response.get_data(as_text=True)
    assert response.status_code == 200
    assert "<svg" in page
    assert "chỉ hiện một lần" in page
    assert Unit(app.test_client(), secret_in(response)).get().status_code == 200


def test_the_address_is_shown_once_and_never_again(cast, desk):
    lead = desk(cast.binh)
    secret = secret_in(make(lead, cast.visit))

    page = lead.get(f"/visits/{cast.visit.key}/unit").get_data(as_text=True)

    assert secret not in page
    assert "Đang dùng được đến hết ngày" in page


def test_a_new_link_ends_the_one_before_it(app, cast, desk, look):
    lead = desk(cast.binh)
    first, second = secret_in(make(lead, cast.visit)), secret_in(make(lead, cast.visit))

    assert Unit(app.test_client(), first).get().status_code == 410
    assert Unit(app.test_client(), second).get().status_code == 200
    assert [row.ended_by_id for row in look(select(UnitLink).order_by(UnitLink.id))] == [
        cast.binh.id,
        None,
    ]


def test_a_link_is_ended_at_once(app, cast, desk):
    lead = desk(cast.binh)
    secret = secret_in(make(lead, cast.visit))

    lead.post(f"/visits/{cast.visit.key}/unit/links/ending")

    assert Unit(app.test_client(), secret).get().status_code == 410


@pytest.mark.parametrize("days", [-1, 181])
def test_a_day_that_is_past_or_too_far_is_refused(cast, desk, look, days):
    response = make(desk(cast.binh), cast.visit, days)

    assert response.status_code == 422
    assert "từ hôm nay đến 180 ngày tới" in response.get_data(as_text=True)
    assert look(select(UnitLink)) == []


@pytest.mark.parametrize("typed", ["", "31/12", "2020-13-45", "<script>"])
def test_what_is_no_day_is_refused(cast, desk, look, typed):
    path = f"/visits/{cast.visit.key}/unit/links"

    assert desk(cast.binh).post(path, data={"link-until": typed}).status_code == 422
    assert look(select(UnitLink)) == []


@pytest.mark.parametrize(
    ("who", "status"), [("an", 403), ("dung", 403), ("em", 404), ("quan", 403)]
)
def test_nobody_else_reads_or_makes_anything_here(cast, desk, look, who, status):
    browser = desk(getattr(cast, who))
    key = cast.visit.key

    assert browser.get(f"/visits/{key}/unit").status_code == status
    for path in (*POSTS, f"replies/{REPLY}/answers"):
        response = browser.post(f"/visits/{key}/unit/{path}", data={"text": "x"})
        assert response.status_code == status, path
    assert look(select(UnitLink)) == []


def test_a_lead_who_is_lent_to_a_team_as_member_manages_no_link(cast, desk, change):
    def lend(session):
        lent = session.get_one(Person, cast.em.id)
        assign(session.get_one(Visit, cast.visit.id), [lent], at=clock.now())

    change(lend)

    assert desk(cast.em).get(f"/visits/{cast.visit.key}/unit").status_code == 403
    assert make(desk(cast.em), cast.visit).status_code == 403


def test_the_page_tells_what_came_by_the_link(app, change, cast, desk):
    unit = unit_of(app, change, cast.visit, cast.binh)
    unit.score("A", value__A1="yes", value__A2="2")
    unit.post("/items/A1/documents", number="12/KH-LĐLĐ")

    page = desk(cast.binh).get(f"/visits/{cast.visit.key}/unit").get_data(as_text=True)

    assert "2 tiêu chí, 1 văn bản, 0 ảnh" in page


def test_an_approved_visit_opens_nothing_to_its_unit(cast, desk, phone, look):
    hand_over(phone())
    lead = desk(cast.binh)
    decide(lead, cast.visit, "approval")
    until = (clock.today() + timedelta(days=3)).isoformat()

    page = lead.get(f"/visits/{cast.visit.key}/unit").get_data(as_text=True)
    refused = lead.post(
        f"/visits/{cast.visit.key}/unit/reply-windows", data={"window-until": until}
    )

    assert "Tạo liên kết</button>" not in page
    assert refused.status_code == 409


@pytest.mark.parametrize("over", ["approved", "cancelled"])
def test_no_link_is_made_that_leads_to_a_closed_door(app, cast, change, desk, phone, look, over):
    lead, told = desk(cast.binh), phone(cast.binh)
    unit_of(app, change, cast.visit, cast.binh)
    if over == "approved":
        hand_over(phone())
        decide(lead, cast.visit, "approval")
    else:
        change(
            lambda session: setattr(session.get_one(Visit, cast.visit.id), "plan", Plan.CANCELLED)
        )
    until = (clock.today() + timedelta(days=3)).isoformat()
    path = f"/visits/{cast.visit.key}/unit"

    page = words_of(lead.get(path).get_data(as_text=True))
    refused = [make(lead, cast.visit), told.post(f"{path}-links", {"until": until})]

    assert "Không có liên kết nào đang dùng được." in page
    assert [each.status_code for each in refused] == [409, 409]
    assert refused[1].get_json()["code"] == "review-move-refused"
    assert len(look(select(UnitLink))) == 1


@pytest.mark.parametrize("findings", [3, 30])
def test_the_page_asks_as_much_for_many_findings_as_for_few(app, cast, desk, phone, findings):
    an = phone()
    explained = {"agree": False, "stance": "explain", "text": "Do bão lũ"}
    hand_over(
        an,
        *(
            entry
            for n in range(findings)
            for entry in (
                an.entry("finding", {"type": "limitation", "text": "Chậm"}, slot=_slot(n)),
                an.entry("reply", explained, slot=_slot(n)),
            )
        ),
    )
    lead = desk(cast.binh)

    asked = counted(app, lambda: lead.get(f"/visits/{cast.visit.key}/unit"))

    assert asked == QUERIES


def _slot(number):
    return f"018f0000-0000-7000-8000-{number:012x}"


def test_every_act_about_the_unit_stands_in_the_audit_log(cast, desk, phone, look):
    an = phone()
    explained = {"agree": False, "stance": "explain", "text": "Do bão lũ"}
    reply = an.entry("reply", explained, slot=_slot(1))
    finding = an.entry("finding", {"type": "limitation", "text": "Chậm"}, slot=_slot(1))
    hand_over(an, finding, reply)
    lead, key = desk(cast.binh), cast.visit.key
    secret = secret_in(make(lead, cast.visit))
    lead.post(f"/visits/{key}/unit/links/ending")
    until = (clock.today() + timedelta(days=3)).isoformat()
    lead.post(f"/visits/{key}/unit/reply-windows", data={"window-until": until})
    lead.post(f"/visits/{key}/unit/replies/{reply['id']}/answers", data={"text": "Đã ghi nhận"})

    rows = look(select(AuditRow).order_by(AuditRow.number))

    acts = [row.action for row in rows if row.subject == f"visit:{cast.visit.id}"]
    assert {"unit_link.made", "unit_link.changed", "reply_window.made", "reply_answer.made"} <= set(
        acts
    )
    assert secret not in "".join(row.detail for row in rows)
    assert {row.actor for row in rows if row.action.startswith("unit_link")} == {"Binh"}
