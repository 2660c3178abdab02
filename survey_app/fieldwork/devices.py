"""The phones that somebody sent from, as their entries tell, and what they said of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from survey_app.fieldwork.device_models import DeviceWord
from survey_app.fieldwork.models import Entry, HeldEntry
from survey_app.fieldwork.rules import DESK, HeldState
from survey_app.visits.models import Person
from survey_app.visits.rules import Role


@dataclass(frozen=True, slots=True)
class Device:
    """A phone by the id that it gave itself, in the hands of one person."""

    id: str
    person_id: int
    # How many entries came from it, and the last when; None where none did.
    entries: int = 0
    last_at: datetime | None = None
    # What was on it only when it last told, and when that was; None where it did not say.
    unsent_entries: int | None = None
    unsent_photos: int | None = None
    told_at: datetime | None = None

    @property
    def unsent(self) -> int:
        """How many things are known to be on it only."""
        return (self.unsent_entries or 0) + (self.unsent_photos or 0)

    @property
    def says_all(self) -> bool:
        """Whether it told both figures, so that nothing unsent means nothing at all."""
        return self.unsent_entries is not None and self.unsent_photos is not None

    @property
    def heard_at(self) -> datetime:
        """When the server last heard of it; each device comes from something that was heard."""
        return max(each for each in (self.last_at, self.told_at) if each is not None)


def devices_of(session: Session, person_id: int) -> list[Device]:
    """The phones of a person, the one that was heard last first."""
    return _devices(session, Entry.author_id == person_id, DeviceWord.person_id == person_id)


def all_devices(session: Session) -> list[tuple[Device, Person]]:
    """Every phone with whose it is: what has unsent things first, then the one heard last.

    A unit that scores itself by its link does so in a browser, and has no account to look at.
    """
    found = _devices(session, true(), true())
    ids = {each.person_id for each in found}
    asked = select(Person).where(Person.id.in_(ids), Person.role != Role.UNIT).order_by(Person.id)
    people = {person.id: person for person in session.scalars(asked)}
    found.sort(key=lambda each: -each.unsent)
    return [(each, people[each.person_id]) for each in found if each.person_id in people]


def count_held_of(session: Session, person_id: int) -> int:
    """How many entries of a person are held and wait for the office."""
    asked = select(func.count()).where(
        HeldEntry.author_id == person_id, HeldEntry.state == HeldState.OPEN
    )
    return session.scalar(asked) or 0


def _devices(
    session: Session, by_author: ColumnElement[bool], by_person: ColumnElement[bool]
) -> list[Device]:
    words = session.scalars(select(DeviceWord).where(by_person).order_by(DeviceWord.id)).all()
    sent = session.execute(
        select(Entry.author_id, Entry.device, func.count(), func.max(Entry.received_at))
        .where(by_author, Entry.device != DESK)
        .group_by(Entry.author_id, Entry.device)
        .order_by(Entry.author_id, Entry.device)
    ).all()
    found = _joined(words, {(person, device): (count, at) for person, device, count, at in sent})
    return sorted(found, key=lambda each: (-each.heard_at.timestamp(), each.id))


def _joined(
    words: Sequence[DeviceWord], sent: dict[tuple[int, str], tuple[int, datetime]]
) -> list[Device]:
    told = {(word.person_id, word.device): word for word in words}
    found = []
    for person_id, device in told.keys() | sent.keys():
        word = told.get((person_id, device))
        count, at = sent.get((person_id, device), (0, None))
        said = (word.entries, word.photos, word.told_at) if word else (None, None, None)
        found.append(Device(device, person_id, count, at, *said))
    return found
