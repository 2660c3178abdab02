"""Visits with all that is told of them: round, unit, team, version and members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from survey_app.checklists.models import ChecklistVersion
from survey_app.visits.models import Round, Team, TeamPerson, Unit, Visit, VisitMember

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _of(model: type[Any], column: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    return select(model).where(column.in_(_IDS)).order_by(model.id)


# Asked with almost every page and call, so they are put together once.
_SHARED = {
    "round": _of(Round, Round.id),
    "checklist_version": _of(ChecklistVersion, ChecklistVersion.id),
    "unit": _of(Unit, Unit.id),
    "team": _of(Team, Team.id),
}
_TEAM_PEOPLE = _of(TeamPerson, TeamPerson.team_id).options(joinedload(TeamPerson.person))
_MEMBERS = _of(VisitMember, VisitMember.visit_id).options(joinedload(VisitMember.person))


def complete(session: Session, visits: Sequence[Visit]) -> list[Visit]:
    """The visits with round, unit, team, version and members read; six queries for any number.

    Put together by hand: a version is some forty kilobytes and must not come once for each visit,
    and the loaders of the ORM take longer over a thousand visits than the database.
    """
    for name, asked in _SHARED.items():
        ids = {getattr(visit, f"{name}_id") for visit in visits}
        rows = {row.id: row for row in session.scalars(asked, {"ids": sorted(ids)})}
        for visit in visits:
            set_committed_value(visit, name, rows[getattr(visit, f"{name}_id")])
    teams = {visit.team_id: visit.team for visit in visits}
    people = session.scalars(_TEAM_PEOPLE, {"ids": sorted(teams)})
    for team_id, those in _grouped(people, "team_id", teams).items():
        set_committed_value(teams[team_id], "people", those)
    ids = {visit.id for visit in visits}
    members = _grouped(session.scalars(_MEMBERS, {"ids": sorted(ids)}), "visit_id", ids)
    for visit in visits:
        set_committed_value(visit, "members", members[visit.id])
    return list(visits)


def _grouped(rows: Iterable[Any], owner: str, ids: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {id_: [] for id_ in ids}
    for row in rows:
        found[getattr(row, owner)].append(row)
    return found
