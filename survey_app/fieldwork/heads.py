"""The current state kept beside the log: which entries nothing supersedes."""

from __future__ import annotations

import json
from typing import cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Insert,
    Table,
    bindparam,
    delete,
    insert,
    select,
)
from sqlalchemy.orm import Session

from survey_app.fieldwork.intake import Parcel
from survey_app.fieldwork.models import Entry, Head, Supersession, VisitLog
from survey_app.fieldwork.rules import Mark, Slot, heads

# Rows that are ready as they are go to the table directly: the ORM would look at each of them.
_ENTRIES = cast(Table, Entry.__table__)
_HEADS = cast(Table, Head.__table__)
_SUPERSESSIONS = cast(Table, Supersession.__table__)


def rebuild(session: Session) -> int:
    """Draw the heads anew from the log; returns how many there are."""
    session.execute(delete(Head))
    count = 0
    for visit_id in session.scalars(select(VisitLog.visit_id).order_by(VisitLog.visit_id)):
        rows = _mark_rows(session, visit_id)
        by_uuid = {mark.id: entry_id for entry_id, mark in rows}
        current = [
            {"entry_id": by_uuid[mark.id], "visit_id": visit_id, "kind": mark.about.kind}
            for mark in heads(mark for _, mark in rows)
        ]
        if current:
            session.execute(insert(_HEADS), current)
        count += len(current)
    return count


def bring_up_to_date(connection: Connection, span: dict[str, int], mine: list[Parcel]) -> None:
    """Bring the heads up to date: the new entries in, what they replace out, in either order.

    ``span`` says of which visit ("of") which numbers are new, from "first" to "last": nobody else
    adds to this visit now, so what lies between them is ours.
    """
    if any(each.supersedes for each in mine):
        _note_what_is_replaced(connection, span, mine)
    connection.execute(_ADD_HEADS, span)
    _drop_replaced(connection, span["of"], mine)


def _note_what_is_replaced(
    connection: Connection, span: dict[str, int], mine: list[Parcel]
) -> None:
    ids = {row.uuid: row.id for row in connection.execute(_NEW_IDS, span)}
    pairs = [
        {"entry_id": ids[each.id], "replaced": replaced, "visit_id": span["of"]}
        for each in mine
        for replaced in each.supersedes
    ]
    connection.execute(insert(_SUPERSESSIONS), pairs)


def _in_span(entry: FromClause) -> list[ColumnElement[bool]]:
    numbers = entry.c.number.between(bindparam("first"), bindparam("last"))
    return [entry.c.visit_id == bindparam("of"), numbers]


def _add_heads() -> Insert:
    """New entries become heads, unless what replaces them, in the same slot, was here first."""
    entry, later = _ENTRIES, _ENTRIES.alias("later")
    same_slot = [
        later.c[name].is_not_distinct_from(entry.c[name])
        for name in ("kind", "item", "slot", "layer")
    ]
    replaced = (
        select(later.c.id)
        .join(_SUPERSESSIONS, _SUPERSESSIONS.c.entry_id == later.c.id)
        .where(
            _SUPERSESSIONS.c.visit_id == entry.c.visit_id,
            _SUPERSESSIONS.c.replaced == entry.c.uuid,
            *same_slot,
        )
    )
    fresh = select(entry.c.id, entry.c.visit_id, entry.c.kind).where(
        *_in_span(entry),
        ~replaced.exists(),
    )
    return insert(_HEADS).from_select(["entry_id", "visit_id", "kind"], fresh)


_ADD_HEADS = _add_heads()
_NEW_IDS = select(_ENTRIES.c.id, _ENTRIES.c.uuid).where(*_in_span(_ENTRIES))


def _drop_replaced(connection: Connection, visit_id: int, mine: list[Parcel]) -> None:
    replaced = {(id_, each.about) for each in mine for id_ in each.supersedes}
    if not replaced:
        return
    rows = connection.execute(
        select(Head.entry_id, Entry.uuid, Entry.kind, Entry.item, Entry.slot, Entry.layer)
        .join(Entry, Entry.id == Head.entry_id)
        .where(Head.visit_id == visit_id, Entry.uuid.in_({id_ for id_, _ in replaced}))
    )
    gone = [
        row.entry_id
        for row in rows
        if (row.uuid, Slot(row.kind, row.item, row.slot, row.layer)) in replaced
    ]
    if gone:
        connection.execute(delete(Head).where(Head.entry_id.in_(gone)))


def _mark_rows(session: Session, visit_id: int) -> list[tuple[int, Mark]]:
    rows = session.execute(
        select(Entry).where(Entry.visit_id == visit_id).order_by(Entry.number)
    ).scalars()
    return [
        (
            row.id,
            Mark(
                row.uuid,
                row.number,
                Slot(row.kind, row.item, row.slot, row.layer),
                tuple(UUID(each) for each in json.loads(row.supersedes)),
            ),
        )
        for row in rows
    ]
