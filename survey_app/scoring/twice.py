"""Reads of what was scored twice: of one visit for its review, of many for their agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy.orm import Session

from forms.definition import Kind
from forms.scoring.explanation import State
from survey_app.fieldwork.queries import recorded_of, scores_log
from survey_app.fieldwork.state import Recorded
from survey_app.scoring.agreement import Twice
from survey_app.scoring.cases import cases_of
from survey_app.scoring.comparing import Compared, ItemPair, compare
from survey_app.visits.models import Visit


def compared(session: Session, visit: Visit, found: Recorded) -> Compared | None:
    """The two scores of a visit item by item; None where there are not two, or not both yet."""
    return compared_of(session, [visit], {visit.id: found}).get(visit.id)


def compared_of(
    session: Session, visits: Sequence[Visit], found: Mapping[int, Recorded] | None = None
) -> dict[int, Compared]:
    """The same of each visit that has it; a constant number of queries."""
    apart = [visit for visit in visits if visit.second_scorer_id is not None]
    if not apart:
        return {}
    ids = [visit.id for visit in apart]
    state = found if found is not None else recorded_of(session, ids)
    logs = scores_log(session, ids)
    cases = cases_of(session, apart, {visit_id: state[visit_id] for visit_id in ids})
    pairs = {visit_id: compare(cases[visit_id], logs.get(visit_id, [])) for visit_id in ids}
    return {visit_id: each for visit_id, each in pairs.items() if each is not None}


def twice_scored(visit: Visit, compared: Compared) -> list[Twice]:
    """What both gave points to before seeing the other's."""
    return [
        _twice(visit, compared, each)
        for each in compared.items
        if each.first.blind.state is State.SCORED and each.second.blind.state is State.SCORED
    ]


def _twice(visit: Visit, compared: Compared, each: ItemPair) -> Twice:
    first, second = compared.pair.scorers
    return Twice(
        visit=visit.id,
        on=visit.planned_on,
        item=each.item.code,
        points=Fraction(each.item.points or 0),
        first=first,
        second=second,
        one=each.first.blind.earned or Fraction(0),
        other=each.second.blind.earned or Fraction(0),
        is_scale=each.item.kind is Kind.SCALE,
    )
