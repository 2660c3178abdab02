"""Reads of what the phones sent. Constant numbers of queries, stated orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, not_, or_, select
from sqlalchemy.orm import Session

from survey_app.fieldwork.hand_overs import hand_over, hand_overs, missing_photos
from survey_app.fieldwork.models import (
    Entry,
    Epoch,
    Head,
    HeldEntry,
    Photo,
    PhotoUse,
    VisitLog,
)
from survey_app.fieldwork.pairs import Pair, is_score, pair_of, scores_of
from survey_app.fieldwork.reading import entries, view
from survey_app.fieldwork.rules import ASIDE, EntryKind, Layer
from survey_app.fieldwork.sight import hidden, sight_of
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.visits.models import Visit

__all__ = [
    "current_epoch",
    "find_photo",
    "hand_over",
    "hand_overs",
    "heads_of",
    "known_entries",
    "known_photos",
    "last_number",
    "log_by",
    "log_of",
    "missing_photos",
    "photo_is_of",
    "recorded",
    "recorded_of",
    "scores_log",
]

S = TypeVar("S", bound=Select[Any])
# Asked with every delivery, so they are put together once.
_PHOTO = select(Photo).where(Photo.sha256 == bindparam("asked"))
_EPOCH = select(Epoch.value).order_by(Epoch.id.desc()).limit(1)


def recorded(session: Session, visit_id: int) -> Recorded:
    """The current state of a visit."""
    return recorded_of(session, [visit_id])[visit_id]


def recorded_of(session: Session, visit_ids: Sequence[int]) -> dict[int, Recorded]:
    """The current state of several visits, in one query; two where some are scored apart."""
    asked = entries().add_columns(Visit.first_scorer_id, Visit.second_scorer_id)
    asked = asked.join(Visit, Visit.id == Entry.visit_id).join(Head, Head.entry_id == Entry.id)
    heads: dict[int, list[EntryView]] = defaultdict(list)
    pairs: dict[int, Pair] = {}
    for row in session.execute(asked.where(Head.visit_id.in_(visit_ids))):
        heads[row.visit_id].append(view(row))
        pair = pair_of(row.first_scorer_id, row.second_scorer_id)
        if pair is not None:
            pairs[row.visit_id] = pair
    logs = scores_log(session, list(pairs))
    return {
        visit_id: _recorded(heads[visit_id], pairs.get(visit_id), logs.get(visit_id, []))
        for visit_id in visit_ids
    }


def scores_log(session: Session, visit_ids: Sequence[int]) -> dict[int, list[EntryView]]:
    """Every answer that somebody gave for the team, also replaced ones, by visit and number."""
    logs: dict[int, list[EntryView]] = defaultdict(list)
    if visit_ids:
        asked = entries().where(Entry.visit_id.in_(visit_ids), Entry.kind == EntryKind.ANSWER)
        for row in session.execute(asked.where(Entry.layer == Layer.TEAM)):
            logs[row.visit_id].append(view(row))
    return logs


def _recorded(heads: list[EntryView], pair: Pair | None, log: list[EntryView]) -> Recorded:
    if pair is None:
        return Recorded(tuple(heads))
    apart = scores_of(log, pair)
    shared = [each for each in heads if not is_score(each.about)]
    told = [each for scores in apart.values() for each in scores]
    return Recorded(tuple(sorted([*shared, *told], key=lambda each: each.number)), pair, apart)


def log_of(
    session: Session,
    visit_id: int,
    *,
    after: int = 0,
    limit: int | None = None,
    scores_without: Iterable[int] = (),
) -> list[EntryView]:
    """Entries of a visit in the order of their numbers.

    ``scores_without``: people whose answers for the team are left out.
    """
    asked = entries().where(Entry.visit_id == visit_id, Entry.number > after)
    asked = _without_scores_of(asked, scores_without)
    return [view(row) for row in session.execute(asked.limit(limit))]


def _without_scores_of(asked: S, people: Iterable[int]) -> S:
    left_out = sorted(people)
    if not left_out:
        return asked
    score = (Entry.kind == EntryKind.ANSWER) & (Entry.layer == Layer.TEAM)
    # An answer of the unit has another layer, a note has none at all.
    return asked.where(or_(Entry.author_id.not_in(left_out), not_(score), Entry.layer.is_(None)))


def log_by(session: Session, visit_id: int, author_id: int) -> list[EntryView]:
    """What one person recorded on a visit, in the order of the numbers."""
    asked = entries().where(Entry.visit_id == visit_id, Entry.author_id == author_id)
    return [view(row) for row in session.execute(asked)]


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


def heads_of(session: Session, visit_id: int) -> list[UUID]:
    """The ids of all heads, hand-overs and comments left out, as the reader's phone counts them."""
    asked = (
        select(Entry.uuid)
        .join(Head, Head.entry_id == Entry.id)
        .where(Head.visit_id == visit_id, Head.kind.not_in(ASIDE))
        .order_by(Entry.uuid)
    )
    apart = sight_of(session).get(visit_id)
    return list(session.scalars(_without_scores_of(asked, apart.others if apart else ())))


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
    """Which of these photos the server has; not one that only the other scorer is known to."""
    asked = select(Photo.sha256).where(Photo.sha256.in_(list(hashes)))
    found = list(session.scalars(asked.order_by(Photo.sha256)))
    secret = _photos_of_others(session, found)
    return [each for each in found if each not in secret]


def _photos_of_others(session: Session, hashes: Sequence[str]) -> set[str]:
    apart = hidden(session)
    if not apart:
        return set()
    named = select(PhotoUse.sha256).where(
        PhotoUse.sha256.in_(hashes), PhotoUse.visit_id.in_(list(apart))
    )
    own = select(Entry.value).where(Entry.visit_id.in_(list(apart)), Entry.kind == EntryKind.PHOTO)
    shown = "".join(session.scalars(own))
    return {each for each in session.scalars(named) if each not in shown}


def current_epoch(session: Session) -> str:
    """Which life of the database this is."""
    return session.connection().scalar(_EPOCH) or "unborn"
