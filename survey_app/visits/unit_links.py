"""The links by which visited units come: made, renewed, ended. Secrets are kept as hashes only."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.core.problems import Code, Problem
from survey_app.visits.models import Person, UnitLink, Visit
from survey_app.visits.people import digest
from survey_app.visits.rules import Role

LONGEST_DAYS = 180


def make_link(session: Session, visit: Visit, *, until: date, by: Person, at: datetime) -> str:
    """A new link of a visit, good through that day; returns its secret, told once.

    Whatever link the visit had is ended: one stands at a time.
    """
    # The row of the visit is the line in which two who make one at once wait.
    session.execute(select(Visit.id).where(Visit.id == visit.id).with_for_update())
    end_link(session, visit, by=by, at=at)
    secret = secrets.token_urlsafe(24)
    session.add(
        UnitLink(
            visit_id=visit.id,
            secret_hash=digest(secret),
            until=until,
            person_id=unit_person(session, visit, at=at).id,
            made_by_id=by.id,
            made_at=at,
        )
    )
    session.flush()
    return secret


def end_link(session: Session, visit: Visit, *, by: Person, at: datetime) -> bool:
    """End the visit's standing link; whether there was one."""
    asked = select(UnitLink).where(UnitLink.visit_id == visit.id, UnitLink.ended_at.is_(None))
    standing = session.scalars(asked.order_by(UnitLink.id)).all()
    for link in standing:
        link.ended_at, link.ended_by_id = at, by.id
    return bool(standing)


def find_link(session: Session, secret: str) -> UnitLink | None:
    """The link of this secret with its visit, ended and expired ones too."""
    asked = select(UnitLink).where(UnitLink.secret_hash == digest(secret))
    visit = joinedload(UnitLink.visit)
    return session.scalar(
        asked.options(
            joinedload(UnitLink.person),
            visit.joinedload(Visit.unit),
            visit.joinedload(Visit.round),
            visit.joinedload(Visit.team),
            visit.joinedload(Visit.checklist_version),
        )
    )


def links_of(session: Session, visit_id: int) -> list[UnitLink]:
    """Every link that a visit ever had, the newest first."""
    asked = select(UnitLink).where(UnitLink.visit_id == visit_id)
    named = asked.options(joinedload(UnitLink.made_by))
    return list(session.scalars(named.order_by(UnitLink.id.desc())))


def is_standing(link: UnitLink, *, today: date) -> bool:
    """Whether the link may be used on this day."""
    return link.ended_at is None and link.until >= today


def check_until(until: date | None, *, today: date) -> date:
    """A last day that a link or a time for replies may have; raise Problem for any other."""
    if until is None or not 0 <= (until - today).days <= LONGEST_DAYS:
        raise Problem(Code.LINK_DAY_REFUSED, {"most_days": LONGEST_DAYS})
    return until


def unit_person(session: Session, visit: Visit, *, at: datetime) -> Person:
    """Who writes for the unit on this visit: somebody without a password and without rights.

    A person like any other, so that the log, its printouts and its exports name who it was.
    """
    username = f"don-vi-{visit.key.hex}"
    found = session.scalar(select(Person).where(Person.username == username))
    if found is not None:
        return found
    made = Person(
        username=username,
        name=f"{visit.unit.name} (tự nhập qua liên kết)",
        role=Role.UNIT,
        # No hash at all: no password can ever match it.
        password_hash="",
        made_at=at,
    )
    session.add(made)
    session.flush()
    return made
