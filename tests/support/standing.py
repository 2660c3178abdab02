"""Where a visit stands, worked out the long way: what the projection is held against."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from forms.definition import Kind
from survey_app.checklists.models import ChecklistItem
from survey_app.fieldwork.models import Entry, Head
from survey_app.fieldwork.queries import hand_over
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.progress.rules import Progress, open_for
from survey_app.reviews import queries as reviews
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Standing, visit_state
from survey_app.scoring.queries import counting, explanations
from survey_app.scoring.rules import stored
from survey_app.visits.models import Visit


def the_long_way(session: Session, visit: Visit) -> Progress:
    """By one query for each question, with nothing that was drawn before."""
    review = reviews.state_of(session, visit.id)
    returned = reviews.returned_items(session, [visit.id])[visit.id]
    owed = frozenset(each.item for each in returned if not each.settled)
    handed = hand_over(session, visit.id)
    layer, score = counting(explanations(session, visit))
    entries = _count(session, visit, Entry.kind != EntryKind.COMMENT)
    return Progress(
        state=visit_state(
            Standing(
                plan=visit.plan,
                review=review,
                has_entries=entries > 0,
                handed_over=handed is not None,
                has_arrived=handed is not None and handed.is_complete,
                has_open_returns=bool(owed),
            )
        ),
        entries=entries,
        answered=_answered(session, visit),
        items=_items(session, visit),
        photos=_count(session, visit, Entry.kind == EntryKind.PHOTO),
        returned=tuple(returned),
        openness=open_for(visit.plan, review, owed),
        hand_over=handed,
        counts=layer,
        total=_plain(stored(score.totals.total)),
        scored=score.scored,
        scorable=score.scorable,
        level=score.levels.label,
        decided_at=_decided_at(session, visit),
    )


def _decided_at(session: Session, visit: Visit) -> datetime | None:
    return session.scalar(select(func.max(Decision.made_at)).where(Decision.visit_id == visit.id))


def _plain(total: Any) -> Any:
    return None if total is None else total.normalize()


def _count(session: Session, visit: Visit, also: Any) -> int:
    standing = (
        select(func.count())
        .select_from(Head)
        .join(Entry, Entry.id == Head.entry_id)
        .where(Head.visit_id == visit.id, Entry.value != "null", also)
        .where((Entry.layer.is_(None)) | (Entry.layer == Layer.TEAM))
    )
    return session.scalar(standing) or 0


def _answered(session: Session, visit: Visit) -> int:
    answered = (
        select(func.count(func.distinct(Entry.item)))
        .join(Head, Entry.id == Head.entry_id)
        .join(ChecklistItem, and_(ChecklistItem.code == Entry.item, _asked(visit)))
        .where(Head.visit_id == visit.id, Entry.value != "null")
        .where(Entry.kind == EntryKind.ANSWER, Entry.layer == Layer.TEAM)
    )
    return session.scalar(answered) or 0


def _items(session: Session, visit: Visit) -> int:
    return session.scalar(select(func.count()).where(_asked(visit))) or 0


def _asked(visit: Visit) -> Any:
    return and_(
        ChecklistItem.version_id == visit.checklist_version_id,
        ChecklistItem.section != "",
        ChecklistItem.kind.not_in([Kind.BONUS.value, Kind.PENALTY.value]),
    )
