"""Visits as lines of a list: unit, state, progress, score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from survey_app.progress.queries import progress_of
from survey_app.progress.rules import Progress
from survey_app.reviews.rules import VisitState
from survey_app.visits.models import Visit
from survey_app.visits.queries import visits_by_id
from survey_app.web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of a list. ``total`` is of the layer that counts."""

    visit: Visit
    progress: Progress

    @property
    def state(self) -> VisitState:
        """Where the visit stands."""
        return self.progress.state

    @property
    def total(self) -> Decimal | None:
        """0 to 100, or None while nothing is scored."""
        return self.progress.total

    @property
    def owed(self) -> int:
        """How many returned items the team still owes."""
        return sum(1 for line in self.progress.returned if not line.settled)


def lines_of(session: Session, visits: Sequence[Visit]) -> list[VisitLine]:
    """The lines of these visits, in their order; a constant number of queries."""
    progress = progress_of(session, visits)
    return [VisitLine(visit, progress[visit.id]) for visit in visits]


def page_of_lines(
    session: Session, ids: Sequence[int], progress: Mapping[int, Progress]
) -> Page[VisitLine]:
    """The asked page of the visits of these ids; only its own visits are read."""
    page = page_of(ids)
    rows = [VisitLine(visit, progress[visit.id]) for visit in visits_by_id(session, page.rows)]
    return Page(rows, page.number, page.pages, page.total)
