"""Teams and accounts from Excel: made together, told apart by their numbers."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.visits.models import Person, Team, TeamPerson
from survey_app.visits.rules import Part, Role
from tests.support.desk import words_of
from tests.support.entering import enter, preview

TEAM = "3\tĐoàn số 3\tmoi.truong\tTrưởng đoàn mới\ttrưởng đoàn"


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def test_teams_and_accounts_are_made_together(office, cast, look):
    reply = enter(office, cast, "teams", f"{TEAM}\n3\t\tan\t\tthư ký")

    assert reply.status_code == 303, words_of(reply.get_data(as_text=True))

    team = look(select(Team).where(Team.number == 3))[0]
    made = look(select(Person).where(Person.username == "moi.truong"))[0]
    seats = look(select(TeamPerson).where(TeamPerson.team_id == team.id).order_by(TeamPerson.id))
    assert (team.name, made.name, made.role) == ("Đoàn số 3", "Trưởng đoàn mới", Role.LEAD)
    assert [(each.person_id, each.part) for each in seats] == [
        (made.id, Part.LEAD),
        (cast.an.id, Part.SECRETARY),
    ]


def test_a_team_is_the_same_with_a_nought_before_its_number(office, cast, look):
    enter(office, cast, "teams", TEAM)

    reply = enter(office, cast, "teams", "03\t\tan\t\tthư ký\n04\tĐoàn bốn\tan\t\tthư ký")

    assert reply.status_code == 303
    assert [team.number for team in look(select(Team).order_by(Team.number))] == [1, 2, 3, 4]
    assert len(look(select(TeamPerson).where(TeamPerson.person_id == cast.an.id))) == 3


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (f"{'9' * 5_000}\tX\tan\t\tthư ký", "Số đoàn: nội dung quá dài."),
        ("1000\tX\tan\t\tthư ký", "Số đoàn: “1000” không phải là số đúng"),
        ("3\tX\tan\t\tthư ký\n03\tX\tan\t\tthư ký", "“an” có hai dòng trong bảng."),
        ("0\tX\tan\t\tthư ký", "Số đoàn: “0” không phải là số đúng"),
        ("3\tX\tAn Bình\tAn\tthư ký", "không làm tên đăng nhập được"),
        ("3\tX\tmoi.nguoi\t\tthư ký", "Họ và tên: để trống"),
        ("3\tX\tan\t\tsếp", "Vai trò trong đoàn: “sếp” không dùng được"),
        ("3\tX\tchau\t\tthư ký", "Tên đăng nhập: “chau” không dùng được"),
        (f"{TEAM}\n{TEAM}", "“moi.truong” có hai dòng trong bảng."),
    ],
)
def test_a_seat_that_cannot_be_is_told(office, cast, look, row, sentence):
    assert sentence in preview(office, cast, "teams", row)
    assert enter(office, cast, "teams", row).status_code == 422
    assert len(look(select(Team))) == 2
