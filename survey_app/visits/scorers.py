"""Writes of who scores a visit apart. Adds and never commits; others check what has begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.visits.models import Person, Visit
from survey_app.visits.rules import Part, Role, Seat
from survey_app.visits.scorer_models import ScorerChange


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes the scorers of a visit, when and why; ``by_id`` None: the round's plan does."""

    at: datetime
    by_id: int | None = None
    reason: str = ""


def eligible(visit: Visit) -> list[Person]:
    """Who may score a visit apart: its members, without those who review it."""
    leading = {
        each.person_id for each in visit.team.people if each.part in (Part.LEAD, Part.DEPUTY)
    }
    return [
        member.person
        for member in visit.members
        if member.removed_at is None
        and member.person.is_active
        and (member.person.role is Role.MEMBER or _is_lent(member.person, leading))
    ]


def name(session: Session, visit: Visit, first_id: int, second_id: int, change: Change) -> None:
    """Let these two score the visit apart; the same two again change nothing."""
    able = {person.id for person in eligible(visit)}
    if first_id == second_id or not {first_id, second_id} <= able:
        raise Problem(Code.SCORERS_REFUSED)
    _seat(session, visit, Seat.FIRST, first_id, change)
    _seat(session, visit, Seat.SECOND, second_id, change)


def clear(session: Session, visit: Visit, change: Change) -> None:
    """Let the team score the visit together."""
    _seat(session, visit, Seat.FIRST, None, change)
    _seat(session, visit, Seat.SECOND, None, change)


def replace(session: Session, visit: Visit, seat: Seat, person_id: int, change: Change) -> None:
    """Put somebody in the place of one scorer; who scored it before does not come back."""
    able = {person.id for person in eligible(visit)}
    if person_id not in able or person_id in (visit.first_scorer_id, visit.second_scorer_id):
        raise Problem(Code.SCORERS_REFUSED)
    _seat(session, visit, seat, person_id, change)


def let_go(session: Session, visit: Visit, seat: Seat, change: Change) -> None:
    """Leave the visit to the other scorer alone, who is the first-named one then."""
    if visit.second_scorer_id is None:
        raise Problem(Code.SCORERS_REFUSED)
    if seat is Seat.FIRST:
        staying = visit.second_scorer_id
        _seat(session, visit, Seat.SECOND, None, change)
        _seat(session, visit, Seat.FIRST, staying, change)
    else:
        _seat(session, visit, Seat.SECOND, None, change)


def changes_of(session: Session, visit_id: int) -> list[ScorerChange]:
    """Every change of a visit's scorers, the first one first."""
    asked = select(ScorerChange).where(ScorerChange.visit_id == visit_id)
    people = (joinedload(ScorerChange.before), joinedload(ScorerChange.after))
    asked = asked.options(*people, joinedload(ScorerChange.made_by))
    return list(session.scalars(asked.order_by(ScorerChange.id)))


def _is_lent(person: Person, leading: set[int]) -> bool:
    return person.role is Role.LEAD and person.id not in leading


def _seat(
    session: Session, visit: Visit, seat: Seat, person_id: int | None, change: Change
) -> None:
    column = f"{seat.value}_scorer_id"
    before = getattr(visit, column)
    if before == person_id:
        return
    setattr(visit, column, person_id)
    session.add(
        ScorerChange(
            visit_id=visit.id,
            seat=seat,
            before_id=before,
            after_id=person_id,
            reason=clean(change.reason),
            made_by_id=change.by_id,
            made_at=change.at,
        )
    )
    session.flush()
