"""Reads of the plan. Whose visits a person sees is decided here, once, for every page and call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, selectinload

from survey_app.checklists.models import ChecklistVersion
from survey_app.core.vietnamese import folded
from survey_app.visits.completing import complete
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
from survey_app.visits.rules import INVITES, Part, Plan, Role, RoundState

SEES_EVERY_VISIT = frozenset({Role.OFFICE, Role.ADMIN})
# Asked with every deposit, so it is put together once; what a deposit does not need is not read.
_DEPOSIT = (
    select(
        Visit.id,
        Visit.plan,
        Visit.first_scorer_id,
        Visit.second_scorer_id,
        Round.state,
        ChecklistVersion.id.label("version_id"),
        ChecklistVersion.content_hash,
        VisitMember.id.label("member_id"),
        VisitMember.removed_at,
    )
    .join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
    .join(Round, Round.id == Visit.round_id)
    .outerjoin(
        VisitMember,
        (VisitMember.visit_id == Visit.id) & (VisitMember.person_id == bindparam("person_id")),
    )
    .where(Visit.key == bindparam("key"))
)
_TARGETS = (
    select(Target)
    .where(
        Target.round_id == bindparam("round_id"),
        Target.unit_id.in_(bindparam("unit_ids", expanding=True)),
    )
    .order_by(Target.unit_id, Target.item)
)


@dataclass(frozen=True, slots=True)
class Deposit:
    """A visit that somebody sends to, and whether this person may record on it now."""

    visit_id: int
    key: UUID
    plan: Plan
    version_id: int
    content_hash: str
    is_member: bool
    # Whether answers for the team are this person's to give: of a visit scored apart, two people's.
    scores: bool = True
    round_closed: bool = False


def visible_to(person: Person) -> Select[Visit]:
    """The visits a person may see: the office all, a lead the team's, a member the assigned."""
    asked = select(Visit).order_by(Visit.planned_on, Visit.id)
    if person.role in SEES_EVERY_VISIT:
        return asked
    # Teams see a round once the office has opened it.
    begun = select(Round.id).where(Round.state != RoundState.PREPARING)
    asked = asked.where(Visit.round_id.in_(begun))
    assigned = select(VisitMember.visit_id).where(
        VisitMember.person_id == person.id, VisitMember.removed_at.is_(None)
    )
    if person.role is not Role.LEAD:
        return asked.where(Visit.id.in_(assigned))
    led = select(TeamPerson.team_id).where(
        TeamPerson.person_id == person.id, TeamPerson.part.in_([Part.LEAD, Part.DEPUTY])
    )
    return asked.where(or_(Visit.team_id.in_(led), Visit.id.in_(assigned)))


def ids_visible_to(person: Person) -> Select[int]:
    """The ids of the visits a person may see, in no order: to be asked inside another query."""
    return visible_to(person).order_by(None).with_only_columns(Visit.id)


def find_visible_ids(session: Session, person: Person, *, search: str = "") -> list[int]:
    """The visits a person may see, by planned day; by the unit's spellings or the team's name."""
    found = visible_to(person)
    if search.strip():
        named = {unit.id for unit in units(session, search=search)}
        teams = session.execute(select(Team.id, Team.name))
        going = {row.id for row in teams if folded(search) in folded(row.name)}
        found = found.where(or_(Visit.unit_id.in_(named), Visit.team_id.in_(going)))
    return list(session.scalars(found.with_only_columns(Visit.id)))


def find_visit_id(session: Session, key: UUID, person: Person) -> int | None:
    """The id of the visit of this key, when this person may see it, and nothing more of it."""
    return session.scalar(visible_to(person).where(Visit.key == key).with_only_columns(Visit.id))


def find_visit(session: Session, key: UUID, person: Person) -> Visit | None:
    """The visit of this key, when this person may see it."""
    found = session.scalars(visible_to(person).where(Visit.key == key)).all()
    return next(iter(complete(session, found)), None)


def find_deposit(session: Session, key: UUID, person: Person) -> Deposit | None:
    """The visit of this key, for whoever is or was on it or may see it, and no other."""
    asked = {"key": key, "person_id": person.id}
    found = session.connection().execute(_DEPOSIT, asked).first()
    if found is None:
        return None
    was_member = found.member_id is not None
    if not was_member and find_visit_id(session, key, person) is None:
        return None
    return Deposit(
        visit_id=found.id,
        key=key,
        plan=found.plan,
        version_id=found.version_id,
        content_hash=found.content_hash,
        is_member=was_member and found.removed_at is None and person.is_active,
        scores=found.first_scorer_id is None
        or person.id in (found.first_scorer_id, found.second_scorer_id),
        round_closed=found.state is RoundState.CLOSED,
    )


def visits_of(session: Session, person: Person) -> list[Visit]:
    """Every visit that this person may see, by planned day."""
    return complete(session, session.scalars(visible_to(person)).all())


def visits_of_round(session: Session, round_id: int, person: Person | None = None) -> list[Visit]:
    """The visits of a round in protocol order of their units; of a person, only the visible."""
    asked = visible_to(person).order_by(None) if person else select(Visit)
    asked = asked.join(Unit, Unit.id == Visit.unit_id).where(Visit.round_id == round_id)
    return complete(session, session.scalars(asked.order_by(Unit.protocol_order, Visit.id)).all())


def ids_of_round(session: Session, round_id: int, person: Person) -> dict[int, int]:
    """The visits of a round that a person may see, in protocol order, each with its team."""
    asked = visible_to(person).order_by(None).join(Unit, Unit.id == Visit.unit_id)
    asked = asked.where(Visit.round_id == round_id).order_by(Unit.protocol_order, Visit.id)
    rows = session.execute(asked.with_only_columns(Visit.id, Visit.team_id))
    return {row.id: row.team_id for row in rows}


def visits_by_id(session: Session, visit_ids: Sequence[int]) -> list[Visit]:
    """These visits in the order of the ids: a page of a list that was put in order before."""
    found = session.scalars(select(Visit).where(Visit.id.in_(visit_ids))).all()
    visits = {visit.id: visit for visit in complete(session, found)}
    return [visits[visit_id] for visit_id in visit_ids]


def targets_of(session: Session, visit: Visit) -> dict[str, Target]:
    """The targets of the visited unit in this round, by item."""
    return targets_of_units(session, visit.round_id, [visit.unit_id])[visit.unit_id]


def targets_of_units(
    session: Session, round_id: int, unit_ids: Sequence[int]
) -> dict[int, dict[str, Target]]:
    """The targets of several units of a round, by unit and item, in one query."""
    rows = session.scalars(_TARGETS, {"round_id": round_id, "unit_ids": unit_ids})
    found: dict[int, dict[str, Target]] = defaultdict(dict)
    for row in rows:
        found[row.unit_id][row.item] = row
    return {unit_id: found[unit_id] for unit_id in unit_ids}


def targets_of_item(session: Session, round_id: int, item: str) -> dict[int, Target]:
    """The targets of one indicator in a round, by unit."""
    rows = session.scalars(
        select(Target).where(Target.round_id == round_id, Target.item == item).order_by(Target.id)
    )
    return {row.unit_id: row for row in rows}


def targets_of_visits(session: Session, visits: Sequence[Visit]) -> dict[int, dict[str, Target]]:
    """The targets of the unit of each visit in its round, by item; one query for each round."""
    units: dict[int, list[int]] = defaultdict(list)
    for visit in visits:
        units[visit.round_id].append(visit.unit_id)
    found = {
        round_id: targets_of_units(session, round_id, unit_ids)
        for round_id, unit_ids in units.items()
    }
    return {visit.id: found[visit.round_id][visit.unit_id] for visit in visits}


def rounds(session: Session) -> list[Round]:
    """Every round, the newest first."""
    return list(session.scalars(select(Round).order_by(Round.starts_on.desc(), Round.id.desc())))


def find_round(session: Session, round_id: int) -> Round | None:
    """The round of this id."""
    return session.get(Round, round_id)


def teams_of_round(session: Session, round_id: int) -> list[Team]:
    """The teams of a round by number, with their people."""
    return list(
        session.scalars(
            select(Team)
            .where(Team.round_id == round_id)
            .options(selectinload(Team.people).joinedload(TeamPerson.person))
            .order_by(Team.number)
        )
    )


def people(session: Session) -> list[Person]:
    """Everybody with an account."""
    accounts = select(Person).where(Person.role != Role.UNIT)
    return list(session.scalars(accounts.order_by(Person.username)))


def count_people(session: Session) -> int:
    """How many people have an account that is in use."""
    accounts = select(func.count()).where(Person.is_active, Person.role != Role.UNIT)
    return session.scalar(accounts) or 0


def find_person(session: Session, username: str) -> Person | None:
    """The person with this account name."""
    asked = select(Person).where(
        Person.username == username.strip().lower(), Person.role != Role.UNIT
    )
    return session.scalar(asked)


def may_invite(role: Role, person: Person) -> bool:
    """Whether somebody of this role may issue the person a join code."""
    return person.is_active and person.role in INVITES[role]


def units(session: Session, *, search: str = "") -> list[Unit]:
    """Units in protocol order, no merged doubles; ``search`` by any spelling, marks or none."""
    asked = select(Unit).where(Unit.merged_into_id.is_(None)).options(selectinload(Unit.aliases))
    if search.strip():
        like = f"%{_escaped(folded(search))}%"
        alias = select(UnitAlias.unit_id).where(UnitAlias.folded_name.like(like, escape="\\"))
        asked = asked.where(or_(Unit.folded_name.like(like, escape="\\"), Unit.id.in_(alias)))
    return list(session.scalars(asked.order_by(Unit.protocol_order, Unit.id)))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
