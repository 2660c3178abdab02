"""Visits from a table: which unit is visited by which team, on which checklist, when."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.core.vietnamese import folded, typed_day
from survey_app.visits.entering.rules import Column, Fault, Judged, Verdict, rows_of
from survey_app.visits.entering.teams import plain_number
from survey_app.visits.models import Round, Team, Unit, Visit
from survey_app.visits.queries import teams_of_round, units
from survey_app.visits.rules import Mode
from survey_app.visits.service import VisitPlan, assign, plan_visit

COLUMNS = (
    Column("unit", "Đơn vị", ("Mã đơn vị", "Tên đơn vị"), needed=True, example="LD-VIDU"),
    Column("team", "Số đoàn", ("Đoàn", "Đoàn số"), needed=True, example="1"),
    Column("checklist", "Mã phiếu", ("Phiếu",), needed=True, example="PKS-HUYEN"),
    Column("version", "Phiên bản phiếu", ("Phiên bản",), example=""),
    Column("day", "Ngày làm việc", ("Ngày",), example="03/11/2020"),
    Column("place", "Địa điểm", example="Hội trường"),
    Column("mode", "Hình thức", example="trực tiếp"),
)
MODES = {
    "": Mode.ON_SITE,
    "truc tiep": Mode.ON_SITE,
    "on_site": Mode.ON_SITE,
    "truc tuyen": Mode.ONLINE,
    "online": Mode.ONLINE,
    "qua ho so": Mode.BY_FILE,
    "by_file": Mode.BY_FILE,
}
_TEAM = re.compile(r"(?:doan)? ?(?:khao sat)? ?(?:so)? ?([0-9]+)")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows refer to."""

    unit: Callable[[str], Unit | None]
    teams: dict[str, Team]
    versions: list[ChecklistVersion]
    visits: dict[int, Visit]


@dataclass(frozen=True, slots=True)
class _Visit:
    """A visit that is to be planned."""

    unit: Unit
    team: Team
    version: ChecklistVersion
    plan: VisitPlan


def judge(session: Session, round_: Round, text: str, at: datetime) -> list[Judged]:
    """The rows of the table, each with its verdict; a constant number of queries.

    A visit that is planned already is not changed here: that has a page of its own, with a reason.
    """
    rows = rows_of(text, COLUMNS)
    known = _known(session, round_)
    seen: set[int] = set()
    for row in rows:
        unit = known.unit(row.cells["unit"])
        team = known.teams.get(_team_number(row.cells["team"]))
        version = _version(known.versions, row)
        mode = MODES.get(folded(row.cells.get("mode", "")))
        _check(row, unit, team, version, mode)
        if unit is not None and unit.id in seen:
            row.complain(Fault.TWICE, "Đơn vị", unit.name)
        if unit is None or team is None or version is None or mode is None:
            continue
        seen.add(unit.id)
        plan = VisitPlan(typed_day(row.cells.get("day", "")), row.cells.get("place", ""), mode)
        visit = known.visits.get(unit.id)
        if visit is None:
            visit_ = _Visit(unit, team, version, plan)
            row.becomes(Verdict.NEW, partial(_store, session, visit_, at))
        elif _differs(visit, team, version, plan):
            row.complain(Fault.PLANNED, "Đơn vị", unit.name)
    return rows


def unit_finder(session: Session) -> Callable[[str], Unit | None]:
    """Finds a unit by its code, its name or another spelling of it; what fits two is none."""
    by_name: dict[str, Unit | None] = {}
    for unit in units(session):
        names = {unit.code.casefold(), unit.folded_name, *(a.folded_name for a in unit.aliases)}
        for name in names:
            other = by_name.setdefault(name, unit)
            if other is not unit:
                by_name[name] = None
    return lambda typed: by_name.get(typed.casefold(), by_name.get(folded(typed)))


def _team_number(typed: str) -> str:
    """The number in "1", "01", "Đoàn 1" or "Đoàn khảo sát số 1"; else what was typed."""
    found = _TEAM.fullmatch(folded(typed))
    return plain_number(found[1]) if found else typed


def _known(session: Session, round_: Round) -> _Known:
    published = select(ChecklistVersion).where(ChecklistVersion.state == VersionState.PUBLISHED)
    visits = select(Visit).where(Visit.round_id == round_.id).options(selectinload(Visit.members))
    return _Known(
        unit=unit_finder(session),
        teams={str(team.number): team for team in teams_of_round(session, round_.id)},
        versions=list(session.scalars(published.order_by(ChecklistVersion.id.desc()))),
        visits={visit.unit_id: visit for visit in session.scalars(visits.order_by(Visit.id))},
    )


def _version(versions: list[ChecklistVersion], row: Judged) -> ChecklistVersion | None:
    """The version that is named, else the newest published one."""
    wanted = row.cells.get("version", "")
    of_code = [each for each in versions if each.code == row.cells["checklist"]]
    return next((each for each in of_code if not wanted or each.version == wanted), None)


def _check(
    row: Judged,
    unit: Unit | None,
    team: Team | None,
    version: ChecklistVersion | None,
    mode: Mode | None,
) -> None:
    cells = row.cells
    if unit is None and cells["unit"]:
        row.complain(Fault.UNIT, "Đơn vị", cells["unit"])
    if team is None and cells["team"]:
        row.complain(Fault.TEAM, "Số đoàn", cells["team"])
    if version is None and cells["checklist"]:
        named = f"{cells['checklist']} {cells.get('version', '')}".strip()
        row.complain(Fault.CHECKLIST, "Mã phiếu", named)
    if mode is None:
        row.complain(Fault.MODE, "Hình thức", cells.get("mode", ""))
    if cells.get("day") and typed_day(cells["day"]) is None:
        row.complain(Fault.DAY, "Ngày làm việc", cells["day"])
    elif unit is not None and not _stands(unit, cells.get("day", "")):
        row.complain(Fault.CLOSED, "Đơn vị", unit.name)


def _stands(unit: Unit, typed: str) -> bool:
    """Whether the unit is there on that day."""
    day = typed_day(typed) if typed else None
    if day is None:
        return True
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_until is None or day <= unit.valid_until)


def _store(session: Session, visit: _Visit, at: datetime) -> None:
    made = plan_visit(
        session, unit=visit.unit, team=visit.team, pinned=visit.version, plan=visit.plan
    )
    assign(made, [each.person for each in visit.team.people], at=at)


def _differs(visit: Visit, team: Team, version: ChecklistVersion, plan: VisitPlan) -> bool:
    said = (visit.team_id, visit.checklist_version_id, visit.planned_on, visit.place, visit.mode)
    return said != (team.id, version.id, plan.planned_on, plan.place, plan.mode)
