"""Teams from a table, a row for each person: teams and accounts that are not there are made."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.core.vietnamese import folded
from survey_app.visits.accounts import USERNAME
from survey_app.visits.entering.rules import Column, Fault, Judged, Verdict, rows_of
from survey_app.visits.models import Person, Round, Team, TeamPerson
from survey_app.visits.people import add_person
from survey_app.visits.queries import teams_of_round
from survey_app.visits.rules import Part, Role

COLUMNS = (
    Column("number", "Số đoàn", ("Đoàn số",), needed=True, example="1"),
    Column("team", "Tên đoàn", ("Đoàn",), example="Đoàn khảo sát số 1"),
    Column("username", "Tên đăng nhập", ("Tài khoản",), needed=True, example="doan1.truong"),
    Column("name", "Họ và tên", ("Họ tên",), example=""),
    Column("part", "Vai trò trong đoàn", ("Vai trò",), needed=True, example="trưởng đoàn"),
)
PARTS = {
    "truong doan": Part.LEAD,
    "lead": Part.LEAD,
    "pho truong doan": Part.DEPUTY,
    "pho doan": Part.DEPUTY,
    "deputy": Part.DEPUTY,
    "thu ky": Part.SECRETARY,
    "thu ky doan": Part.SECRETARY,
    "secretary": Part.SECRETARY,
    "thanh vien": Part.MEMBER,
    "thanh vien doan": Part.MEMBER,
    "member": Part.MEMBER,
}
NUMBER = re.compile(r"0*[1-9][0-9]{0,2}")
# Who leads reviews; everybody else records.
ROLES = {Part.LEAD: Role.LEAD, Part.DEPUTY: Role.LEAD}


def judge(session: Session, round_: Round, text: str, at: datetime) -> list[Judged]:
    """The rows of the table, each with its verdict; a constant number of queries."""
    rows = rows_of(text, COLUMNS)
    writing = _Writing(session, round_, at)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        cells = row.cells
        username = cells["username"].lower()
        part = PARTS.get(folded(cells["part"]))
        _check(row, writing.people.get(username), part)
        number = plain_number(cells["number"])
        if (number, username) in seen:
            row.complain(Fault.TWICE, "Tên đăng nhập", username)
        seen.add((number, username))
        if part is not None:
            writing.place(row, username, part)
    return rows


def plain_number(typed: str) -> str:
    """A team's number as it is kept: 01 is 1."""
    return typed.lstrip("0")


def _check(row: Judged, person: Person | None, part: Part | None) -> None:
    cells = row.cells
    number = cells["number"]
    if number and not NUMBER.fullmatch(number):
        row.complain(Fault.NUMBER, "Số đoàn", number)
    if person is None and cells["username"]:
        _check_account(row)
    if person is not None and person.role in (Role.OFFICE, Role.ADMIN, Role.UNIT):
        row.complain(Fault.PART, "Tên đăng nhập", person.username)
    if part is None and cells["part"]:
        row.complain(Fault.PART, "Vai trò trong đoàn", cells["part"])


def _check_account(row: Judged) -> None:
    """Whether an account can be made of the row."""
    if not USERNAME.fullmatch(row.cells["username"].lower()):
        row.complain(Fault.USERNAME, "Tên đăng nhập", row.cells["username"])
    if not row.cells.get("name"):
        row.complain(Fault.MISSING, "Họ và tên")


class _Writing:
    """Teams and people as the rows find and make them, one after the other."""

    def __init__(self, session: Session, round_: Round, at: datetime) -> None:
        self.session, self.round, self.at = session, round_, at
        self.people = {
            each.username: each for each in session.scalars(select(Person).order_by(Person.id))
        }
        self.teams = {str(each.number): each for each in teams_of_round(session, round_.id)}

    def place(self, row: Judged, username: str, part: Part) -> None:
        """Say what becomes of the row."""
        team, person = self.teams.get(plain_number(row.cells["number"])), self.people.get(username)
        seat = _seat(team, person)
        if seat is None:
            row.becomes(Verdict.NEW, lambda: self._seat(row, username, part))
        elif seat.part is not part or _renames(row, team):
            row.becomes(Verdict.CHANGED, lambda: self._seat(row, username, part))

    def _seat(self, row: Judged, username: str, part: Part) -> None:
        person = self.people.get(username) or self._person(row, username, part)
        team = self.teams.get(plain_number(row.cells["number"])) or self._team(row)
        team.name = row.cells.get("team") or team.name
        seat = _seat(team, person)
        if seat is None:
            team.people.append(TeamPerson(person_id=person.id, part=part))
        else:
            seat.part = part
        self.session.flush()

    def _person(self, row: Judged, username: str, part: Part) -> Person:
        """A new account. Nobody knows its password: its owner comes in with a join code."""
        made = add_person(
            self.session,
            username=username,
            name=row.cells["name"],
            role=ROLES.get(part, Role.MEMBER),
            password=secrets.token_urlsafe(24),
            at=self.at,
        )
        self.session.flush()
        self.people[username] = made
        return made

    def _team(self, row: Judged) -> Team:
        number = int(row.cells["number"])
        name = row.cells.get("team") or f"Đoàn khảo sát số {number}"
        made = Team(round_id=self.round.id, number=number, name=name)
        self.session.add(made)
        self.session.flush()
        self.teams[str(number)] = made
        return made


def _seat(team: Team | None, person: Person | None) -> TeamPerson | None:
    people = team.people if team is not None and person is not None else []
    return next((each for each in people if person and each.person_id == person.id), None)


def _renames(row: Judged, team: Team | None) -> bool:
    named = row.cells.get("team", "")
    return team is not None and bool(named) and named != team.name
