"""What phones tell of themselves: read without trust, noted once for each phone of each person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.fieldwork.device_models import DeviceWord

# A person has a phone or two; browsers that forget who they are must not fill the table.
MOST_DEVICES = 40
LONGEST_ID = 64
# More than this is on no phone.
MOST_UNSENT = 1_000_000


@dataclass(frozen=True, slots=True)
class Unsent:
    """How many entries and photos are on a phone only; None where that is not known."""

    entries: int | None = None
    photos: int | None = None


def read_word(data: bytes) -> Unsent:
    """What a phone says in JSON, as far as it can be believed; anything else is not said."""
    try:
        # Not the library's own reader: it takes nesting without an end, and breaks over it.
        raw = orjson.loads(data)
    except orjson.JSONDecodeError:
        return Unsent()
    if not isinstance(raw, dict):
        return Unsent()
    return Unsent(_count(raw.get("entries")), _count(raw.get("photos")))


def note_word(session: Session, device: str, said: Unsent, *, person_id: int, at: datetime) -> None:
    """Note what a phone of this person said; an id that no phone gives itself is passed over."""
    if not _is_id(device):
        return
    row = _find(session, device, person_id)
    if row is None:
        row = _made(session, device, person_id, at)
    if row is not None:
        row.entries, row.photos, row.told_at = said.entries, said.photos, at


def _made(session: Session, device: str, person_id: int, at: datetime) -> DeviceWord | None:
    """A row for a phone heard for the first time; none where a person has too many already."""
    asked = select(func.count()).where(DeviceWord.person_id == person_id)
    if (session.scalar(asked) or 0) >= MOST_DEVICES:
        return None
    try:
        with session.begin_nested():
            row = DeviceWord(person_id=person_id, device=device, told_at=at)
            session.add(row)
    except IntegrityError:
        # Another tab of the same phone was a moment earlier.
        return _find(session, device, person_id)
    return row


def _find(session: Session, device: str, person_id: int) -> DeviceWord | None:
    asked = select(DeviceWord).where(DeviceWord.person_id == person_id, DeviceWord.device == device)
    return session.scalars(asked).one_or_none()


def _is_id(device: str) -> bool:
    return 0 < len(device) <= LONGEST_ID and device.isascii() and device.isprintable()


def _count(raw: object) -> int | None:
    # True is a number for Python, and none for a phone.
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    return raw if 0 <= raw <= MOST_UNSENT else None
