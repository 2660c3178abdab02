"""What each person has looked at: marked by themselves, never by merely opening a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.inserting import insert_new
from survey_app.fieldwork.models import Entry, Head
from survey_app.fieldwork.rules import EntryKind
from survey_app.reviews.models import Decision, VisitLook

# Ids of visits, or the question for them.
Asked = Sequence[int] | Select[int]


@dataclass(frozen=True, slots=True)
class Look:
    """Up to which entry and decision somebody has looked a visit through; ``at`` None: never."""

    entries: int = 0
    decisions: int = 0
    at: datetime | None = None


def look_of(session: Session, visit_id: int, person_id: int) -> Look:
    """How far this person has looked this visit through."""
    row = session.scalar(_row(visit_id, person_id))
    return Look(row.entries_seen, row.decisions_seen, row.looked_at) if row else Look()


def mark_look(session: Session, visit_id: int, person_id: int, look: Look) -> None:
    """Note how far somebody has looked; an older page sent late takes nothing back."""
    first = {
        "visit_id": visit_id,
        "person_id": person_id,
        "entries_seen": 0,
        "decisions_seen": 0,
        "looked_at": look.at,
    }
    insert_new(session, VisitLook, [first], ("visit_id", "person_id"))
    row = session.scalars(_row(visit_id, person_id).with_for_update()).one()
    row.entries_seen = max(row.entries_seen, look.entries)
    row.decisions_seen = max(row.decisions_seen, look.decisions)
    row.looked_at = look.at or row.looked_at


def looks_of(session: Session, visit_ids: Asked, person_id: int) -> dict[int, Look]:
    """The same for several visits; those never looked through are left out."""
    rows = session.scalars(
        select(VisitLook)
        .where(VisitLook.visit_id.in_(visit_ids), VisitLook.person_id == person_id)
        .order_by(VisitLook.id)
    )
    return {row.visit_id: Look(row.entries_seen, row.decisions_seen, row.looked_at) for row in rows}


def unread_comments(session: Session, visit_ids: Asked, person_id: int) -> Counter[int]:
    """How many comments of others each visit has that are new to this person; two queries.

    Read is what came before the last look, and what came before an own comment on the same item.
    """
    looks = looks_of(session, visit_ids, person_id)
    rows = session.execute(
        select(Entry.visit_id, Entry.item, Entry.number, Entry.author_id)
        .join(Head, Head.entry_id == Entry.id)
        .where(Head.visit_id.in_(visit_ids), Head.kind == EntryKind.COMMENT, Entry.value != "null")
        .order_by(Entry.visit_id, Entry.number.desc())
    )
    unread: Counter[int] = Counter()
    answered: set[tuple[int, str | None]] = set()
    for visit_id, item, number, author_id in rows:
        if author_id == person_id:
            answered.add((visit_id, item))
        elif (visit_id, item) not in answered and number > looks.get(visit_id, Look()).entries:
            unread[visit_id] += 1
    return unread


def touched_since(decisions: Sequence[Decision], look: Look, person_id: int) -> frozenset[str]:
    """The items that others have decided on since somebody's last look."""
    later = [
        made for made in decisions if made.number > look.decisions and made.made_by_id != person_id
    ]
    spoken_of = {made.item for made in later if made.item}
    spoken_of |= {line.item for made in later for line in made.returned}
    spoken_of |= {each.item for made in later for each in made.named}
    return frozenset(spoken_of)


def _row(visit_id: int, person_id: int) -> Select[VisitLook]:
    return select(VisitLook).where(VisitLook.visit_id == visit_id, VisitLook.person_id == person_id)
