"""What a new version of a checklist touches: visits on earlier versions, and what they hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from survey_app.checklists.models import ChecklistVersion
from survey_app.fieldwork.models import Entry, Head
from survey_app.fieldwork.rules import EntryKind
from survey_app.progress.queries import progress_among
from survey_app.progress.rules import Progress
from survey_app.reviews.rules import VisitState
from survey_app.scoring.models import LayerScore
from survey_app.visits.models import Unit, Visit
from survey_app.visits.rules import RoundState


@dataclass(frozen=True, slots=True)
class Pinned:
    """A visit on another version of the checklist, and where it stands."""

    visit: Visit
    stands: Progress

    @property
    def may_move(self) -> bool:
        """Whether it can be moved to another version: only before anything was recorded on it."""
        waiting = (VisitState.PLANNED, VisitState.POSTPONED)
        if self.visit.round.state is RoundState.CLOSED:
            return False
        return self.stands.state in waiting and self.stands.entries == 0


@dataclass(frozen=True, slots=True)
class Touched:
    """How many recorded answers and desk scores there are on some items of some visits."""

    visits: int
    answers: int
    scores: int


def pinned_elsewhere(session: Session, version: ChecklistVersion) -> list[Pinned]:
    """The visits on other versions of this checklist, in protocol order; four queries and more."""
    asked = (
        select(Visit)
        .join(Unit, Unit.id == Visit.unit_id)
        .join(ChecklistVersion, ChecklistVersion.id == Visit.checklist_version_id)
        .where(ChecklistVersion.code == version.code, ChecklistVersion.id != version.id)
        .order_by(Unit.protocol_order, Visit.id)
    )
    pinned = (joinedload(Visit.checklist_version), joinedload(Visit.round))
    options = (joinedload(Visit.unit), joinedload(Visit.team), *pinned)
    visits = session.scalars(asked.options(*options)).all()
    ids = asked.order_by(None).with_only_columns(Visit.id)
    stands = progress_among(session, ids) if visits else {}
    return [Pinned(visit, stands[visit.id]) for visit in visits]


def touched(session: Session, visit_ids: Sequence[int], items: Collection[str]) -> Touched:
    """What of these items was recorded on these visits; nothing is where there are no items."""
    if not visit_ids or not items:
        return Touched(0, 0, 0)
    answers = session.execute(
        select(func.count(), func.count(Entry.visit_id.distinct()))
        .join(Head, Head.entry_id == Entry.id)
        .where(Entry.visit_id.in_(visit_ids), Entry.kind == EntryKind.ANSWER, Entry.item.in_(items))
    ).one()
    scores = session.scalar(
        select(func.count()).where(LayerScore.visit_id.in_(visit_ids), LayerScore.item.in_(items))
    )
    return Touched(visits=answers[1], answers=answers[0], scores=scores or 0)
