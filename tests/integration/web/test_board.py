"""The board of the plan: units placed, visits moved, clashes told, nobody overtaken."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from survey_app.visits import service
from survey_app.visits.models import PlanChange, Team, Unit, Visit, VisitMember
from survey_app.visits.rules import Plan, RoundState, UnitKind
from tests.support.desk import words_of
from tests.support.queries import counted
from tests.support.typing_in import form_of


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def board(cast):
    return f"/round/{cast.round.id}/board"


@pytest.fixture
def unit(change):
    """A unit that nobody visits yet."""
    facts = service.UnitFacts("LD-MOI", "LĐLĐ huyện Mới", UnitKind.DISTRICT, 7)
    change(lambda session: service.add_unit(session, facts))
    return facts.code


def team_ids(look):
    return [each.id for each in look(select(Team).order_by(Team.number))]


def shown(office, path):
    return words_of(office.get(path).get_data(as_text=True))


def place(office, board, visit, **typed):
    """Pick a visit on the board and send its form with this typed into it."""
    form = form_of(office, f"{board}?pick={visit.key}", f"/visits/{visit.key}/placing")
    return office.post(f"/visits/{visit.key}/placing", data=form | typed)


def visit_of(look, cast):
    return look(select(Visit).where(Visit.id == cast.visit.id))[0]


def test_the_board_shows_visits_by_team_and_day_and_who_has_none(office, board, unit):
    words = shown(office, board)

    assert "Đoàn khảo sát số 1" in words
    assert "LĐLĐ huyện Hướng Hóa" in words
    assert "Chưa xếp: 1 đơn vị, 0 cuộc chưa có ngày, 0 cuộc hoãn hoặc huỷ" in words
    assert "LĐLĐ huyện Mới" in words


def test_a_unit_is_placed_by_picking_it_and_a_cell(office, board, unit, look):
    second = team_ids(look)[1]
    page = f"{board}?unit={unit}&team={second}&day=2020-11-12"
    form = form_of(office, page, f"{board}/{unit}")

    reply = office.post(f"{board}/{unit}", data=form | {"travel": "Xe cơ quan, 6 giờ"})

    made = look(select(Visit).order_by(Visit.id))[-1]
    members = look(select(VisitMember).where(VisitMember.visit_id == made.id))
    assert reply.status_code == 303
    assert (form["planned_on"], form["team"]) == ("2020-11-12", str(second))
    assert (made.team_id, made.planned_on, made.travel) == (
        second,
        date(2020, 11, 12),
        "Xe cơ quan, 6 giờ",
    )
    assert len(members) == 2


def test_every_cell_leads_to_the_form_of_what_was_picked(office, cast, board):
    page = office.get(f"{board}?pick={cast.visit.key}").get_data(as_text=True)

    cells = re.findall(r'class="here"\s+href="([^"]+)"', page)
    assert len(cells) == 4 * 7 * 2
    assert all(f"pick={cast.visit.key}" in each for each in cells)
    assert 'name="planned_on"' in office.get(cells[10].replace("&amp;", "&")).get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        pytest.param({"planned_on": "2020-11-12"}, 422, id="moved without a reason"),
        pytest.param({"planned_on": "2020-11-12", "reason": "mưa lũ"}, 303, id="moved"),
        pytest.param({"plan": "postponed"}, 422, id="put off without a reason"),
        pytest.param({"plan": "postponed", "reason": "sạt lở"}, 303, id="put off"),
        pytest.param({"plan": "cancelled", "reason": "sáp nhập"}, 303, id="called off"),
        pytest.param({"travel": "Xe máy"}, 303, id="how one gets there needs no reason"),
        pytest.param({"team": "999", "reason": "x"}, 422, id="no such team"),
        pytest.param({"team": "", "reason": "x"}, 422, id="no team"),
        pytest.param({"planned_on": "mai", "reason": "x"}, 422, id="no day"),
        pytest.param({"planned_on": "0020-11-12", "reason": "x"}, 422, id="a year typed short"),
        pytest.param({"planned_on": "9999-12-31", "reason": "x"}, 422, id="the last of all days"),
        pytest.param({"travel": "x" * 1001}, 422, id="a note without end"),
    ],
)
def test_what_a_move_needs(office, cast, board, look, typed, status):
    before = visit_of(look, cast)

    reply = place(office, board, cast.visit, **typed)

    after = visit_of(look, cast)
    assert reply.status_code == status
    if status == 422:
        assert (after.plan, after.planned_on, after.travel) == (
            before.plan,
            before.planned_on,
            before.travel,
        )


def test_another_team_takes_over_with_its_people_and_the_reason(office, cast, board, look, phone):
    phone().receipts(phone().answer("A2", {"value": 3}))
    second = team_ids(look)[1]

    refused = place(office, board, cast.visit, team=second)
    reply = place(office, board, cast.visit, team=second, reason="đoàn 1 bận")

    asked = select(VisitMember.person_id).where(
        VisitMember.visit_id == cast.visit.id, VisitMember.removed_at.is_(None)
    )
    told = look(select(PlanChange.reason))[-1]
    assert (refused.status_code, reply.status_code) == (422, 303)
    assert set(look(asked)) == {cast.em.id, cast.dung.id}
    assert told == "Chuyển từ Đoàn khảo sát số 1 sang Đoàn khảo sát số 2. đoàn 1 bận"
    late = phone().receipts(phone().answer("A2", {"value": 1}))
    assert [each["code"] for each in late] == ["member-removed"]


def test_a_board_that_somebody_overtook_moves_nothing(office, cast, board, look):
    path = f"/visits/{cast.visit.key}/placing"
    mine = form_of(office, f"{board}?pick={cast.visit.key}", path)
    place(office, board, cast.visit, place="Nhà văn hoá")

    reply = office.post(path, data=mine | {"planned_on": "2020-11-20", "reason": "của tôi"})

    assert reply.status_code == 409
    assert "Có người vừa đổi kế hoạch này." in words_of(reply.get_data(as_text=True))
    assert visit_of(look, cast).planned_on == date(2020, 11, 10)


def test_two_who_place_the_same_unit_are_told_apart(office, board, unit, look):
    form = form_of(office, f"{board}?unit={unit}", f"{board}/{unit}")
    office.post(f"{board}/{unit}", data=form)

    assert office.post(f"{board}/{unit}", data=form).status_code == 409
    assert len(look(select(Visit))) == 3


def test_clashes_of_people_teams_and_days_are_told(office, cast, board, change, look, unit):
    form = form_of(office, f"{board}?unit={unit}", f"{board}/{unit}")
    first = str(team_ids(look)[0])
    office.post(f"{board}/{unit}", data=form | {"team": first, "planned_on": "2020-11-10"})
    place(office, board, cast.other_visit, planned_on="2020-12-05", reason="lũ")

    words = shown(office, f"{board}?week=2020-11-09")

    assert "10/11/2020: An có mặt ở LĐLĐ huyện Hướng Hóa; LĐLĐ huyện Mới." in words
    assert "10/11/2020: Đoàn khảo sát số 1 có hơn một đơn vị." in words
    assert "05/12/2020: LĐLĐ huyện Đakrông, ngoài thời gian của đợt." in words


def test_a_day_on_a_weekend_and_one_far_off_are_told(office, cast, board):
    place(office, board, cast.visit, planned_on="2020-11-14", reason="x")
    place(office, board, cast.other_visit, planned_on="2021-03-15", reason="x")

    words = shown(office, f"{board}?week=2020-11-09")

    assert "14/11/2020: LĐLĐ huyện Hướng Hóa, vào cuối tuần." in words
    assert "Ở các tuần khác: tuần 15/03/2021 (1)" in words


def test_what_was_put_off_stands_in_the_tray_and_comes_back_by_a_cell(office, cast, board, look):
    place(office, board, cast.visit, plan="postponed", reason="sạt lở")
    tray = shown(office, board)
    path = f"/visits/{cast.visit.key}/placing"
    team = visit_of(look, cast).team_id

    form = form_of(office, f"{board}?pick={cast.visit.key}&team={team}&day=2020-11-24", path)
    office.post(path, data=form | {"reason": "đường đã thông"})

    assert "hoãn: sạt lở" in tray
    after = visit_of(look, cast)
    assert (after.plan, after.planned_on) == (Plan.PLANNED, date(2020, 11, 24))


def test_a_unit_that_is_gone_on_that_day_is_not_visited(office, board, unit, change, look):
    asked = select(Unit).where(Unit.code == unit)
    change(lambda session: setattr(session.scalar(asked), "valid_until", date(2020, 11, 1)))
    form = form_of(office, f"{board}?unit={unit}", f"{board}/{unit}")

    reply = office.post(f"{board}/{unit}", data=form | {"planned_on": "2020-11-12"})

    assert reply.status_code == 422
    assert len(look(select(Visit))) == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_beyond_every_calendar_is_told_on_the_board(office, board, unit, look, day):
    form = form_of(office, f"{board}?unit={unit}", f"{board}/{unit}")

    reply = office.post(f"{board}/{unit}", data=form | {"planned_on": day})

    assert reply.status_code == 422
    assert "Ngày không hợp lệ." in words_of(reply.get_data(as_text=True))
    assert len(look(select(Visit))) == 2


def test_a_closed_round_shows_its_board_and_takes_nothing(office, cast, board, change, unit):
    change(lambda session: setattr(session.merge(cast.round), "state", RoundState.CLOSED))

    page = office.get(board).get_data(as_text=True)

    assert "data-pick" not in page
    assert "Đợt khảo sát đã đóng" in words_of(page)
    form = {"team": "1", "planned_on": "2020-11-12", "mode": "on_site", "plan": "planned"}
    assert office.post(f"{board}/{unit}", data=form).status_code == 409


@pytest.mark.parametrize(
    "query",
    ["?pick=x&unit=KHONG-CO", "?pick=00000000-0000-0000-0000-000000000000", "?unit=LD-HUONGHOA"],
)
def test_what_cannot_be_picked_is_told(office, board, query):
    assert office.get(board + query).status_code == 404


@pytest.mark.parametrize("query", ["?week=x", "?week=0001-01-01", "?pick=x", "?week=9999-12-31"])
def test_an_address_made_up_shows_the_board_all_the_same(office, board, query):
    assert office.get(board + query).status_code == 200


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_places(cast, desk, board, who):
    browser = desk(getattr(cast, who))

    assert browser.get(board).status_code == 403
    assert browser.post(f"/visits/{cast.visit.key}/placing").status_code == 403


def test_the_board_asks_as_often_for_many_visits_as_for_few(app, office, cast, board, change):
    def more(session):
        first = session.get(Visit, cast.visit.id)
        for number in range(30):
            facts = service.UnitFacts(f"X{number}", f"Đơn vị {number}", UnitKind.SECTOR, number)
            made = service.add_unit(session, facts)
            session.flush()
            if number % 2:
                plan = service.VisitPlan(date(2020, 11, 10))
                version = first.checklist_version
                service.plan_visit(session, unit=made, team=first.team, pinned=version, plan=plan)

    few = counted(app, lambda: office.get(board))
    change(more)

    assert counted(app, lambda: office.get(board)) == few
