"""Storing what phones send. Every entry is stored by itself; whatever cannot be is held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

from sqlalchemy import Connection, Table, bindparam, exists, insert, select, update
from sqlalchemy.orm import Session

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.core.problems import Code
from survey_app.fieldwork.heads import bring_up_to_date
from survey_app.fieldwork.inserting import insert_new
from survey_app.fieldwork.intake import Parcel, Refused, skew
from survey_app.fieldwork.models import (
    Entry,
    Epoch,
    HeldEntry,
    Photo,
    PhotoUse,
    RescueParcel,
    VisitLog,
)
from survey_app.fieldwork.rules import EntryKind, HeldState
from survey_app.fieldwork.values import is_uuid

# Asked with every delivery: put together once, of tables and not of classes, since that is what
# asking costs beside what the database does.
_LINE = cast(Table, VisitLog.__table__)
_ENTRY = cast(Table, Entry.__table__)
_HOLD = cast(Table, HeldEntry.__table__)
_LAST_NUMBER = (
    select(
        _LINE.c.last_number,
        exists().where(_HOLD.c.author_id == bindparam("author_id")).label("has_held"),
    )
    .where(_LINE.c.visit_id == bindparam("of"))
    .with_for_update(of=_LINE)
)
_NUMBERED = (
    update(_LINE).where(_LINE.c.visit_id == bindparam("of")).values(last_number=bindparam("last"))
)
_STORED = select(_ENTRY.c.uuid, _ENTRY.c.sha256, _ENTRY.c.number).where(
    _ENTRY.c.uuid.in_(bindparam("ids", expanding=True))
)
_TAKEN = select(_ENTRY.c.uuid, _ENTRY.c.number).where(
    _ENTRY.c.visit_id == bindparam("of"),
    _ENTRY.c.number.between(bindparam("first"), bindparam("last")),
)
_HELD = select(_HOLD.c.sha256, _HOLD.c.code).where(
    _HOLD.c.author_id == bindparam("author_id"),
    _HOLD.c.sha256.in_(bindparam("hashes", expanding=True)),
    _HOLD.c.state != HeldState.TAKEN,
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server says of one entry: it has these bytes, stored under a number or held."""

    id: str
    sha256: str
    number: int | None
    state: str
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who sends to which visit, and when it came."""

    visit_id: int
    author_id: int
    at: datetime


class Place(NamedTuple):
    """A place in the line of a visit: its last number, and whether the sender ever had one held."""

    last_number: int
    has_held: bool


def receive(
    session: Session,
    arrival: Arrival,
    sent: Sequence[Parcel | Refused],
    place: Place | None = None,
) -> list[Receipt]:
    """Store what can be stored, hold the rest; one receipt each, the same for a replay.

    ``place``: the one in the visit's line that the caller has taken already.
    """
    connection = session.connection()
    place = place or take_place(session, arrival)
    hashes = [each.sha256 for each in sent] if place.has_held else []
    held_before = _held_hashes(connection, arrival.author_id, hashes)
    parcels = {each.id: each for each in reversed(sent) if isinstance(each, Parcel)}
    fresh = [each for each in parcels.values() if each.sha256 not in held_before]
    fresh.sort(key=lambda each: each.seq)
    stored = _insert(connection, arrival, fresh, place.last_number + 1)
    ids = {id_ for id_ in map(_id_of, sent) if id_ is not None}
    known = stored | _stored(connection, [id_ for id_ in ids if id_ not in stored])
    receipts = [_receipt(each, known, held_before) for each in sent]
    _hold(connection, arrival, sent, receipts)
    return receipts


def take_place(session: Session, arrival: Arrival) -> Place:
    """Wait for the visit's line and keep it until the commit: numbers are seen in their order.

    Who decides on the visit waits in the same line, so what is asked after this of its state holds.
    """
    connection = session.connection()
    asked = {"of": arrival.visit_id, "author_id": arrival.author_id}
    found = connection.execute(_LAST_NUMBER, asked).first()
    if found is None:
        row = {"visit_id": arrival.visit_id, "last_number": 0}
        insert_new(connection, VisitLog, [row], ("visit_id",))
        found = connection.execute(_LAST_NUMBER, asked).one()
    return Place(*found)


def open_log(session: Session, visit_id: int) -> None:
    """Give a new visit its line of numbers."""
    session.execute(insert(VisitLog).values(visit_id=visit_id, last_number=0))


def begin_epoch(session: Session, *, at: datetime) -> str:
    """Say that the database begins a new life, after a restore or at its birth."""
    value = str(uuid4())
    tell(session, Act("epoch.began", "log", {"epoch": value}))
    session.execute(insert(Epoch).values(value=value, began_at=at))
    return value


def keep_photo(session: Session, photo: dict[str, Any]) -> bool:
    """Record a stored photo; the same again changes nothing. Returns whether it is new."""
    return insert_new(session, Photo, [photo], ("sha256",)) > 0


def keep_parcel(session: Session, parcel: dict[str, Any]) -> int:
    """Record bytes put aside for the office; the same again is the same parcel."""
    insert_new(session, RescueParcel, [parcel], ("sha256", "author_id"))
    found = session.scalar(
        select(RescueParcel.id).where(
            RescueParcel.sha256 == parcel["sha256"],
            RescueParcel.author_id == parcel["author_id"],
        )
    )
    return found or 0


def settle_held(held: HeldEntry, *, state: HeldState, by_id: int, at: datetime) -> None:
    """The office has looked after a held entry."""
    held.state, held.settled_by_id, held.settled_at = state, by_id, at


def _insert(
    connection: Connection, arrival: Arrival, fresh: list[Parcel], first: int
) -> dict[UUID, tuple[str, int]]:
    """Store what nobody stored before under the same id; the hash and number of each."""
    if not fresh:
        return {}
    rows = [_row(arrival, parcel, number) for number, parcel in enumerate(fresh, first)]
    span = {"of": arrival.visit_id, "first": first, "last": first + len(rows) - 1}
    count = insert_new(connection, Entry, rows, ("uuid",))
    if count == 0:
        return {}
    mine = fresh if count == len(rows) else _taken(connection, fresh, span)
    connection.execute(_NUMBERED, {"of": arrival.visit_id, "last": span["last"]})
    bring_up_to_date(connection, span, mine)
    _use_photos(connection, arrival.visit_id, mine)
    numbers = {row["uuid"]: row["number"] for row in rows}
    return {each.id: (each.sha256, numbers[each.id]) for each in mine}


def _taken(connection: Connection, fresh: list[Parcel], span: dict[str, int]) -> list[Parcel]:
    """Those of a batch that went in, where some were there before."""
    ids = {row.uuid for row in connection.execute(_TAKEN, span)}
    return [each for each in fresh if each.id in ids]


def _row(arrival: Arrival, parcel: Parcel, number: int) -> dict[str, Any]:
    return {
        "uuid": parcel.id,
        "visit_id": arrival.visit_id,
        "number": number,
        "kind": parcel.about.kind,
        "item": parcel.about.item,
        "slot": parcel.about.slot,
        "layer": parcel.about.layer,
        "value": parcel.value_text,
        "supersedes": json.dumps(list(map(str, parcel.supersedes))) if parcel.supersedes else "[]",
        "device": parcel.device,
        "seq": parcel.seq,
        "made_at": parcel.made_at,
        "author_id": arrival.author_id,
        "received_at": arrival.at,
        "skew": skew(parcel.made_at, arrival.at),
        "sha256": parcel.sha256,
    }


def _use_photos(connection: Connection, visit_id: int, mine: list[Parcel]) -> None:
    hashes = {
        str(each.value["sha256"])
        for each in mine
        if each.about.kind is EntryKind.PHOTO and isinstance(each.value, dict)
    }
    rows = [{"visit_id": visit_id, "sha256": sha} for sha in sorted(hashes)]
    if rows:
        insert_new(connection, PhotoUse, rows, ("visit_id", "sha256"))


def _stored(connection: Connection, ids: list[UUID]) -> dict[UUID, tuple[str, int]]:
    if not ids:
        return {}
    rows = connection.execute(_STORED, {"ids": ids})
    return {row.uuid: (row.sha256, row.number) for row in rows}


def _held_hashes(connection: Connection, author_id: int, hashes: list[str]) -> dict[str, Code]:
    if not hashes:
        return {}
    rows = connection.execute(_HELD, {"author_id": author_id, "hashes": hashes})
    return {row.sha256: Code(row.code) for row in rows}


def _id_of(each: Parcel | Refused) -> UUID | None:
    if isinstance(each, Parcel):
        return each.id
    return UUID(each.sent_id) if is_uuid(each.sent_id) else None


def _receipt(
    each: Parcel | Refused, known: dict[UUID, tuple[str, int]], held: dict[str, Code]
) -> Receipt:
    id_ = _id_of(each)
    if id_ is not None and id_ in known:
        sha256, number = known[id_]
        if sha256 == each.sha256:
            # Also where it could not be taken any more: it was, and only the receipt was lost.
            return Receipt(each.sent_id, sha256, number, "stored")
        if isinstance(each, Parcel):
            return Receipt(each.sent_id, each.sha256, None, "held", Code.ENTRY_ID_REUSED)
    if each.sha256 in held:
        return Receipt(each.sent_id, each.sha256, None, "held", held[each.sha256])
    code = each.code if isinstance(each, Refused) else Code.ENTRY_ID_REUSED
    return Receipt(each.sent_id, each.sha256, None, "held", code)


def _hold(
    connection: Connection,
    arrival: Arrival,
    sent: Iterable[Parcel | Refused],
    receipts: Iterable[Receipt],
) -> None:
    rows = [
        {
            # As phones ask for it when they reconcile.
            "entry_id": receipt.id.lower() if is_uuid(receipt.id) else receipt.id[:200],
            "visit_id": arrival.visit_id,
            "code": receipt.code,
            "raw": each.raw,
            "sha256": each.sha256,
            "author_id": arrival.author_id,
            "received_at": arrival.at,
            "state": HeldState.OPEN,
        }
        for each, receipt in zip(sent, receipts, strict=True)
        if receipt.state == "held"
    ]
    if rows:
        insert_new(connection, HeldEntry, rows, ("sha256", "author_id"))
