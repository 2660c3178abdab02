"""The phones that somebody sent from, as their entries tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.models import Entry, HeldEntry
from survey_app.fieldwork.rules import HeldState


@dataclass(frozen=True, slots=True)
class Device:
    """A phone by the id that it gave itself: how many entries came from it, and the last when."""

    id: str
    entries: int
    last_at: datetime


def devices_of(session: Session, person_id: int) -> list[Device]:
    """The phones of a person, the one that sent last first."""
    last = func.max(Entry.received_at)
    rows = session.execute(
        select(Entry.device, func.count(), last)
        .where(Entry.author_id == person_id)
        .group_by(Entry.device)
        .order_by(last.desc(), Entry.device)
    )
    return [Device(device, count, at) for device, count, at in rows]


def count_held_of(session: Session, person_id: int) -> int:
    """How many entries of a person are held and wait for the office."""
    asked = select(func.count()).where(
        HeldEntry.author_id == person_id, HeldEntry.state == HeldState.OPEN
    )
    return session.scalar(asked) or 0
