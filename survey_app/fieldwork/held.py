"""Reads of what was held for the office: entries that could not be taken, and rescue parcels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.models import HeldEntry, RescueParcel
from survey_app.fieldwork.rules import HeldState
from survey_app.visits.models import Person, Unit, Visit


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A held entry as a list shows it; ``unit`` is empty where the visit is not known."""

    id: int
    code: str
    author: str
    unit: str
    received_at: datetime
    state: HeldState


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """A rescue parcel as a list shows it."""

    id: int
    sha256: str
    bytes: int
    media_type: str
    reason: str
    author: str
    received_at: datetime
    state: HeldState


def count_open(session: Session) -> int:
    """How many held entries and parcels nobody has looked after."""
    entries = select(func.count()).where(HeldEntry.state == HeldState.OPEN)
    parcels = select(func.count()).where(RescueParcel.state == HeldState.OPEN)
    return (session.scalar(entries) or 0) + (session.scalar(parcels) or 0)


def held_lines(session: Session, state: HeldState) -> list[HeldLine]:
    """The held entries in this state, the newest first, in one query."""
    rows = session.execute(
        select(HeldEntry, Person.name, Unit.name)
        .join(Person, Person.id == HeldEntry.author_id)
        .outerjoin(Visit, Visit.id == HeldEntry.visit_id)
        .outerjoin(Unit, Unit.id == Visit.unit_id)
        .where(HeldEntry.state == state)
        .order_by(HeldEntry.id.desc())
    )
    return [
        HeldLine(held.id, held.code, author, unit or "", held.received_at, held.state)
        for held, author, unit in rows
    ]


def parcel_lines(session: Session, state: HeldState) -> list[ParcelLine]:
    """The rescue parcels in this state, the newest first, in one query."""
    rows = session.execute(
        select(RescueParcel, Person.name)
        .join(Person, Person.id == RescueParcel.author_id)
        .where(RescueParcel.state == state)
        .order_by(RescueParcel.id.desc())
    )
    return [
        ParcelLine(
            id=parcel.id,
            sha256=parcel.sha256,
            bytes=parcel.bytes,
            media_type=parcel.media_type,
            reason=parcel.reason,
            author=author,
            received_at=parcel.received_at,
            state=parcel.state,
        )
        for parcel, author in rows
    ]


def find_held(session: Session, held_id: int) -> HeldEntry | None:
    """The held entry of this id."""
    return session.get(HeldEntry, held_id)


def find_parcel(session: Session, parcel_id: int) -> RescueParcel | None:
    """The rescue parcel of this id."""
    return session.get(RescueParcel, parcel_id)
