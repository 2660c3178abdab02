"""The round at a glance: what each page says, of which layer, to whom, at what price."""

import dataclasses
from datetime import date

import pytest
from icalendar import Calendar

from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.reviews.rules import Agree, Open
from survey_app.visits.models import Visit
from survey_app.visits.rules import Plan
from tests.support.approved import Approvals
from tests.support.cast import version
from tests.support.checklist import COMPLETE, SMALL
from tests.support.moving import World

PAGES = ("calendar", "scores", "indicators", "evidence", "comparison")


def test_the_heat_map_says_each_section_and_the_total(phone, look_at):
    phone().fill(COMPLETE)

    page = look_at("scores")

    # A: 3 + 3 + 2.5 of 10; B: 20 × (9.24 + 3 + 2) / 15; total 30 × (8.5 + 18.987) / 30.
    assert "A (/10) A. Tổ chức triển khai B (/20) B. Kết quả" in page
    assert "LĐLĐ huyện Hướng Hóa Chờ duyệt 27,49 8,5 18,99" in page
    assert "LĐLĐ huyện Đakrông Chưa bắt đầu – – –" in page
    assert "Bình quân của các ô có điểm 27,49 8,5 18,99" in page


def test_a_section_is_opened_into_its_items(phone, look_at):
    phone().fill(COMPLETE)

    page = look_at("scores?section=A")

    assert "LĐLĐ huyện Hướng Hóa Chờ duyệt 27,49 8,5 3 3 2,5" in page


@pytest.mark.parametrize(
    ("query", "said", "first"),
    [
        pytest.param("", "Điểm: lớp điểm được tính", "24,49", id="what counts"),
        pytest.param("?layer=team", "Điểm: Đoàn chấm.", "27,49", id="the team's"),
        pytest.param("?layer=agreed", "Điểm: Thống nhất.", "24,49", id="the agreed"),
        pytest.param("?layer=final", "Điểm: Văn phòng chốt.", "–", id="nobody's"),
    ],
)
def test_every_page_says_which_layer_it_shows(anew_world, look_at, query, said, first):
    anew_world.an.fill(COMPLETE)
    anew_world.do(("decide", Open()))
    anew_world.do(("decide", Agree("A1", Layer.AGREED, {"value": "no"}, "không có bản gốc")))

    page = look_at(f"scores{query}")

    assert said in page
    assert f"LĐLĐ huyện Hướng Hóa Chờ duyệt {first} " in page


@pytest.fixture
def anew_world(phone, cast, change):
    """Everybody who can move the first visit."""
    return World(phone(), cast, change)


def test_an_indicator_stands_beside_its_target_with_a_bar(phone, desk, cast, look_at):
    phone().fill(COMPLETE)

    page = look_at("indicators?item=B1")

    assert "B1. Số đoàn viên tăng thêm (người)" in page
    assert "LĐLĐ huyện Hướng Hóa Chờ duyệt 500 250 231 92,4 46,2 – 92,4 %" in page
    html = desk(cast.chau).get(f"/round/{cast.round.id}/indicators?item=B1").get_data(as_text=True)
    # 150 wide; the milestone stands at two thirds.
    assert '<rect class="value" x="0" y="3" width="92.4"' in html
    assert "style=" not in html


def test_an_indicator_tells_the_ability_to_complete(phone, look_at):
    ability = {"value": "difficult", "reason": "mất mùa"}
    phone().receipts(phone().answer("B1", {"value": "231", "ability": ability}))

    assert "Khó hoàn thành" in look_at("indicators?item=B1")


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("scored", "6/7 3/3 3/4"),
        ("photo", "1/7 1/3 0/4"),
        ("document", "0/7 0/3 0/4"),
        ("gaps", "5/7 2/3 3/4"),
        ("double", "0/7 0/3 0/4"),
        ("approved", "0/7 0/3 0/4"),
    ],
)
def test_the_matrix_answers_one_question_at_a_time(phone, look_at, what, expected):
    an = phone()
    an.receipts(an.photo(b"x" * 10, "A1"))
    an.fill(COMPLETE)

    page = look_at(f"evidence?what={what}")

    assert f"LĐLĐ huyện Hướng Hóa Đã gửi, chờ ảnh {expected}" in page


def test_units_of_several_checklists_are_compared_on_what_they_share(phone, change, cast, look_at):
    change(lambda session: _pin_a_shorter_version(session, cast))
    phone().fill(COMPLETE)
    dung = phone(cast.dung, cast.other_visit)
    dung.fill(
        {
            "A1": {"value": "no"},
            "A3": {"value": "3"},
            "B1": {"value": "100"},
            "B4": {"value": {"rows": [{"ten": "Tổ", "so": "1"}], "level": 2}},
        }
    )

    page = look_at("comparison")

    # The other version has neither A2 nor B3: A1, A3, B1, B2 and B4 are left.
    assert "Tính lại trên 5 tiêu chí chung của 2 phiếu; 2 đơn vị có điểm." in page
    # (10 × 5.5/6 + 20 × 11.24/12) / 30, and (10 × 3/6 + 20 × 5/12) / 30; their mean 68.72.
    assert "LĐLĐ huyện Hướng Hóa LĐLĐ huyện, thị xã, thành phố 93 +24,28" in page
    assert "LĐLĐ huyện Đakrông LĐLĐ huyện, thị xã, thành phố 44,44 −24,28" in page
    assert "PKS-NHO 2 1 44,44 44,44 44,44 44,44 50 41,67" in page
    assert "Tất cả 2 68,72" in page


def _pin_a_shorter_version(session, cast):
    sections = tuple(
        dataclasses.replace(
            section, items=tuple(item for item in section.items if item.code not in ("A2", "B3"))
        )
        for section in SMALL.sections
    )
    shorter = version(session, dataclasses.replace(SMALL, version="2", sections=sections))
    session.flush()
    session.get_one(Visit, cast.other_visit.id).checklist_version_id = shorter.id


def test_units_far_from_the_others_are_named(change, cast, look_at):
    change(lambda session: _scores(session, cast, [4, 4, 4, 3, 4, 4, 0]))

    page = look_at("comparison?q=so")

    assert "Đơn vị khác biệt nhiều LĐLĐ huyện số 3 : 75 % LĐLĐ huyện số 6 : 0 %" not in page
    assert "LĐLĐ huyện số 6 : 0 %" in page


def _scores(session, cast, levels):
    made = Approvals(session, cast)
    for visit, level in zip(made.visits(len(levels)), levels, strict=True):
        made.record(visit, EntryKind.ANSWER, {"value": level}, "A2")


def test_the_calendar_shows_who_goes_where_and_what_has_no_day(change, cast, look_at):
    change(lambda session: _plan(session, cast.other_visit.id, None))

    page = look_at("calendar")

    assert "Thứ Ba, 10/11/2020 LĐLĐ huyện Hướng Hóa Chưa bắt đầu" in page
    assert "1 cuộc khảo sát chưa có ngày" in page


def test_the_plan_is_taken_away_as_a_calendar(change, cast, desk):
    change(lambda session: _call_off(session, cast.other_visit.id))
    browser = desk(cast.chau)

    first, again = (browser.get(f"/round/{cast.round.id}/calendar.ics") for _ in range(2))

    assert first.mimetype == "text/calendar"
    events = {str(each["summary"]): each for each in Calendar.from_ical(first.data).events}
    gone, stands = (events[f"Khảo sát: {name}"] for name in (CALLED_OFF, "LĐLĐ huyện Hướng Hóa"))
    assert (stands.decoded("dtstart"), stands.decoded("dtend")) == (
        date(2020, 11, 10),
        date(2020, 11, 11),
    )
    assert (str(stands["status"]), str(gone["status"])) == ("CONFIRMED", "CANCELLED")
    assert str(stands["location"]) == "Hội trường"
    assert "Mưa lũ; dời, xin báo sau" in str(gone["description"])
    # A calendar that has the event replaces it.
    same = {str(each["uid"]) for each in Calendar.from_ical(again.data).events}
    assert {str(each["uid"]) for each in events.values()} == same


def test_em_takes_away_the_plan_of_no_other_team(cast, desk):
    taken = desk(cast.em).get(f"/round/{cast.round.id}/calendar.ics")

    assert "Hướng Hóa" not in taken.get_data(as_text=True)


def test_a_visit_without_a_day_is_in_the_workbook_and_in_no_calendar(change, cast, desk, book_of):
    change(lambda session: _plan(session, cast.other_visit.id, None))

    rows = book_of("calendar.xlsx")
    taken = desk(cast.chau).get(f"/round/{cast.round.id}/calendar.ics")

    named = [row[:2] for row in rows if str(row[0]).startswith("LĐLĐ")]
    assert named == [["LĐLĐ huyện Hướng Hóa", "10/11/2020"], [CALLED_OFF, None]]
    assert len(Calendar.from_ical(taken.data).events) == 1


CALLED_OFF = "LĐLĐ huyện Đakrông"


def _call_off(session, visit_id):
    visit = session.get_one(Visit, visit_id)
    visit.plan, visit.plan_reason = Plan.CANCELLED, "Mưa lũ; dời, xin báo sau"


def _plan(session, visit_id, on):
    session.get_one(Visit, visit_id).planned_on = on


def test_a_day_with_many_visits_leads_to_their_list(change, cast, look_at):
    change(lambda session: Approvals(session, cast).visits(8))

    page = look_at("calendar")

    # Two of the cast and eight more, of which six are shown.
    assert "và 4 cuộc khác" in page
    assert "Đang lọc: 10 trên 10" in look_at("scores?day=2020-11-10")
