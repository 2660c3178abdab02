"""Names of people by id, for what keeps only the id."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.visits.models import Person


def names_of(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The names of these people, in one query; none for nobody."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    asked = select(Person.id, Person.name).where(Person.id.in_(wanted)).order_by(Person.id)
    return {row.id: row.name for row in session.execute(asked)}
