"""Bringing in the rescue file of a phone: everything goes the way it would have gone by network.

So what is there already is not stored twice, and what cannot be taken is held for the office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO
from uuid import UUID

from survey_app import pipeline
from survey_app.core.problems import Code
from survey_app.edge.arrivals import Arrived, put_aside, take_photo
from survey_app.edge.database import db
from survey_app.edge.stores import photo_store
from survey_app.fieldwork import rescue
from survey_app.fieldwork.queries import known_entries
from survey_app.fieldwork.service import Receipt
from survey_app.fieldwork.values import is_uuid
from survey_app.visits.models import Person, Visit
from survey_app.visits.queries import Deposit, find_deposit

REASON = "rescue"
# As many as a phone sends at once.
_AT_ONCE = 200
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Share:
    """The entries of one visit; no deposit where the person never was on such a visit."""

    deposit: Deposit | None
    entries: tuple[object, ...]

    @property
    def visit(self) -> Visit | None:
        """The visit, when the person may send to it."""
        return db.session.get(Visit, self.deposit.visit_id) if self.deposit else None


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file, before anything is taken from it."""

    person: Person
    made_at: str
    shares: tuple[Share, ...]
    photos: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a share: how many were stored now, were there, or are held and why.

    ``refused`` entries are of no visit on which this person ever was; they stay in the file.
    """

    visit: Visit | None
    stored: int = 0
    there: int = 0
    held: tuple[tuple[Code, int], ...] = ()
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Pictures:
    """What became of the photos; ``lost`` are missing in the file, or not whole."""

    stored: int = 0
    there: int = 0
    broken: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a whole file."""

    shares: tuple[Taken, ...]
    pictures: Pictures

    @property
    def is_whole(self) -> bool:
        """Whether everything in the file is on the server now, stored or held."""
        return not self.pictures.lost and not any(each.refused for each in self.shares)


def keep_file(source: IO[bytes], brought_by: Person, *, media_type: str, at: datetime) -> int:
    """Put a file aside as it is, readable or not; the id of its parcel."""
    incoming = photo_store().incoming()
    try:
        digest, size = sha256(), 0
        with incoming.open("wb") as file:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += file.write(chunk)
        arrived = Arrived(incoming, digest.hexdigest(), size, brought_by.id, at, media_type)
        return put_aside(arrived, REASON)
    finally:
        incoming.unlink(missing_ok=True)


def contents_of(path: Path) -> Contents:
    """What is in this file; raises ``rescue.NotARescueFile``."""
    read = rescue.read(path.read_bytes())
    person = db.session.get(Person, read.person_id)
    # The numbers of another installation name other people here.
    if person is None or person.username != read.username:
        raise rescue.NotARescueFile(rescue.Fault.OTHER_SERVER)
    groups = rescue.by_visit(read.entries)
    keys = sorted(groups, key=str)
    shares = tuple(Share(_deposit(key, person), tuple(groups[key])) for key in keys)
    return Contents(person, read.made_at, shares, read.photos)


def bring_in(contents: Contents, *, at: datetime) -> Outcome:
    """Store what can be stored and hold the rest; the same file again changes nothing."""
    pictures = _take_photos(contents, at)
    shares = tuple(_take_share(share, contents.person, at) for share in contents.shares)
    return Outcome(shares, pictures)


def _deposit(key: UUID | None, person: Person) -> Deposit | None:
    return find_deposit(db.session, key, person) if key else None


def _take_photos(contents: Contents, at: datetime) -> Pictures:
    told = Counter(
        _take_photo(rescue.photo_of(each), contents.person, at) for each in contents.photos
    )
    return Pictures(told["stored"], told["there"], told["broken"], told["lost"])


def _take_photo(photo: rescue.RescuedPhoto, person: Person, at: datetime) -> str:
    if photo.data is None:
        return "lost"
    incoming = photo_store().incoming()
    try:
        incoming.write_bytes(photo.data)
        arrived = Arrived(incoming, photo.sha256, len(photo.data), person.id, at)
        row, is_new = take_photo(arrived)
    finally:
        incoming.unlink(missing_ok=True)
    if row.problem:
        return "broken"
    return "stored" if is_new else "there"


def _take_share(share: Share, person: Person, at: datetime) -> Taken:
    if share.deposit is None:
        return Taken(None, refused=len(share.entries))
    before = _known(share.entries, person)
    receipts: list[Receipt] = []
    for start in range(0, len(share.entries), _AT_ONCE):
        sent = share.entries[start : start + _AT_ONCE]
        receipts += pipeline.receive(db.session, share.deposit, sent, author=person, at=at).receipts
    stored = [each for each in receipts if each.state == "stored"]
    held = Counter(each.code for each in receipts if each.code is not None)
    there = sum(each.id.lower() in before for each in stored)
    return Taken(
        visit=share.visit,
        stored=len(stored) - there,
        there=there,
        held=tuple(sorted(held.items())),
    )


def _known(entries: Sequence[object], person: Person) -> frozenset[str]:
    """The ids of those entries that the server had before."""
    named = [each.get("id") for each in entries if isinstance(each, dict)]
    ids = [UUID(str(each)) for each in named if is_uuid(each)]
    found: list[UUID] = []
    for start in range(0, len(ids), _AT_ONCE):
        asked = ids[start : start + _AT_ONCE]
        found += known_entries(db.session, asked, person_id=person.id)
    return frozenset(str(each) for each in found)
