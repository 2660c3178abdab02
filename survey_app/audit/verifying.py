"""Whether the log and what it seals are as they were written; says which row is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.audit.models import AuditHead
from survey_app.audit.reading import Kept, rows_as_kept
from survey_app.audit.rules import BEGINNING, ENTRIES, SEALED, Link, Seals, seal_of
from survey_app.audit.service import Head

LOG, HEAD, ANCHOR = "audit_row", "audit_head", "audit.head"


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
    chain = _Chain(key, _kept_head(session))
    for number, row in rows_as_kept(session, LOG, "number"):
        _follow(chain, number, row)
    faults = chain.faults + _at_the_tail(chain, anchored)
    whole = not faults
    for table in SEALED:
        faults += _sealed(session, table, chain.seals.get(table, {}), _always(whole))
    faults += _sealed(session, ENTRIES, chain.seals.get(ENTRIES, {}), _pinned(whole, chain.pins))
    return sorted(set(faults))


def _kept_head(session: Session) -> Head | None:
    """The head as the database has it; one that is no number fits no log."""
    asked = select(AuditHead.number, AuditHead.hash).where(AuditHead.id == 1)
    found = session.execute(asked).first()
    if found is None:
        return None
    return Head(found.number if isinstance(found.number, int) else -1, found.hash)


def _follow(chain: _Chain, number: int, row: Kept | None) -> None:
    """Take one row in; each speaks for itself, so that one fault is not told of all after it."""
    is_true = row is not None and _link(row).hash(chain.key) == row["hash"]
    if number < 1 or (not is_true and chain.kept and number > chain.kept.number):
        chain.faults.append(Fault(LOG, number, Harm.INSERTED))
        return
    gap = range(chain.last.number + 1, number)
    chain.faults += [Fault(LOG, missing, Harm.REMOVED) for missing in gap]
    if row is None or not is_true:
        chain.faults.append(Fault(LOG, number, Harm.ALTERED))
    elif not gap and row["previous"] != chain.last.hash:
        chain.faults.append(Fault(LOG, number - 1, Harm.ALTERED))
    chain.last = Head(number, str(row["hash"]) if row else "")
    chain.hashes[number] = chain.last.hash
    if row is not None and is_true:
        _remember(chain, row)


def _link(row: Kept) -> Link:
    """The row as it is hashed."""
    return Link(**{name: held for name, held in row.items() if name != "hash"})


def _remember(chain: _Chain, row: Kept) -> None:
    seals: Seals = json.loads(row["detail"]).get("seals", {})
    for table, found in seals.items():
        kept = chain.seals.setdefault(table, {})
        kept.update({int(id_): seal for id_, seal in found.items()})
    if row["pinned"] is not None:
        about = row["subject"]
        chain.pins[about] = max(row["pinned"], chain.pins.get(about, 0))


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


def _always(whole: bool) -> Callable[[Kept | None], bool]:
    return lambda _row: whole


def _pinned(whole: bool, pins: dict[str, int]) -> Callable[[Kept | None], bool]:
    """Of entries, those up to the last sealed one of their visit; and what is no entry at all."""
    return lambda row: whole and (row is None or not _is_later(row, pins))


def _is_later(row: Kept, pins: dict[str, int]) -> bool:
    number = row["number"]
    return isinstance(number, int) and number > pins.get(f"visit:{row['visit_id']}", 0)


def _sealed(
    session: Session, name: str, seals: dict[int, str], must: Callable[[Kept | None], bool]
) -> list[Fault]:
    """The rows of a table against their seals; ``must`` says which rows have to have one."""
    seen: set[int] = set()
    faults = []
    for id_, row in rows_as_kept(session, name):
        if id_ in seals:
            seen.add(id_)
            if row is None or seal_of(row) != seals[id_]:
                faults.append(Fault(name, id_, Harm.ALTERED))
        elif must(row):
            faults.append(Fault(name, id_, Harm.INSERTED))
    return faults + [Fault(name, id_, Harm.REMOVED) for id_ in seals if id_ not in seen]


def said(faults: Sequence[Fault], language: str = "vi") -> list[str]:
    """The faults in words, one line each."""
    return [f"{fault.table} {fault.id}: {_HARMS[fault.harm][language == 'en']}" for fault in faults]


_HARMS = {
    Harm.ALTERED: ("đã bị sửa", "altered"),
    Harm.REMOVED: ("đã bị xoá", "removed"),
    Harm.INSERTED: ("bị chèn thêm", "inserted"),
}
