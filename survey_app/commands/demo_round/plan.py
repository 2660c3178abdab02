"""Lays the demonstration's plan down: checklists, round, teams, people, visits, targets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

import forms
from forms.definition import Checklist
from forms.xlsform import read_workbook
from survey_app.checklists import service as checklists
from survey_app.checklists.queries import find_version
from survey_app.commands.demo_round import apart
from survey_app.commands.demo_round.targets import targets_of
from survey_app.commands.demo_round.units import Planned, planned_units
from survey_app.core.problems import Code, Problem
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.outlining import set_outline
from survey_app.fieldwork.service import open_log
from survey_app.reviews.scorers import Change, choose
from survey_app.visits.models import Person, Round, Team, Unit
from survey_app.visits.people import add_person
from survey_app.visits.rules import Part, Role, UnitKind
from survey_app.visits.service import add_team, add_unit, assign, plan_visit, set_target

ROUND = "Khảo sát giữa nhiệm kỳ, tháng 11/2020"
HEADING = {"organisation": ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH QUẢNG TRỊ"], "place": "Quảng Trị"}
PASSWORD = "khao-sat-2020"  # noqa: S105 - the demonstration's, printed for everybody to use
TEAMS = (1, 2, 3)
_PARTS = {Role.LEAD: Part.LEAD, Role.MEMBER: Part.MEMBER}
LIBRARY = Path(forms.__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in, known by what they are: no real person stands behind it.

    ``unit``: the only one whose visit they are on, where they are not on all of their team's.
    """

    username: str
    name: str
    role: Role
    team: int | None = None
    unit: str = ""


def accounts() -> Iterator[Account]:
    """Every account of the demonstration."""
    for team in TEAMS:
        of = f"Đoàn khảo sát số {team}"
        yield Account(f"doan{team}.thanhvien", f"Thành viên {of}", Role.MEMBER, team)
        yield Account(f"doan{team}.truong", f"Trưởng {of}", Role.LEAD, team)
    second = "Thành viên thứ hai Đoàn khảo sát số 3"
    yield Account(apart.SECOND, second, Role.MEMBER, 3, apart.UNIT)
    yield Account("vanphong", "Văn phòng LĐLĐ tỉnh", Role.OFFICE)
    yield Account("quantri", "Quản trị hệ thống", Role.ADMIN)


def lay_down(session: Session, *, at: datetime) -> Round:
    """Everything that the office would have configured before the first visit."""
    versions = {UnitKind(each.unit_kind): each for each in _published(session, at)}
    round_ = Round(
        name=ROUND,
        starts_on=date(2020, 11, 2),
        ends_on=date(2020, 11, 30),
        # The day on which figures are closed is not in the plan: the office has to enter it.
        cut_off_on=None,
        reports_due_on=date(2021, 1, 10),
        is_demo=True,
        heading=json.dumps(HEADING, ensure_ascii=False),
    )
    session.add(round_)
    people = {each.username: _person(session, each, at) for each in accounts()}
    session.flush()
    set_outline(session, round_.id, default_outline())
    teams = {number: _team(session, round_, number, people) for number in TEAMS}
    session.flush()
    for planned in planned_units():
        checklist = versions[planned.facts.kind]
        unit = add_unit(session, planned.facts)
        session.flush()
        _set_targets(session, round_, unit, checklist)
        _visit(session, planned, unit, teams[planned.team], checklist, at)
    session.flush()
    return round_


def library() -> Iterator[Checklist]:
    """The starter checklists, as the office would import them."""
    for file in sorted(LIBRARY.glob("*.xlsx")):
        yield read_workbook(file.read_bytes(), name=file.name)


def _published(session: Session, at: datetime) -> Iterator[Checklist]:
    for checklist in library():
        checklists.import_version(session, checklist, at=at)
        checklists.publish(session, checklist.code, checklist.version, at=at)
        yield checklist


def _person(session: Session, account: Account, at: datetime) -> Person:
    return add_person(
        session,
        username=account.username,
        name=account.name,
        role=account.role,
        password=PASSWORD,
        at=at,
    )


def _team(session: Session, round_: Round, number: int, people: dict[str, Person]) -> Team:
    return add_team(
        session,
        round_,
        number=number,
        name=f"Đoàn khảo sát số {number}",
        people=[
            (people[each.username], _PARTS[each.role])
            for each in sorted(accounts(), key=lambda each: each.role is not Role.LEAD)
            if each.team == number
        ],
    )


def _set_targets(session: Session, round_: Round, unit: Unit, checklist: Checklist) -> None:
    for target in targets_of(unit.code, checklist):
        set_target(session, round_, unit, target)


def _visit(
    session: Session,
    planned: Planned,
    unit: Unit,
    team: Team,
    checklist: Checklist,
    at: datetime,
) -> None:
    version = find_version(session, checklist.code, checklist.version)
    if version is None:
        raise Problem(Code.NOT_FOUND, {"checklist": checklist.code})
    session.refresh(team, ["people"])
    visit = plan_visit(session, unit=unit, team=team, pinned=version, plan=planned.plan)
    elsewhere = {each.username for each in accounts() if each.unit not in ("", unit.code)}
    on_it = [each.person for each in team.people if each.person.username not in elsewhere]
    assign(visit, on_it, at=at)
    session.flush()
    open_log(session, visit.id)
    if unit.code == apart.UNIT:
        by_name = {each.username: each.id for each in on_it}
        choose(session, visit, (by_name[apart.FIRST], by_name[apart.SECOND]), Change(at))
