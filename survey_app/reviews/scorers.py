"""Double scoring switched, drawn and staffed: what may still be changed of it, and when.

It is switched before anything is recorded: what was recorded in sight of others cannot become two
independent scores. A scorer may be replaced until the review is opened.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.fieldwork.inserting import insert_new
from survey_app.fieldwork.models import VisitLog
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.reviews.service import REASON_LIMIT
from survey_app.visits import scorers
from survey_app.visits.models import Round, Visit
from survey_app.visits.rules import DoubleScoring, Seat, drawn
from survey_app.visits.scorers import Change, eligible

__all__ = [
    "Change",
    "Scheme",
    "begun",
    "choose",
    "eligible",
    "let_go",
    "release",
    "replace",
    "set_up",
]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Which visits of a round are scored apart; a share (percent) and a seed draw the sample."""

    mode: DoubleScoring
    share: int | None = None
    seed: str = ""

    @property
    def draws(self) -> bool:
        """Whether the sample is drawn and not picked by hand."""
        return self.mode is DoubleScoring.SAMPLE and self.share is not None


def begun(session: Session, visit_ids: Collection[int]) -> set[int]:
    """On which of these visits something was recorded."""
    asked = select(VisitLog.visit_id).where(
        VisitLog.visit_id.in_(visit_ids), VisitLog.last_number > 0
    )
    return set(session.scalars(asked))


def set_up(
    session: Session, round_: Round, visits: Sequence[Visit], scheme: Scheme, change: Change
) -> list[Visit]:
    """Switch the double scoring of a round; returns the visits that it wanted and cannot have two
    scorers, because not two of their members may score.

    A drawn sample is drawn among the visits that have not begun; the others stay as they are.
    """
    fresh = _not_begun(session, visits)
    _check_nothing_switched(scheme, [each for each in visits if each not in fresh])
    round_.double_scoring = scheme.mode
    round_.double_share, round_.double_seed = scheme.share, clean(scheme.seed)
    wanted = _wanted(scheme, fresh)
    lacking = []
    for visit in fresh:
        people = [person.id for person in eligible(visit)]
        if visit not in wanted:
            scorers.clear(session, visit, change)
        elif visit.first_scorer_id is None and len(people) > 1:
            scorers.name(session, visit, people[0], people[1], change)
        elif visit.first_scorer_id is None:
            lacking.append(visit)
    return lacking


def choose(session: Session, visit: Visit, pair: tuple[int, int], change: Change) -> None:
    """Name the two who score a visit apart, before it begins."""
    _check_not_begun(session, visit)
    scorers.name(session, visit, *pair, change)
    if visit.round.double_scoring is DoubleScoring.OFF:
        visit.round.double_scoring = DoubleScoring.SAMPLE


def release(session: Session, visit: Visit, change: Change) -> None:
    """Let the team score a visit together after all, before it begins."""
    _check_not_begun(session, visit)
    scorers.clear(session, visit, change)


def replace(session: Session, visit: Visit, seat: Seat, person_id: int, change: Change) -> None:
    """Put another member in the place of a scorer; what was recorded before stays in the log."""
    _check_replaceable(session, visit, change)
    scorers.replace(session, visit, seat, person_id, change)


def let_go(session: Session, visit: Visit, seat: Seat, change: Change) -> None:
    """Go on with one scorer: the score of the other one counts no more and stays in the log."""
    _check_replaceable(session, visit, change)
    scorers.let_go(session, visit, seat, change)


def _wanted(scheme: Scheme, fresh: Sequence[Visit]) -> list[Visit]:
    if scheme.mode is DoubleScoring.ALL:
        return list(fresh)
    if scheme.mode is DoubleScoring.OFF:
        return []
    if not scheme.draws:
        return [visit for visit in fresh if visit.first_scorer_id is not None]
    able = [visit for visit in fresh if len(eligible(visit)) > 1]
    chosen = drawn([each.unit.code for each in able], share=scheme.share or 0, seed=scheme.seed)
    return [visit for visit in able if visit.unit.code in chosen]


def _check_nothing_switched(scheme: Scheme, under_way: Sequence[Visit]) -> None:
    """What has begun stays as it began."""
    is_apart = {DoubleScoring.ALL: True, DoubleScoring.OFF: False}.get(scheme.mode)
    switched = [
        visit.unit.name
        for visit in under_way
        if is_apart is not None and (visit.first_scorer_id is not None) is not is_apart
    ]
    if switched:
        raise Problem(Code.DOUBLE_BEGUN, {"units": switched})


def _check_not_begun(session: Session, visit: Visit) -> None:
    if visit not in _not_begun(session, [visit]):
        raise Problem(Code.DOUBLE_BEGUN, {"units": [visit.unit.name]})


def _not_begun(session: Session, visits: Sequence[Visit]) -> list[Visit]:
    """The visits without an entry; nobody's first one comes before this transaction is through."""
    rows = [{"visit_id": visit.id, "last_number": 0} for visit in visits]
    if rows:
        insert_new(session, VisitLog, rows, ("visit_id",))
    ids = [visit.id for visit in visits]
    line = select(VisitLog.visit_id, VisitLog.last_number).where(VisitLog.visit_id.in_(ids))
    numbers = {
        row.visit_id: row.last_number
        for row in session.execute(line.order_by(VisitLog.visit_id).with_for_update())
    }
    return [visit for visit in visits if numbers[visit.id] == 0]


def _check_replaceable(session: Session, visit: Visit, change: Change) -> None:
    if not clean(change.reason):
        raise Problem(Code.REASON_MISSING)
    if len(change.reason) > REASON_LIMIT:
        raise Problem(Code.UNACCEPTABLE, {"field": "reason", "limit": REASON_LIMIT})
    if visit.first_scorer_id is None:
        raise Problem(Code.SCORERS_REFUSED)
    if state_of(session, visit.id) is not ReviewState.UNOPENED:
        raise Problem(Code.DOUBLE_OPENED)
