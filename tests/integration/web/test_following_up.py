"""What is late in a round, told at a glance; the milestones of its plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.reviews.models import ReplyWindow
from survey_app.visits import service
from survey_app.visits.models import Round, Visit
from survey_app.visits.round_models import Milestone
from survey_app.visits.rules import Plan, UnitKind
from tests.support.desk import hand_over, hidden, words_of
from tests.support.queries import counted


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def page(cast):
    return f"/round/{cast.round.id}/following"


@pytest.fixture
def milestones(cast):
    return f"/round/{cast.round.id}/milestones"


def shown(office, page):
    return words_of(office.get(page).get_data(as_text=True))


def set_days(change, cast, *days):
    """Plan the two visits on these days, None for no day."""

    def planned(session):
        for visit, day in zip((cast.visit, cast.other_visit), days, strict=True):
            session.get(Visit, visit.id).planned_on = day

    change(planned)


def ago(days):
    return clock.today() - timedelta(days=days)


def add(office, milestones, name="Họp triển khai", due_on=None):
    due_on = due_on or ago(-10)
    return office.post(milestones, data={"name": name, "due_on": due_on.isoformat()})


def act(office, page, milestones, look, **form):
    (found,) = look(select(Milestone.id))
    before = hidden(office.get(page).get_data(as_text=True), "before")
    return office.post(f"{milestones}/{found}", data={"before": before} | form)


def test_a_visit_past_its_day_is_late_and_one_to_come_is_not(office, cast, page, change):
    set_days(change, cast, ago(3), ago(-3))

    words = shown(office, page)

    assert "Quá ngày làm việc mà đoàn chưa gửi 1" in words
    assert f"LĐLĐ huyện Hướng Hóa – Đoàn khảo sát số 1, từ {ago(3):%d/%m/%Y}, 3 ngày" in words
    assert "LĐLĐ huyện Đakrông" not in words


def test_visits_without_a_day_and_put_off_ones(office, cast, page, change):
    set_days(change, cast, None, ago(3))

    def off(session):
        session.get(Visit, cast.other_visit.id).plan = Plan.POSTPONED

    change(off)

    words = shown(office, page)
    assert "Chưa định ngày 1" in words
    assert "LĐLĐ huyện Đakrông" not in words


def test_what_was_handed_over_waits_for_its_lead(office, cast, page, change, phone):
    set_days(change, cast, ago(3), ago(-3))
    hand_over(phone())

    words = shown(office, page)

    assert "Chờ trưởng đoàn thẩm định 1" in words
    assert "Quá ngày làm việc" not in words


def test_a_unit_that_let_its_time_for_replies_pass_is_told(office, cast, page, change, phone):
    set_days(change, cast, ago(3), ago(-3))
    hand_over(phone())

    def opened(session):
        for number, until in ((1, ago(-5)), (2, ago(1))):
            row = ReplyWindow(
                visit_id=cast.visit.id,
                number=number,
                until=until,
                made_by_id=cast.chau.id,
                made_at=clock.now(),
            )
            session.add(row)

    change(opened)

    assert "Hết hạn mà đơn vị chưa cho ý kiến 1" in shown(office, page)


def test_reports_of_units_past_their_day_are_told(office, cast, page, change):
    set_days(change, cast, ago(-3), ago(-3))
    before = shown(office, page)

    def due(session):
        session.get(Round, cast.round.id).reports_due_on = ago(2)

    change(due)

    assert "Không có việc nào chậm." in before
    words = shown(office, page)
    assert "Đơn vị chưa gửi báo cáo, đã quá hạn 2" in words
    assert "LĐLĐ huyện Hướng Hóa, quá 3 ngày" in words


def test_the_proposed_milestones_come_from_the_days_of_the_round(
    office, cast, page, milestones, change, look
):
    def due(session):
        session.get(Round, cast.round.id).reports_due_on = date(2021, 1, 10)

    change(due)

    for _ in range(2):
        office.post(milestones, data={"act": "propose"})

    kept = [
        (each.name, str(each.due_on)) for each in look(select(Milestone).order_by(Milestone.id))
    ]
    assert kept == [
        ("Bắt đầu khảo sát tại các đơn vị", "2020-11-02"),
        ("Kết thúc khảo sát tại các đơn vị", "2020-11-30"),
        ("Các đơn vị gửi báo cáo về Văn phòng", "2021-01-09"),
        ("Các đơn vị hoàn thành sơ kết", "2021-01-31"),
        ("Hội nghị sơ kết cấp tỉnh", "2021-02-28"),
    ]


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"name": "Họp", "due_on": "2020-12-01"}, 303),
        ({"name": "", "due_on": "2020-12-01"}, 422),
        ({"name": "Họp", "due_on": ""}, 422),
        ({"name": "Họp", "due_on": "mai"}, 422),
        ({"name": "x" * 201, "due_on": "2020-12-01"}, 422),
        ({"name": "Đã có", "due_on": "2020-12-01"}, 422),
    ],
)
def test_what_a_milestone_needs(office, milestones, look, form, status):
    add(office, milestones, "Đã có")

    assert office.post(milestones, data=form).status_code == status
    assert len(look(select(Milestone))) == (2 if status == 303 else 1)


def test_a_milestone_is_moved_checked_off_on_and_taken_out(office, page, milestones, look):
    add(office, milestones)

    act(office, page, milestones, look, act="day", due_on=ago(4).isoformat())
    late = shown(office, page)
    act(office, page, milestones, look, act="done")
    done = shown(office, page)
    act(office, page, milestones, look, act="open")
    open_again = shown(office, page)
    act(office, page, milestones, look, act="remove")

    assert "quá hạn 4 ngày" in late
    assert ", Chau" in done
    assert "quá hạn 4 ngày" in open_again
    assert look(select(Milestone)) == []


def test_a_milestone_that_somebody_changed_meanwhile_stays(office, page, milestones, look):
    add(office, milestones)
    old = hidden(office.get(page).get_data(as_text=True), "before")
    act(office, page, milestones, look, act="done")

    reply = office.post(f"{milestones}/1", data={"before": old, "act": "remove"})

    assert reply.status_code == 409
    assert len(look(select(Milestone))) == 1


def test_a_day_that_is_none_moves_no_milestone(office, page, milestones, look):
    add(office, milestones)

    assert act(office, page, milestones, look, act="day", due_on="mai").status_code == 422
    assert look(select(Milestone.due_on)) == [ago(-10)]


def test_a_milestone_of_another_round_is_not_there(office, milestones):
    assert office.post(f"{milestones}/99", data={"act": "done"}).status_code == 409
    assert office.get("/round/99/following").status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_follows_up(cast, desk, page, milestones, who):
    browser = desk(getattr(cast, who))

    assert browser.get(page).status_code == 403
    assert browser.post(milestones, data={"act": "propose"}).status_code == 403


def test_the_page_asks_as_often_for_many_visits_as_for_few(app, office, cast, page, change):
    office.get(page)
    few = counted(app, lambda: office.get(page))

    def more(session):
        first = session.get(Visit, cast.visit.id)
        for number in range(30):
            facts = service.UnitFacts(f"X{number}", f"Đơn vị {number}", UnitKind.SECTOR, number)
            made = service.add_unit(session, facts)
            session.flush()
            plan = service.VisitPlan(date(2020, 11, 10))
            version = first.checklist_version
            service.plan_visit(session, unit=made, team=first.team, pinned=version, plan=plan)

    change(more)

    assert counted(app, lambda: office.get(page)) == few
