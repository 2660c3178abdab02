"""What of a round waits, for whom and since when: read from where its visits stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey_app.core.clock import local
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import EntryKind
from survey_app.progress.queries import progress_of
from survey_app.progress.rules import Progress
from survey_app.reviews.models import ReplyWindow
from survey_app.reviews.rules import VisitState
from survey_app.visits.models import Visit
from survey_app.visits.rules import Plan


class Wait(StrEnum):
    """What a visit waits for."""

    TEAM = "team"
    DAY = "day"
    PHOTOS = "photos"
    REVIEW = "review"
    RETURNED = "returned"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A visit that waits, and the day from which it does; None where there was no day yet."""

    wait: Wait
    visit: Visit
    since: date | None


def waiting_among(session: Session, visits: Sequence[Visit], today: date) -> list[Waiting]:
    """What these visits wait for, those that wait longest first in each kind."""
    stands = progress_of(session, visits)
    silent = silent_units(session, [visit.id for visit in visits], today)
    found = [each for visit in visits for each in _waits(visit, stands[visit.id], silent, today)]
    order = list(Wait)
    return sorted(
        found, key=lambda each: (order.index(each.wait), each.since or date.max, each.visit.id)
    )


def silent_units(session: Session, visit_ids: Collection[int], today: date) -> dict[int, date]:
    """The visits whose units had time to reply until a day that is past, and said nothing."""
    newest = (
        select(ReplyWindow.visit_id, func.max(ReplyWindow.number).label("number"))
        .where(ReplyWindow.visit_id.in_(visit_ids))
        .group_by(ReplyWindow.visit_id)
        .subquery()
    )
    replied = select(Entry.visit_id).where(
        Entry.visit_id.in_(visit_ids), Entry.kind == EntryKind.REPLY
    )
    asked = (
        select(ReplyWindow.visit_id, ReplyWindow.until)
        .join(
            newest,
            (newest.c.visit_id == ReplyWindow.visit_id) & (newest.c.number == ReplyWindow.number),
        )
        .where(ReplyWindow.until < today, ReplyWindow.visit_id.not_in(replied))
        .order_by(ReplyWindow.visit_id)
    )
    return {row.visit_id: row.until for row in session.execute(asked)}


def _waits(
    visit: Visit, stands: Progress, silent: dict[int, date], today: date
) -> Iterator[Waiting]:
    handed = local(stands.hand_over.at).date() if stands.hand_over else None
    decided = local(stands.decided_at).date() if stands.decided_at else handed
    state = stands.state
    if state in (VisitState.PLANNED, VisitState.IN_PROGRESS):
        yield from _unvisited(visit, today)
    elif state is VisitState.WAITING_FOR_PHOTOS:
        yield Waiting(Wait.PHOTOS, visit, handed)
    elif state is VisitState.SUBMITTED:
        yield Waiting(Wait.REVIEW, visit, handed)
    elif state is VisitState.RETURNED:
        yield Waiting(Wait.RETURNED, visit, decided)
    if visit.id in silent and state not in (VisitState.APPROVED, VisitState.CANCELLED):
        yield Waiting(Wait.UNIT, visit, silent[visit.id])


def _unvisited(visit: Visit, today: date) -> Iterator[Waiting]:
    """A visit whose day is past and that nobody handed over; or that has no day at all."""
    if visit.planned_on is None:
        yield Waiting(Wait.DAY, visit, None)
    elif visit.planned_on < today and visit.plan is Plan.PLANNED:
        yield Waiting(Wait.TEAM, visit, visit.planned_on)
