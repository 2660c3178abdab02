"""Units with their targets, teams and people, to read and to search."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.visits.models import Round, Team
from survey_app.visits.rules import Role
from tests.support.cast import person, unit
from tests.support.desk import words_of
from tests.support.queries import counted


@pytest.mark.parametrize("asked", ["huong hoa", "Hướng Hóa", "HUONG"])
def test_a_unit_is_found_with_and_without_marks(cast, desk, asked):
    page = desk(cast.chau).get("/units", query_string={"q": asked}).get_data(as_text=True)

    assert ("Hướng Hóa" in page, "Đakrông" in page) == (True, False)


def test_a_unit_shows_its_targets(cast, desk):
    words = words_of(desk(cast.binh).get("/units/LD-HUONGHOA").get_data(as_text=True))

    for told in ("Số đoàn viên tăng thêm", "250", "500", "Nghị quyết thử"):
        assert told in words, told


def test_a_unit_that_is_not_there_is_told(cast, desk):
    assert desk(cast.chau).get("/units/KHONG").status_code == 404


def test_the_teams_show_their_people_and_parts(cast, desk):
    words = words_of(desk(cast.chau).get("/teams").get_data(as_text=True))

    assert "Đoàn khảo sát số 1" in words
    assert "Binh – trưởng đoàn" in words


def test_people_are_listed_by_given_name(cast, desk, change):
    def add(session):
        person(session, "thu.z", Role.MEMBER).name = "Nguyễn Thị Ánh"
        person(session, "thu.a", Role.MEMBER).name = "Trần Văn Đông"

    change(add)

    page = desk(cast.chau).get("/people").get_data(as_text=True)

    assert page.index("Nguyễn Thị Ánh") < page.index("Trần Văn Đông")


def test_people_are_found_without_marks(cast, desk, change):
    def add(session):
        person(session, "thu.a", Role.MEMBER).name = "Trần Văn Đông"

    change(add)

    page = desk(cast.quan).get("/people?q=dong").get_data(as_text=True)

    assert "Trần Văn Đông" in page
    assert "Binh" not in page.split("<tbody")[1]


@pytest.mark.parametrize("path", ["/units", "/units/LD-HUONGHOA", "/teams", "/people"])
def test_the_directory_is_nothing_for_a_member(cast, desk, path):
    assert desk(cast.an).get(path).status_code == 403
    assert desk(cast.dung).get(path).status_code == 403


def test_people_are_nothing_for_a_lead(cast, desk):
    assert desk(cast.binh).get("/people").status_code == 403


def test_empty_searches_say_so(cast, desk):
    browser = desk(cast.chau)

    assert "Không có đơn vị nào khớp." in browser.get("/units?q=zzz").get_data(as_text=True)
    assert "Không có tài khoản nào khớp." in browser.get("/people?q=zzz").get_data(as_text=True)


def grow(session, numbers):
    """So many more units, people and teams."""
    round_id = session.scalar(select(Round.id))
    for n in numbers:
        unit(session, f"THU-{n}", f"Đơn vị {n}", 100 + n)
        person(session, f"thu{n}", Role.MEMBER)
        session.add(Team(round_id=round_id, number=100 + n, name=f"Đoàn {n}"))


@pytest.mark.parametrize("path", ["/units", "/teams", "/people"])
def test_a_list_asks_as_often_for_thirty_rows_as_for_three(app, cast, desk, change, path):
    browser = desk(cast.chau)
    change(lambda session: grow(session, range(3)))
    few = counted(app, lambda: browser.get(path))
    change(lambda session: grow(session, range(3, 30)))

    assert counted(app, lambda: browser.get(path)) == few


@pytest.mark.parametrize(
    "path", ["/units?q=%00", "/people?q=a%00b", "/units/x%00", "/visits?q=%00"]
)
def test_an_address_with_a_nul_is_no_address(cast, desk, path):
    assert desk(cast.chau).get(path).status_code == 404


def test_a_search_for_control_characters_finds_what_is_left_of_it(cast, desk):
    reply = desk(cast.chau).get("/units?q=%01h%C6%B0%E1%BB%9Bng%1F")

    assert reply.status_code == 200
    assert "Hướng Hóa" in reply.get_data(as_text=True)
