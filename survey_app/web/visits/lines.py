"""Visits as lines of a list: unit, state, progress, score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from survey_app import pipeline
from survey_app.fieldwork.rules import Layer
from survey_app.pipeline import Progress
from survey_app.reviews.rules import VisitState
from survey_app.scoring.models import VisitScore
from survey_app.scoring.queries import visit_scores
from survey_app.visits.models import Visit

_COUNTING = (Layer.FINAL, Layer.AGREED, Layer.TEAM)


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of a list. ``total`` is of the layer that counts, as it was last projected."""

    visit: Visit
    progress: Progress
    score: VisitScore | None

    @property
    def state(self) -> VisitState:
        """Where the visit stands."""
        return self.progress.state

    @property
    def total(self) -> Decimal | None:
        """0 to 100, or None while nothing is scored."""
        return self.score.total if self.score else None

    @property
    def handed_over_at(self) -> datetime | None:
        """When the team last handed over."""
        return self.progress.hand_over.at if self.progress.hand_over else None

    @property
    def owed(self) -> int:
        """How many returned items the team still owes."""
        return sum(1 for line in self.progress.returned if not line.settled)


def lines_of(session: Session, visits: Sequence[Visit]) -> list[VisitLine]:
    """The lines of these visits, in their order; a constant number of queries."""
    progress = pipeline.progress_of(session, visits)
    scores = visit_scores(session, [visit.id for visit in visits])
    return [VisitLine(visit, progress[visit.id], _counting(scores[visit.id])) for visit in visits]


def _counting(scores: dict[Layer, VisitScore]) -> VisitScore | None:
    return next((scores[layer] for layer in _COUNTING if layer in scores), None)
