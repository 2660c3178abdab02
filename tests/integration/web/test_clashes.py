"""People expected in two places on one day are told on the calendar of the round."""

from __future__ import annotations

from datetime import date

import pytest

from survey_app.visits.models import Visit
from survey_app.visits.rules import Plan
from survey_app.visits.service import assign, remove_member
from tests.support.cast import NOW
from tests.support.queries import counted

TOLD = "1 lịch trùng người: cùng ngày ở hai nơi"
NAMED = "10/11/2020 – An: LĐLĐ huyện Hướng Hóa; LĐLĐ huyện Đakrông"


@pytest.fixture
def on_both(cast, change):
    """An is on both visits of the day; ``act`` changes the second one."""

    def made(act=id):
        def both(session):
            visit = session.get_one(Visit, cast.other_visit.id)
            assign(visit, [cast.an], at=NOW)
            session.flush()
            act(visit)

        change(both)

    return made


def test_somebody_in_two_places_on_one_day_is_told(on_both, look_at):
    on_both()

    page = look_at("calendar")

    assert TOLD in page
    assert NAMED in page


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda visit: setattr(visit, "planned_on", date(2020, 11, 11)), id="days"),
        pytest.param(lambda visit: setattr(visit, "planned_on", None), id="no day"),
        pytest.param(lambda visit: setattr(visit, "plan", Plan.POSTPONED), id="put off"),
        pytest.param(lambda visit: setattr(visit, "plan", Plan.CANCELLED), id="called off"),
    ],
)
def test_what_takes_nobodys_day_is_no_clash(on_both, look_at, act):
    on_both(act)

    assert "lịch trùng người" not in look_at("calendar")


def test_somebody_taken_off_a_visit_is_no_clash(cast, on_both, look_at):
    on_both(lambda visit: remove_member(visit, cast.an.id, at=NOW))

    assert "lịch trùng người" not in look_at("calendar")


def test_a_lead_is_told_of_visits_that_the_lead_may_see_only(cast, on_both, look_at):
    on_both()

    page = look_at("calendar", cast.binh)

    assert "lịch trùng người" not in page
    assert "Đakrông" not in page


def test_clashes_cost_no_query_more(app, cast, desk, on_both):
    browser = desk(cast.chau)
    path = f"/round/{cast.round.id}/calendar"
    before = counted(app, lambda: browser.get(path))
    on_both()

    assert counted(app, lambda: browser.get(path)) == before
