"""Storing what phones send. Every entry is stored by itself; whatever cannot be is held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from survey_app.core.problems import Code
from survey_app.fieldwork.canonical import canonical
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

# Asked with every delivery: put together once, of tables and not of classes, since that is what
# asking costs beside what the database does.
_LINE = cast(Table, VisitLog.__table__)
_ENTRY = cast(Table, Entry.__table__)
_HOLD = cast(Table, HeldEntry.__table__)
_LAST_NUMBER = (
    select(_LINE.c.last_number).where(_LINE.c.visit_id == bindparam("of")).with_for_update()
)
_NUMBERED = (
    update(_LINE).where(_LINE.c.visit_id == bindparam("of")).values(last_number=bindparam("last"))
)
_STORED = select(_ENTRY.c.uuid, _ENTRY.c.sha256, _ENTRY.c.number).where(
    _ENTRY.c.uuid.in_(bindparam("ids", expanding=True))
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


def receive(session: Session, arrival: Arrival, sent: Sequence[Parcel | Refused]) -> list[Receipt]:
    """Store what can be stored, hold the rest; one receipt each, the same for a replay."""
    first = _take_place_in_line(session, arrival.visit_id)
    parcels = {each.id: each for each in reversed(sent) if isinstance(each, Parcel)}
    held_before = _held_hashes(session, arrival.author_id, [each.sha256 for each in sent])
    known = _stored(session, list(parcels))
    fresh = [
        each for each in parcels.values() if each.id not in known and each.sha256 not in held_before
    ]
    fresh.sort(key=lambda each: each.seq)
    known |= _insert(session, arrival, fresh, first)
    receipts = [_receipt(each, known, held_before) for each in sent]
    _hold(session, arrival, sent, receipts)
    return receipts


def open_log(session: Session, visit_id: int) -> None:
    """Give a new visit its line of numbers."""
    session.execute(insert(VisitLog).values(visit_id=visit_id, last_number=0))


def begin_epoch(session: Session, *, at: datetime) -> str:
    """Say that the database begins a new life, after a restore or at its birth."""
    value = str(uuid4())
    session.execute(insert(Epoch).values(value=value, began_at=at))
    return value


def keep_photo(session: Session, photo: dict[str, Any]) -> None:
    """Record a stored photo; the same again changes nothing."""
    insert_new(session, Photo, [photo], ["sha256"])


def keep_parcel(session: Session, parcel: dict[str, Any]) -> int:
    """Record bytes put aside for the office; the same again is the same parcel."""
    insert_new(session, RescueParcel, [parcel], ["sha256", "author_id"])
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


def _take_place_in_line(session: Session, visit_id: int) -> int:
    """Lock the visit's line until the commit, so that numbers become visible in their order."""
    found = session.scalar(_LAST_NUMBER, {"of": visit_id})
    if found is None:
        insert_new(session, VisitLog, [{"visit_id": visit_id, "last_number": 0}], ["visit_id"])
        found = session.scalar(_LAST_NUMBER, {"of": visit_id})
    return (found or 0) + 1


def _insert(
    session: Session, arrival: Arrival, fresh: list[Parcel], first: int
) -> dict[UUID, tuple[str, int]]:
    """Store what nobody stored meanwhile under the same id; the hash and number of each."""
    if not fresh:
        return {}
    rows = [_row(arrival, parcel, first + n) for n, parcel in enumerate(fresh)]
    taken = insert_new(session, Entry, rows, ["uuid"], returning=("uuid", "id"))
    ids = {row.uuid: row.id for row in taken}
    session.execute(_NUMBERED, {"of": arrival.visit_id, "last": first + len(rows) - 1})
    mine = [each for each in fresh if each.id in ids]
    bring_up_to_date(session, arrival.visit_id, mine, ids)
    _use_photos(session, arrival.visit_id, mine)
    stored = {row["uuid"]: (row["sha256"], row["number"]) for row in rows if row["uuid"] in ids}
    return stored | _stored(session, [each.id for each in fresh if each.id not in ids])


def _row(arrival: Arrival, parcel: Parcel, number: int) -> dict[str, Any]:
    return {
        "uuid": parcel.id,
        "visit_id": arrival.visit_id,
        "number": number,
        "kind": parcel.about.kind,
        "item": parcel.about.item,
        "slot": parcel.about.slot,
        "layer": parcel.about.layer,
        "value": canonical(parcel.value),
        "supersedes": json.dumps([str(each) for each in parcel.supersedes]),
        "device": parcel.device,
        "seq": parcel.seq,
        "made_at": parcel.made_at,
        "author_id": arrival.author_id,
        "received_at": arrival.at,
        "skew": skew(parcel.made_at, arrival.at),
        "sha256": parcel.sha256,
    }


def _use_photos(session: Session, visit_id: int, mine: list[Parcel]) -> None:
    hashes = {
        str(each.value["sha256"])
        for each in mine
        if each.about.kind is EntryKind.PHOTO and isinstance(each.value, dict)
    }
    rows = [{"visit_id": visit_id, "sha256": sha} for sha in sorted(hashes)]
    if rows:
        insert_new(session, PhotoUse, rows, ["visit_id", "sha256"])


def _stored(session: Session, ids: list[UUID]) -> dict[UUID, tuple[str, int]]:
    if not ids:
        return {}
    rows = session.execute(_STORED, {"ids": ids})
    return {row.uuid: (row.sha256, row.number) for row in rows}


def _held_hashes(session: Session, author_id: int, hashes: list[str]) -> dict[str, Code]:
    rows = session.execute(_HELD, {"author_id": author_id, "hashes": hashes})
    return {row.sha256: Code(row.code) for row in rows}


def _receipt(
    each: Parcel | Refused, known: dict[UUID, tuple[str, int]], held: dict[str, Code]
) -> Receipt:
    if isinstance(each, Parcel) and each.id in known:
        sha256, number = known[each.id]
        if sha256 == each.sha256:
            return Receipt(each.sent_id, sha256, number, "stored")
        return Receipt(each.sent_id, each.sha256, None, "held", Code.ENTRY_ID_REUSED)
    if each.sha256 in held:
        return Receipt(each.sent_id, each.sha256, None, "held", held[each.sha256])
    code = each.code if isinstance(each, Refused) else Code.ENTRY_ID_REUSED
    return Receipt(each.sent_id, each.sha256, None, "held", code)


def _hold(
    session: Session,
    arrival: Arrival,
    sent: Iterable[Parcel | Refused],
    receipts: Iterable[Receipt],
) -> None:
    rows = [
        {
            "entry_id": receipt.id[:200],
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
        insert_new(session, HeldEntry, rows, ["sha256", "author_id"])
