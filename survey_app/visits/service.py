"""Writes of the plan: rounds, units, teams, targets, visits. Adds and never commits."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from survey_app.checklists.models import ChecklistVersion
from survey_app.core.vietnamese import clean, folded
from survey_app.visits.models import (
    Person,
    Round,
    Target,
    Team,
    TeamPerson,
    Unit,
    UnitAlias,
    Visit,
    VisitMember,
)
from survey_app.visits.rules import Mode, Part, Plan, UnitKind


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known of a unit."""

    code: str
    name: str
    kind: UnitKind
    protocol_order: int
    seat: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    aliases: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What a unit was to reach in one indicator. Figures are the office's, never ours."""

    item: str
    term: Decimal | None
    milestone: Decimal | None
    source: str
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """When, where and how a visit is to take place."""

    planned_on: date | None
    place: str = ""
    mode: Mode = Mode.ON_SITE
    plan: Plan = Plan.PLANNED
    reason: str = ""
    travel: str = ""


def add_unit(session: Session, facts: UnitFacts) -> Unit:
    """A new unit with its aliases."""
    name = clean(facts.name)
    unit = Unit(
        code=facts.code,
        name=name,
        folded_name=folded(name),
        kind=facts.kind,
        protocol_order=facts.protocol_order,
        seat=facts.seat,
        email=facts.email,
        latitude=facts.latitude,
        longitude=facts.longitude,
    )
    unit.aliases = [
        UnitAlias(name=clean(alias), folded_name=key)
        for key, alias in {folded(alias): alias for alias in facts.aliases}.items()
    ]
    session.add(unit)
    return unit


def add_team(
    session: Session,
    round_: Round,
    *,
    number: int,
    name: str,
    people: Iterable[tuple[Person, Part]],
) -> Team:
    """A new team of a round with its people."""
    team = Team(round_id=round_.id, number=number, name=clean(name))
    team.people = [TeamPerson(person_id=person.id, part=part) for person, part in people]
    session.add(team)
    return team


def set_target(session: Session, round_: Round, unit: Unit, facts: TargetFacts) -> Target:
    """What the office entered for a unit and an indicator."""
    target = Target(
        round_id=round_.id,
        unit_id=unit.id,
        item=facts.item,
        term=facts.term,
        milestone=facts.milestone,
        source=clean(facts.source),
        is_demo=facts.is_demo,
    )
    session.add(target)
    return target


def plan_visit(
    session: Session, *, unit: Unit, team: Team, pinned: ChecklistVersion, plan: VisitPlan
) -> Visit:
    """A visit of a unit by a team, pinned to a version of a checklist."""
    visit = Visit(
        round_id=team.round_id,
        unit_id=unit.id,
        team_id=team.id,
        checklist_version_id=pinned.id,
        planned_on=plan.planned_on,
        place=clean(plan.place),
        mode=plan.mode,
        plan=plan.plan,
        plan_reason=clean(plan.reason),
        travel=clean(plan.travel),
    )
    session.add(visit)
    return visit


def assign(visit: Visit, people: Iterable[Person], *, at: datetime) -> None:
    """Let these people record on a visit; whoever was taken off before is on it again."""
    known = {member.person_id: member for member in visit.members}
    for person in people:
        member = known.get(person.id)
        if member is None:
            visit.members.append(VisitMember(person_id=person.id, assigned_at=at))
        else:
            member.removed_at = None


def replan(visit: Visit, plan: VisitPlan) -> None:
    """Move, postpone or cancel a visit; the reason is kept with it."""
    visit.planned_on, visit.place, visit.mode = plan.planned_on, clean(plan.place), plan.mode
    visit.plan, visit.plan_reason = plan.plan, clean(plan.reason)
    visit.travel = clean(plan.travel)


def remove_member(visit: Visit, person_id: int, *, at: datetime) -> None:
    """Take a person off a visit: what they sent stays, what they send from now on is held."""
    for member in visit.members:
        if member.person_id == person_id and member.removed_at is None:
            member.removed_at = at


def heading_of(round_: Round) -> dict[str, object]:
    """The lines of heading and signature that the office typed for this round."""
    lines = json.loads(round_.heading or "{}")
    return lines if isinstance(lines, dict) else {}
