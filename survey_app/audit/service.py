"""Appending to the log, in the transaction of what was done. Adds and never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.orm import Session

from survey_app.audit.models import AuditHead, AuditRow
from survey_app.audit.rules import BEGINNING, ENTRIES, Act, Link, Seals, seal_of, written
from survey_app.core.orm import Base

_ACTS = "audit_acts"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: the account, and its name at that time."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of the log."""

    number: int
    hash: str


def tell(session: Session, act: Act) -> None:
    """Note an act of this transaction; it is written when the transaction is committed."""
    mark = session.get_nested_transaction()
    session.info.setdefault(_ACTS, []).append((mark, act))


def told(session: Session) -> list[Act]:
    """Take the acts that were noted."""
    return [act for _, act in session.info.pop(_ACTS, [])]


def take_back(session: Session, transaction: object) -> None:
    """Forget what was noted within a savepoint that was rolled back; all of it for the whole."""
    kept = session.info.get(_ACTS, [])
    if transaction is None or not kept:
        session.info.pop(_ACTS, None)
        return
    session.info[_ACTS] = [each for each in kept if each[0] is not transaction]


def append(
    session: Session, acts: Sequence[tuple[Act, Actor]], *, key: bytes, at: datetime
) -> Head:
    """Write these acts; returns the new head. Others who append wait until the commit."""
    head = _head(session)
    rows = []
    for act, actor in acts:
        pinned, seals = _sealed(session, act)
        detail = dict(act.detail) | ({"seals": seals} if seals else {})
        link = Link(
            number=head.number + 1,
            at=at,
            actor_id=actor.id,
            actor=actor.name,
            action=act.action,
            subject=act.subject,
            detail=written(detail),
            pinned=pinned,
            previous=head.hash,
        )
        head = Head(link.number, link.hash(key))
        rows.append(asdict(link) | {"hash": head.hash})
    session.execute(insert(AuditRow), rows)
    session.execute(
        update(AuditHead).where(AuditHead.id == 1).values(number=head.number, hash=head.hash)
    )
    return head


def rows_of(session: Session, table: str, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """Rows of a sealed table as they are kept, by id."""
    columns = _table(table)
    found = session.execute(select(columns).where(columns.c.id.in_(ids)).order_by(columns.c.id))
    return {row["id"]: dict(row) for row in found.mappings()}


def _head(session: Session) -> Head:
    found = session.execute(
        select(AuditHead.number, AuditHead.hash).where(AuditHead.id == 1).with_for_update()
    ).first()
    if found is not None:
        return Head(found.number, found.hash)
    session.execute(insert(AuditHead), [{"id": 1, "number": 0, "hash": BEGINNING}])
    return Head(0, BEGINNING)


def _sealed(session: Session, act: Act) -> tuple[int | None, Seals]:
    seals: Seals = {}
    for table, ids in act.rows.items():
        rows = rows_of(session, table, ids)
        seals[table] = {str(id_): seal_of(row) for id_, row in rows.items()}
    if act.visit_id is None:
        return None, seals
    asked = select(func.max(AuditRow.pinned)).where(AuditRow.subject == act.subject)
    pinned = session.scalar(asked) or 0
    entries = _table(ENTRIES)
    found = session.execute(
        select(entries)
        .where(entries.c.visit_id == act.visit_id, entries.c.number > pinned)
        .order_by(entries.c.number)
    )
    fresh = [dict(row) for row in found.mappings()]
    if fresh:
        seals[ENTRIES] = {str(row["id"]): seal_of(dict(row)) for row in fresh}
        pinned = fresh[-1]["number"]
    return pinned, seals


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
