"""What a unit reached the last time: indicators of its approved visits in earlier rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forms.definition import Kind
from survey_app.checklists.queries import definition_of
from survey_app.progress.models import VisitProgress
from survey_app.reviews.rules import ReviewState
from survey_app.scoring.models import VisitScore
from survey_app.scoring.rules import figures_of
from survey_app.visits.models import Round, Visit


@dataclass(frozen=True, slots=True)
class LastResult:
    """The actual of an indicator as it was approved, and in which round."""

    value: str
    round: str
    on: date | None


@dataclass(frozen=True, slots=True)
class _Earlier:
    unit_id: int
    began: date
    round: str
    on: date | None
    raw_items: str


# Asked with every list of a phone, so it is put together once.
_EARLIER = (
    select(Visit.unit_id, Round.starts_on, Round.name, Visit.planned_on, VisitScore.items)
    .join(Round, Round.id == Visit.round_id)
    .join(VisitProgress, VisitProgress.visit_id == Visit.id)
    .join(
        VisitScore,
        (VisitScore.visit_id == Visit.id) & (VisitScore.layer == VisitProgress.counts),
    )
    .where(
        Visit.unit_id.in_(bindparam("units", expanding=True)),
        Round.starts_on < bindparam("newest"),
        VisitProgress.review == bindparam("approved"),
    )
    .order_by(Round.starts_on, Visit.id)
)


def last_results(session: Session, visits: Sequence[Visit]) -> dict[int, dict[str, LastResult]]:
    """Of each visit its indicators with a result from before, by item; one query for all.

    The newest earlier round that has a result counts, item by item. An approved visit is not
    drawn anew, so its stored figures are read as they are.
    """
    earlier = _of_units(session, visits)
    return {visit.id: _of_visit(visit, earlier) for visit in visits}


def _of_visit(visit: Visit, earlier: Iterable[_Earlier]) -> dict[str, LastResult]:
    before = [
        each
        for each in earlier
        if each.unit_id == visit.unit_id and each.began < visit.round.starts_on
    ]
    if not before:
        return {}
    checklist = definition_of(visit.checklist_version)
    wanted = [item.code for _, item in checklist.items() if item.kind is Kind.INDICATOR]
    found: dict[str, LastResult] = {}
    for each in sorted(before, key=lambda one: one.began):
        held = figures_of(each.raw_items)
        for code in wanted:
            actual = held[code][3] if code in held else None
            if actual is not None:
                found[code] = LastResult(actual, each.round, each.on)
    return found


def _of_units(session: Session, visits: Sequence[Visit]) -> list[_Earlier]:
    # Of approved visits in the rounds of these themselves nothing is read: they are not earlier.
    asked = {
        "units": sorted({visit.unit_id for visit in visits}),
        "newest": max((visit.round.starts_on for visit in visits), default=date.min),
        "approved": ReviewState.APPROVED,
    }
    return [_Earlier(*row) for row in session.execute(_EARLIER, asked)]
