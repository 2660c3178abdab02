"""Whether the log and what it seals are as they were written; says which row is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from survey_app.audit.models import AuditHead, AuditRow
from survey_app.audit.rules import BEGINNING, ENTRIES, SEALED, Link, Seals, seal_of
from survey_app.audit.service import Head
from survey_app.core.orm import Base

LOG, HEAD, ANCHOR = "audit_row", "audit_head", "audit.head"
_AT_ONCE = 2_000


class Harm(StrEnum):
    """What was done to a row."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A row that is not as it was written: its table, its id (a number in the log), the harm."""

    table: str
    id: int
    harm: Harm


@dataclass(slots=True)
class _Chain:
    """What was read of the log; ``kept`` is the head as the database has it."""

    key: bytes
    kept: Head | None
    faults: list[Fault] = field(default_factory=list)
    seals: dict[str, dict[int, str]] = field(default_factory=dict)
    pins: dict[str, int] = field(default_factory=dict)
    hashes: dict[int, str] = field(default_factory=dict)
    last: Head = field(default_factory=lambda: Head(0, BEGINNING))


def verify(session: Session, anchored: Head | None, *, key: bytes) -> list[Fault]:
    """Every fault of the log and of the rows that it seals.

    ``anchored`` is the head as it is kept outside of the database, where it is. Where the log
    itself is harmed, seals are missing: then a row without one is not called inserted.
    """
    found = session.execute(select(AuditHead.number, AuditHead.hash)).first()
    chain = _Chain(key, Head(*found) if found else None)
    columns = AuditRow.__table__.columns
    rows = session.execute(select(*columns).order_by(AuditRow.number))
    for row in rows.yield_per(_AT_ONCE):
        _follow(chain, row)
    faults = chain.faults + _at_the_tail(chain, anchored)
    whole = not faults
    for table in SEALED:
        faults += _sealed(session, table, chain.seals.get(table, {}), _always(whole))
    faults += _sealed(session, ENTRIES, chain.seals.get(ENTRIES, {}), _pinned(whole, chain.pins))
    return sorted(set(faults))


def _follow(chain: _Chain, row: Row[Any]) -> None:
    """Take one row in; each speaks for itself, so that one fault is not told of all after it."""
    # The columns of a row but its hash, in the order of Link.
    is_true = Link(*list(row)[:-1]).hash(chain.key) == row.hash
    if row.number < 1 or (not is_true and chain.kept and row.number > chain.kept.number):
        chain.faults.append(Fault(LOG, row.number, Harm.INSERTED))
        return
    gap = range(chain.last.number + 1, row.number)
    chain.faults += [Fault(LOG, missing, Harm.REMOVED) for missing in gap]
    if not is_true:
        chain.faults.append(Fault(LOG, row.number, Harm.ALTERED))
    elif not gap and row.previous != chain.last.hash:
        chain.faults.append(Fault(LOG, row.number - 1, Harm.ALTERED))
    chain.last = Head(row.number, row.hash)
    chain.hashes[row.number] = row.hash
    if is_true:
        _remember(chain, row)


def _remember(chain: _Chain, row: Row[Any]) -> None:
    seals: Seals = json.loads(row.detail).get("seals", {})
    for table, found in seals.items():
        kept = chain.seals.setdefault(table, {})
        kept.update({int(id_): seal for id_, seal in found.items()})
    if row.pinned is not None:
        chain.pins[row.subject] = max(row.pinned, chain.pins.get(row.subject, 0))


def _at_the_tail(chain: _Chain, anchored: Head | None) -> list[Fault]:
    """What a head knows of and the log has no more; and heads that are not of this log."""
    last, kept = chain.last, chain.kept
    if anchored is None and kept is None and not last.number:
        return []
    outer = anchored or kept
    known = outer.number if outer else last.number
    faults = [Fault(LOG, each, Harm.REMOVED) for each in range(last.number + 1, known + 1)]
    if kept is None:
        faults.append(Fault(HEAD, 1, Harm.REMOVED))
    elif not _fits(chain, kept, max(last.number, known)):
        faults.append(Fault(HEAD, 1, Harm.ALTERED))
    if anchored is None:
        faults.append(Fault(ANCHOR, 1, Harm.REMOVED))
    return faults


def _fits(chain: _Chain, head: Head, end: int) -> bool:
    if head.number != end:
        return False
    there = chain.hashes.get(head.number, BEGINNING if not head.number else None)
    harmed = Fault(LOG, head.number, Harm.ALTERED) in chain.faults
    return there is None or harmed or there == head.hash


def _always(whole: bool) -> Callable[[Any], bool]:
    return lambda _row: whole


def _pinned(whole: bool, pins: dict[str, int]) -> Callable[[Any], bool]:
    return lambda row: whole and row["number"] <= pins.get(f"visit:{row['visit_id']}", 0)


def _sealed(
    session: Session, name: str, seals: dict[int, str], must: Callable[[Any], bool]
) -> list[Fault]:
    """The rows of a table against their seals; ``must`` says which rows have to have one."""
    seen: set[int] = set()
    faults = []
    for row in _rows(session, name):
        id_ = row["id"]
        if id_ in seals:
            seen.add(id_)
            if seal_of(row) != seals[id_]:
                faults.append(Fault(name, id_, Harm.ALTERED))
        elif must(row):
            faults.append(Fault(name, id_, Harm.INSERTED))
    return faults + [Fault(name, id_, Harm.REMOVED) for id_ in seals if id_ not in seen]


def _rows(session: Session, name: str) -> Iterator[Any]:
    table = Base.metadata.tables[name]
    found = session.execute(select(table).order_by(table.c.id)).yield_per(_AT_ONCE)
    yield from found.mappings()


def said(faults: Sequence[Fault], language: str = "vi") -> list[str]:
    """The faults in words, one line each."""
    return [f"{fault.table} {fault.id}: {_HARMS[fault.harm][language == 'en']}" for fault in faults]


_HARMS = {
    Harm.ALTERED: ("đã bị sửa", "altered"),
    Harm.REMOVED: ("đã bị xoá", "removed"),
    Harm.INSERTED: ("bị chèn thêm", "inserted"),
}
