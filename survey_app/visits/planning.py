"""Changing what was planned of a visit, with what was said each time; who else is busy that day."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.visits.models import Person, PlanChange, Team, Unit, Visit, VisitMember
from survey_app.visits.rules import Plan, Role
from survey_app.visits.service import VisitPlan, assign, remove_member, replan


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody of a visit who is on another one on the same day."""

    person: str
    unit: str


def owes_reason(visit: Visit, plan: VisitPlan) -> bool:
    """Whether this change has to be explained: a day that was told is moved, put off, called off.

    Bringing a visit back, or giving it its first day, explains itself.
    """
    if plan.plan is not Plan.PLANNED:
        return True
    return visit.planned_on is not None and plan.planned_on != visit.planned_on


def change_plan(
    session: Session, visit: Visit, plan: VisitPlan, *, by: Person, at: datetime
) -> None:
    """Plan a visit anew; what was said is kept beside what was planned before."""
    replan(visit, plan)
    session.add(
        PlanChange(
            visit_id=visit.id,
            made_by_id=by.id,
            made_at=at,
            planned_on=visit.planned_on,
            place=visit.place,
            mode=visit.mode,
            plan=visit.plan,
            reason=visit.plan_reason,
        )
    )


def move_to_team(visit: Visit, team: Team, *, at: datetime) -> str:
    """Give a visit to another team, whose people record from now on; returns what to tell of it.

    What the first team sent stays; what it still sends is held.
    """
    said = f"Chuyển từ {visit.team.name} sang {team.name}."
    visit.team = team
    set_members(visit, [each.person for each in team.people if each.person.is_active], at=at)
    return said


def set_members(visit: Visit, people: Collection[Person], *, at: datetime) -> None:
    """Exactly these people record on the visit from now on; what others sent stays."""
    wanted = {person.id for person in people}
    for member in current_members(visit):
        if member.person_id not in wanted:
            remove_member(visit, member.person_id, at=at)
    assign(visit, people, at=at)


def current_members(visit: Visit) -> list[VisitMember]:
    """Who records on the visit now."""
    return [member for member in visit.members if member.removed_at is None]


def changes_of(session: Session, visit: Visit) -> list[PlanChange]:
    """What was planned of the visit, the newest first."""
    asked = select(PlanChange).where(PlanChange.visit_id == visit.id)
    ordered = asked.order_by(PlanChange.id.desc()).options(joinedload(PlanChange.made_by))
    return list(session.scalars(ordered))


def may_record(session: Session) -> list[Person]:
    """Everybody who can be put on a visit."""
    asked = select(Person).where(Person.is_active, Person.role.in_([Role.MEMBER, Role.LEAD]))
    return list(session.scalars(asked.order_by(Person.id)))


def busy_on(session: Session, visit: Visit, day: date | None) -> list[Busy]:
    """Who of the visit is on another one that day: to be told, not to be forbidden."""
    ids = [member.person_id for member in current_members(visit)]
    if day is None or not ids:
        return []
    rows = session.execute(
        select(Person.name, Unit.name)
        .join(VisitMember, VisitMember.person_id == Person.id)
        .join(Visit, Visit.id == VisitMember.visit_id)
        .join(Unit, Unit.id == Visit.unit_id)
        .where(
            Person.id.in_(ids),
            VisitMember.removed_at.is_(None),
            Visit.id != visit.id,
            Visit.plan == Plan.PLANNED,
            Visit.planned_on == day,
        )
        .order_by(Unit.protocol_order, Person.id)
    )
    return [Busy(person, unit) for person, unit in rows]


def mark_of(visit: Visit) -> str:
    """What the plan looks like, so that a form can tell that somebody changed it meanwhile."""
    members = sorted(member.person_id for member in current_members(visit))
    where = (visit.place, visit.mode.value, visit.travel, visit.team_id)
    said = (visit.planned_on, *where, visit.plan.value, members)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
