"""Reads of what the phones sent. Constant numbers of queries, stated orders."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.canonical import without_controls
from survey_app.fieldwork.models import (
    Entry,
    Epoch,
    Head,
    HeldEntry,
    Photo,
    PhotoUse,
    RescueParcel,
    VisitLog,
)
from survey_app.fieldwork.rules import ASIDE, EntryKind, HeldState, Mark, Slot, matches_hand_over
from survey_app.fieldwork.state import EntryView, HandOver, Recorded
from survey_app.visits.models import Person

_COLUMNS = (
    Entry.id,
    Entry.uuid,
    Entry.number,
    Entry.kind,
    Entry.item,
    Entry.slot,
    Entry.layer,
    Entry.value,
    Entry.supersedes,
    Entry.device,
    Entry.seq,
    Entry.author_id,
    Person.name,
    Entry.made_at,
    Entry.received_at,
    Entry.skew,
    Entry.visit_id,
)
# Asked with every delivery, so they are put together once.
_PHOTO = select(Photo).where(Photo.sha256 == bindparam("asked"))
_EPOCH = select(Epoch.value).order_by(Epoch.id.desc()).limit(1)


def recorded(session: Session, visit_id: int) -> Recorded:
    """The current state of a visit."""
    return recorded_of(session, [visit_id])[visit_id]


def recorded_of(session: Session, visit_ids: Sequence[int]) -> dict[int, Recorded]:
    """The current state of several visits, in one query."""
    rows = session.execute(
        _entries().join(Head, Head.entry_id == Entry.id).where(Head.visit_id.in_(visit_ids))
    )
    heads: dict[int, list[EntryView]] = defaultdict(list)
    for row in rows:
        heads[row.visit_id].append(_view(row))
    return {visit_id: Recorded(tuple(heads[visit_id])) for visit_id in visit_ids}


def log_of(
    session: Session, visit_id: int, *, after: int = 0, limit: int | None = None
) -> list[EntryView]:
    """Entries of a visit in the order of their numbers."""
    asked = _entries().where(Entry.visit_id == visit_id, Entry.number > after)
    return [_view(row) for row in session.execute(asked.limit(limit))]


def log_by(session: Session, visit_id: int, author_id: int) -> list[EntryView]:
    """What one person recorded on a visit, in the order of the numbers."""
    asked = _entries().where(Entry.visit_id == visit_id, Entry.author_id == author_id)
    return [_view(row) for row in session.execute(asked)]


def last_number(session: Session, visit_id: int) -> int:
    """The number of the newest entry of a visit; 0 before the first."""
    found = session.scalar(select(VisitLog.last_number).where(VisitLog.visit_id == visit_id))
    return found or 0


def find_photo(session: Session, sha256: str) -> Photo | None:
    """The stored photo of this hash."""
    return session.scalar(_PHOTO, {"asked": sha256})


def photo_is_of(session: Session, sha256: str, visit_ids: Iterable[int]) -> bool:
    """Whether a current entry of one of these visits shows this photo.

    What was withdrawn, or replaced by a picture with blurred faces, is shown to nobody any more.
    """
    found = (
        select(PhotoUse.id)
        .join(Head, Head.visit_id == PhotoUse.visit_id)
        .join(Entry, Entry.id == Head.entry_id)
        .where(PhotoUse.sha256 == sha256, PhotoUse.visit_id.in_(list(visit_ids)))
        .where(Head.kind == EntryKind.PHOTO, Entry.value.contains(sha256))
    )
    return session.scalar(found.limit(1)) is not None


def missing_photos(session: Session, visit_id: int) -> list[str]:
    """Hashes that the visit's current entries name and the server lacks."""
    return _waiting(session, [visit_id])[visit_id]


def hand_over(session: Session, visit_id: int) -> HandOver | None:
    """The last hand-over of a visit and what is still missing of it; None before the first."""
    return hand_overs(session, [visit_id]).get(visit_id)


def hand_overs(
    session: Session, visit_ids: Sequence[int], *, settled: Collection[int] = ()
) -> dict[int, HandOver]:
    """The last hand-over of each visit that has one; four queries however many visits.

    Of ``settled`` visits it is known that everything arrived: their logs are not read again.
    """
    submits: dict[int, EntryView] = {}
    asked = _entries().where(Entry.visit_id.in_(visit_ids), Entry.kind == EntryKind.SUBMIT)
    for row in session.execute(asked):
        submits[row.visit_id] = _view(row)
    if not submits:
        return {}
    marks = _marks(session, [each for each in submits if each not in settled])
    named = {sha for said in submits.values() for sha in (said.value or {}).get("photos", []) or []}
    known = set(session.scalars(select(Photo.sha256).where(Photo.sha256.in_(named))))
    waiting = _waiting(session, list(submits))
    return {
        visit_id: _hand_over(said, marks.get(visit_id), known, waiting[visit_id])
        for visit_id, said in submits.items()
    }


def heads_of(session: Session, visit_id: int) -> list[UUID]:
    """The ids of all heads, hand-overs and comments left out, as a phone counts them."""
    return list(
        session.scalars(
            select(Entry.uuid)
            .join(Head, Head.entry_id == Entry.id)
            .where(Head.visit_id == visit_id, Head.kind.not_in(ASIDE))
            .order_by(Entry.uuid)
        )
    )


def known_entries(session: Session, ids: Iterable[UUID], *, person_id: int) -> list[UUID]:
    """Which of these entries the server has, stored or held for this sender."""
    asked = list(ids)
    stored = set(session.scalars(select(Entry.uuid).where(Entry.uuid.in_(asked))))
    held = select(HeldEntry.entry_id).where(
        HeldEntry.entry_id.in_([str(each) for each in asked]), HeldEntry.author_id == person_id
    )
    stored |= {UUID(each) for each in session.scalars(held)}
    return sorted(stored)


def known_photos(session: Session, hashes: Iterable[str]) -> list[str]:
    """Which of these photos the server has."""
    asked = select(Photo.sha256).where(Photo.sha256.in_(list(hashes)))
    return list(session.scalars(asked.order_by(Photo.sha256)))


def current_epoch(session: Session) -> str:
    """Which life of the database this is."""
    return session.connection().scalar(_EPOCH) or "unborn"


def open_held(session: Session, *, limit: int = 200, offset: int = 0) -> list[HeldEntry]:
    """Held entries that nobody has looked after, newest first."""
    asked = select(HeldEntry).where(HeldEntry.state == HeldState.OPEN)
    ordered = asked.order_by(HeldEntry.id.desc()).limit(limit).offset(offset)
    return list(session.scalars(ordered))


def open_parcels(session: Session, *, limit: int = 200, offset: int = 0) -> list[RescueParcel]:
    """Rescue parcels that nobody has looked after, newest first."""
    asked = select(RescueParcel).where(RescueParcel.state == HeldState.OPEN)
    ordered = asked.order_by(RescueParcel.id.desc()).limit(limit).offset(offset)
    return list(session.scalars(ordered))


def _entries() -> Select[*tuple[Any, ...]]:
    asked: Select[*tuple[Any, ...]] = select(*_COLUMNS).join(Person, Person.id == Entry.author_id)
    return asked.order_by(Entry.visit_id, Entry.number)


def _view(row: Row[Any]) -> EntryView:
    value = json.loads(row.value)
    return EntryView(
        id=row.id,
        uuid=row.uuid,
        number=row.number,
        kind=row.kind,
        item=row.item,
        slot=row.slot,
        layer=row.layer,
        value=without_controls(value) if "\\u00" in row.value else value,
        supersedes=tuple(json.loads(row.supersedes)),
        device=row.device,
        seq=row.seq,
        author_id=row.author_id,
        author=row.name,
        made_at=row.made_at,
        received_at=row.received_at,
        skew=row.skew,
    )


def _marks(session: Session, visit_ids: Sequence[int]) -> dict[int, list[Mark]]:
    columns = (Entry.visit_id, Entry.uuid, Entry.number, Entry.kind, Entry.item, Entry.slot)
    rows = session.execute(
        select(*columns, Entry.layer, Entry.supersedes, Entry.device, Entry.seq)
        .where(Entry.visit_id.in_(visit_ids))
        .order_by(Entry.visit_id, Entry.number)
    )
    marks: dict[int, list[Mark]] = defaultdict(list)
    for row in rows:
        about = Slot(row.kind, row.item, row.slot, row.layer)
        replaced = tuple(UUID(each) for each in json.loads(row.supersedes))
        marks[row.visit_id].append(Mark(row.uuid, row.number, about, replaced, row.device, row.seq))
    return marks


def _waiting(session: Session, visit_ids: Sequence[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(PhotoUse.visit_id, PhotoUse.sha256)
        .outerjoin(Photo, Photo.sha256 == PhotoUse.sha256)
        .where(PhotoUse.visit_id.in_(visit_ids), Photo.id.is_(None))
        .order_by(PhotoUse.visit_id, PhotoUse.sha256)
    )
    waiting: dict[int, list[str]] = defaultdict(list)
    lacking = list(rows)
    shown = _shown(session, {row.visit_id for row in lacking}) if lacking else set()
    for row in lacking:
        if (row.visit_id, row.sha256) in shown:
            waiting[row.visit_id].append(row.sha256)
    return waiting


def _shown(session: Session, visit_ids: Iterable[int]) -> set[tuple[int, str]]:
    """The photos of current entries: a phone need not send what it has replaced meanwhile."""
    rows = session.execute(
        select(Entry.visit_id, Entry.value)
        .join(Head, Head.entry_id == Entry.id)
        .where(Head.visit_id.in_(list(visit_ids)), Head.kind == EntryKind.PHOTO)
        .order_by(Entry.id)
    )
    values = ((row.visit_id, json.loads(row.value)) for row in rows)
    return {(visit_id, str(value["sha256"])) for visit_id, value in values if value}


def _hand_over(
    said: EntryView, marks: list[Mark] | None, known: set[str], waiting: list[str]
) -> HandOver:
    value = said.value or {}
    lacking = {sha for sha in value.get("photos") or [] if sha not in known} | set(waiting)
    mark = Mark(said.uuid, said.number, said.about, (), said.device, said.seq)
    whole = marks is None or matches_hand_over(marks, mark, value["heads_sha256"], value["heads"])
    return HandOver(
        number=said.number,
        by=said.author,
        by_id=said.author_id,
        at=said.received_at,
        missing_photos=tuple(sorted(lacking)),
        entries_missing=not whole,
    )
