"""One unit and its visit in a round."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.visits.models import Unit, Visit


def find_unit(session: Session, code: str) -> Unit | None:
    """The unit of this code, with its other spellings."""
    asked = select(Unit).where(Unit.code == code).options(selectinload(Unit.aliases))
    return session.scalar(asked)


def find_standing(session: Session, code: str) -> Unit | None:
    """The unit of this code; of a double that was merged, the unit that stands in its place."""
    found = find_unit(session, code)
    while found is not None and found.merged_into_id is not None:
        found = session.get_one(Unit, found.merged_into_id)
    return found


def visit_of_unit(session: Session, round_id: int, unit_id: int) -> Visit | None:
    """The visit to this unit in this round, with its checklist."""
    asked = select(Visit).where(Visit.round_id == round_id, Visit.unit_id == unit_id)
    return session.scalar(asked.options(joinedload(Visit.checklist_version)))


def any_unit(session: Session) -> bool:
    """Whether there is a unit that could be visited."""
    standing = select(Unit.id).where(Unit.merged_into_id.is_(None))
    return session.scalar(standing.limit(1)) is not None
