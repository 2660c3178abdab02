"""Listing visits, reading checklists and scores."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from forms.canonical import canonical_json, content_hash
from survey_app.edge.warming import warm
from survey_app.fieldwork.rules import EntryKind
from survey_app.visits.models import Round, Visit
from survey_app.visits.rules import Plan
from survey_app.visits.service import add_team, assign
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.cast import visit as made_visit
from tests.support.checklist import COMPLETE, SMALL
from tests.support.queries import counted


def test_a_visit_is_listed_with_all_that_a_phone_needs(phone):
    visit = phone().get("/visits").get_json()["visits"][0]

    assert visit["unit"]["name"] == "LĐLĐ huyện Hướng Hóa"
    assert visit["round"]["name"] == "Đợt thử"
    assert visit["checklist"]["code"] == "PKS-NHO"
    assert (visit["planned_on"], visit["state"]) == ("2020-11-10", "planned")
    assert visit["targets"]["B1"]["milestone"] == "250"
    assert visit["counts"] == {"entries": 0, "answered": 0, "items": 8, "photos": 0}
    assert (visit["open"], visit["returned"]) == ({"all": True, "items": []}, [])


@pytest.mark.parametrize(
    ("who", "count"), [("an", 1), ("anh", 1), ("binh", 1), ("dung", 1), ("chau", 2)]
)
def test_everybody_sees_their_own_visits_and_the_office_all(phone, cast, who, count):
    visits = phone(getattr(cast, who)).get("/visits").get_json()["visits"]

    assert len(visits) == count


def test_the_administrator_sees_no_visits(phone, cast):
    assert phone(cast.quan).get("/visits").status_code == 403


def test_a_visit_with_entries_is_in_progress(phone):
    an = phone()
    an.receipts(an.answer("A1", {"value": "yes"}))

    assert an.state() == "in_progress"


@pytest.mark.parametrize("plan", [Plan.POSTPONED, Plan.CANCELLED])
def test_a_visit_that_the_office_moved_says_so(phone, cast, change, plan):
    change(lambda session: setattr(session.get(Visit, cast.visit.id), "plan", plan))

    assert phone().state() == plan.value


def test_what_is_sent_to_a_cancelled_visit_is_held(phone, cast, change):
    change(lambda session: setattr(session.get(Visit, cast.visit.id), "plan", Plan.CANCELLED))
    an = phone()

    assert an.receipts(an.answer("A1", {"value": "yes"}))[0]["code"] == "visit-closed"


def test_a_checklist_is_its_canonical_json_and_may_be_kept_for_ever(phone):
    response = phone().get("/checklists/PKS-NHO/1")

    assert response.data == canonical_json(SMALL)
    assert response.headers["ETag"] == f'"{content_hash(SMALL)}"'
    assert "immutable" in response.headers["Cache-Control"]


def test_a_checklist_that_is_known_is_not_sent_again(phone):
    an = phone()
    headers = {**an.headers, "If-None-Match": f'"{content_hash(SMALL)}"'}

    assert an.client.get("/api/v1/checklists/PKS-NHO/1", headers=headers).status_code == 304


def test_a_checklist_that_does_not_exist_is_not_found(phone):
    assert phone().get("/checklists/PKS-NHO/2").status_code == 404


def test_the_score_is_explained_by_layer(phone):
    an = phone()
    an.receipts(*(an.answer(item, value) for item, value in COMPLETE.items()))
    an.receipts(an.answer("A2", {"value": 4}, layer="self"))

    body = an.get(f"/visits/{an.visit}/score").get_json()

    assert body["counts"] == "team"
    assert sorted(body["layers"]) == ["self", "team"]
    team = body["layers"]["team"]
    # A: 3 + 3 + 2.5 of 10 = 8.5; B: 9.24 + 3 + 2 of 15 = 14.24, of 20 points 18.986667.
    assert team["sections"][0]["score"] == "8.5"
    assert team["sections"][1]["earned"] == "14.24"
    assert (team["scored"], team["scorable"]) == (6, 6)


def test_dung_cannot_read_the_score_of_another_team(phone, cast):
    assert phone(cast.dung).get(f"/visits/{cast.visit.key}/score").status_code == 404


def test_listing_takes_as_many_queries_for_one_visit_as_for_all(app, phone, cast, change):
    an = phone()
    an.fill(COMPLETE)
    with app.app_context():
        warm()

    one = counted(app, lambda: an.get("/visits"))
    change(
        lambda session: assign(
            session.get_one(Visit, cast.other_visit.id), [session.merge(cast.an)], at=NOW
        )
    )
    two = counted(app, lambda: an.get("/visits"))

    assert len(an.get("/visits").get_json()["visits"]) == 2
    assert one == two


@pytest.mark.parametrize(
    ("began", "told"),
    [
        (date(2018, 5, 2), {"value": "240", "round": "Đợt trước", "on": "2018-05-10"}),
        # A round that begins on the same day or later is not the last time.
        (date(2020, 11, 2), None),
    ],
)
def test_an_indicator_comes_with_what_the_unit_reached_the_last_time(
    app, phone, cast, change, began, told
):
    change(lambda session: _earlier(session, cast, began))
    with app.app_context():
        warm()

    visit = phone().get("/visits").get_json()["visits"][0]

    assert visit["last_results"].get("B1") == told
    assert set(visit["last_results"]) <= {"B1"}


def test_a_result_that_nobody_approved_is_no_result(app, phone, cast, change):
    change(lambda session: _earlier(session, cast, date(2018, 5, 2), is_approved=False))
    with app.app_context():
        warm()

    assert phone().get("/visits").get_json()["visits"][0]["last_results"] == {}


def _earlier(session, cast, began, *, is_approved=True):
    """The unit's visit in another round, where B1 came to 240."""
    now = session.get_one(Visit, cast.visit.id)
    around = Round(name="Đợt trước", starts_on=began, ends_on=began + timedelta(days=20))
    session.add(around)
    session.flush()
    team = add_team(session, around, number=1, name="Đoàn cũ", people=[])
    session.flush()
    before = made_visit(session, now.unit, team, now.checklist_version, [])
    before.planned_on = date(2018, 5, 10)
    session.flush()
    approvals = Approvals(session, cast)
    approvals.record(before, EntryKind.ANSWER, {"value": "240"}, "B1")
    approvals.record(before, EntryKind.ANSWER, {"value": "yes"}, "A1")
    if is_approved:
        approvals.approve(before)


def test_openapi_describes_every_call(client):
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]

    assert set(paths) >= {
        "/api/v1/session",
        "/api/v1/visits",
        "/api/v1/checklists/{code}/{version}",
        "/api/v1/visits/{key}/entries",
        "/api/v1/photos/{sha256}",
        "/api/v1/reconcile",
        "/api/v1/rescue",
        "/api/v1/visits/{key}/score",
        "/api/v1/visits/{key}/decisions",
        "/api/v1/visits/{key}/report.pdf",
    }


def test_progress_counts_the_items_of_the_base_and_nothing_beside(phone):
    an = phone()
    an.receipts(
        an.answer("A1", {"value": "yes"}),
        an.answer("T1", {"value": "yes"}),
        an.answer("G1", {"value": "Hội trường"}),
        an.answer("A2", {"value": 4}, layer="self"),
        an.entry("note", {"text": "Đã xem"}, item="A3"),
    )

    counts = an.get("/visits").get_json()["visits"][0]["counts"]

    assert (counts["answered"], counts["items"]) == (1, 8)
