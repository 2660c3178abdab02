"""Lines drawn from the log, the decisions and the scores. Reads only, in a constant number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.definition import Checklist, Kind
from forms.scoring import Explanation
from survey_app.checklists.queries import definition_of
from survey_app.fieldwork import queries as fieldwork
from survey_app.fieldwork.rules import FROM_UNIT, EntryKind, Layer
from survey_app.fieldwork.state import EntryView, HandOver, Recorded
from survey_app.progress import rules
from survey_app.progress.rules import Line
from survey_app.reviews import queries as reviews
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Returned, ReviewState
from survey_app.scoring.cases import answers_of, cases_of, counting, explained
from survey_app.scoring.rules import Scored, stored
from survey_app.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn of a visit: its line and the scores of its layers."""

    line: Line
    scores: Mapping[Layer, Scored]


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a line is drawn from, for one visit."""

    visit: Visit
    basis: str
    review: ReviewState
    returned: Sequence[Returned]
    handed: HandOver | None
    found: Recorded
    deciders: Mapping[int, int]
    decided_at: datetime | None


def drawings(
    session: Session, visits: Sequence[Visit], bases: Mapping[int, str]
) -> dict[int, Drawing]:
    """Everything of these visits, from scratch.

    ``bases`` were read before: what is drawn is at least as new, so that whatever moves meanwhile
    makes the line stale and never wrongly fresh.
    """
    ids = [visit.id for visit in visits]
    states = reviews.states_of(session, ids)
    returned = reviews.returned_items(session, ids)
    approved = {id_ for id_, state in states.items() if state is ReviewState.APPROVED}
    handed = fieldwork.hand_overs(session, ids, settled=approved)
    found = fieldwork.recorded_of(session, ids)
    deciders, decided = _decisions(session, ids)
    cases = cases_of(session, visits, found)
    drawn = {}
    for visit in visits:
        facts = _Facts(
            visit=visit,
            basis=bases[visit.id],
            review=states[visit.id],
            returned=returned[visit.id],
            handed=handed.get(visit.id),
            found=found[visit.id],
            deciders=deciders[visit.id],
            decided_at=decided.get(visit.id),
        )
        scores, answers = explained(cases[visit.id]), answers_of(cases[visit.id])
        told = {layer: Scored(score, answers[layer]) for layer, score in scores.items()}
        drawn[visit.id] = Drawing(_line(facts, scores), told)
    return drawn


def _line(facts: _Facts, scores: Mapping[Layer, Explanation]) -> Line:
    checklist = definition_of(facts.visit.checklist_version)
    base = _base_items(checklist)
    standing = [
        head
        for head in facts.found.heads
        if head.value is not None
        and head.layer in (None, Layer.TEAM)
        and head.kind is not EntryKind.COMMENT
        # What its unit attaches beforehand does not begin a visit.
        and not head.device.startswith(FROM_UNIT)
    ]
    counts, score = counting(scores)
    return Line(
        visit_id=facts.visit.id,
        basis=facts.basis,
        review=facts.review,
        entries=len(standing),
        answered=len({head.item for head in standing if _is_answer(head)} & base),
        items=len(base),
        photos=sum(head.kind is EntryKind.PHOTO for head in standing),
        counts=counts,
        total=stored(score.totals.total),
        scored=score.scored,
        scorable=score.scorable,
        level=score.levels.label,
        handed=rules.written_hand_over(facts.handed),
        returned=rules.written_returns(facts.returned, facts.deciders),
        marks=_marks(facts.found),
        decided_at=facts.decided_at,
        handed_at=facts.handed.at if facts.handed else None,
    )


def _is_answer(head: EntryView) -> bool:
    return head.kind is EntryKind.ANSWER


def _marks(found: Recorded) -> str:
    """Of each item: documents, photos, how many people score it apart from each other."""
    scorers = Counter(item for told in found.by_scorer.values() for item in told)
    proofs = found.evidence_counts()
    nothing: Mapping[str, int] = {"documents": 0, "photos": 0}
    marks = {
        item: [
            proofs.get(item, nothing)["documents"],
            proofs.get(item, nothing)["photos"],
            scorers[item],
        ]
        for item in sorted(scorers.keys() | proofs.keys())
    }
    return json.dumps(marks, separators=(",", ":"))


def _decisions(
    session: Session, ids: Sequence[int]
) -> tuple[dict[int, dict[int, int]], dict[int, datetime]]:
    deciders: dict[int, dict[int, int]] = {id_: {} for id_ in ids}
    last: dict[int, datetime] = {}
    rows = session.execute(
        select(Decision.visit_id, Decision.number, Decision.made_by_id, Decision.made_at)
        .where(Decision.visit_id.in_(ids))
        .order_by(Decision.visit_id, Decision.number)
    )
    for visit_id, number, person_id, at in rows:
        deciders[visit_id][number] = person_id
        last[visit_id] = at
    return deciders, last


def _base_items(checklist: Checklist) -> set[str]:
    """The items that a visit has to answer: those of the sections, bonus and penalty apart."""
    return {
        item.code
        for section, item in checklist.items()
        if section and item.kind not in (Kind.BONUS, Kind.PENALTY)
    }
