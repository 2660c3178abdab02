"""People who are expected in two places on one day: to be told before the day comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.visits.models import Person, Unit, Visit, VisitMember
from survey_app.visits.rules import Plan


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody with more than one visit on a day; the units in protocol order."""

    day: date
    person: str
    units: tuple[str, ...]


def clashes_among(session: Session, visit_ids: Collection[int]) -> list[Clash]:
    """The clashes among these visits, by day; one query for any number of visits.

    Visits put off or called off take nobody's day, nor do people who were taken off a visit.
    """
    rows = session.execute(
        select(Visit.planned_on, Person.id, Person.name, Unit.name)
        .join(VisitMember, VisitMember.visit_id == Visit.id)
        .join(Person, Person.id == VisitMember.person_id)
        .join(Unit, Unit.id == Visit.unit_id)
        .where(
            Visit.id.in_(visit_ids),
            Visit.planned_on.is_not(None),
            Visit.plan == Plan.PLANNED,
            VisitMember.removed_at.is_(None),
        )
        .order_by(Visit.planned_on, Person.name, Person.id, Unit.protocol_order, Visit.id)
    )
    units: dict[tuple[date, int, str], list[str]] = defaultdict(list)
    for day, person_id, person, unit in rows:
        if day is not None:
            units[day, person_id, person].append(unit)
    return [
        Clash(day, person, tuple(names))
        for (day, _, person), names in units.items()
        if len(names) > 1
    ]
