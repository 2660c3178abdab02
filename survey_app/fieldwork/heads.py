"""The current state kept beside the log: which entries nothing supersedes."""

from __future__ import annotations

import json
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.intake import Parcel
from survey_app.fieldwork.models import Entry, Head, Supersession, VisitLog
from survey_app.fieldwork.rules import Mark, Slot, heads


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
            session.execute(insert(Head), current)
        count += len(current)
    return count


def bring_up_to_date(
    session: Session, visit_id: int, mine: list[Parcel], stored: dict[UUID, int]
) -> None:
    """Bring the heads up to date: the new entries in, what they replace out, in either order."""
    pairs = [
        {"entry_id": stored[each.id], "replaced": replaced, "visit_id": visit_id}
        for each in mine
        for replaced in each.supersedes
    ]
    if pairs:
        session.execute(insert(Supersession), pairs)
    replacing = _replacing(session, visit_id, [each.id for each in mine])
    current = [
        {"entry_id": stored[each.id], "visit_id": visit_id, "kind": each.about.kind}
        for each in mine
        if (each.id, each.about) not in replacing
    ]
    if current:
        session.execute(insert(Head), current)
    _drop_replaced(session, visit_id, mine)


def _replacing(session: Session, visit_id: int, ids: list[UUID]) -> set[tuple[UUID, Slot]]:
    """Which of these entries something that is already here replaces, and in which slot."""
    rows = session.execute(
        select(Supersession.replaced, Entry.kind, Entry.item, Entry.slot, Entry.layer)
        .join(Entry, Entry.id == Supersession.entry_id)
        .where(Supersession.visit_id == visit_id, Supersession.replaced.in_(ids))
    )
    return {(row.replaced, Slot(row.kind, row.item, row.slot, row.layer)) for row in rows}


def _drop_replaced(session: Session, visit_id: int, mine: list[Parcel]) -> None:
    replaced = {(id_, each.about) for each in mine for id_ in each.supersedes}
    if not replaced:
        return
    rows = session.execute(
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
        session.execute(delete(Head).where(Head.entry_id.in_(gone)))


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
