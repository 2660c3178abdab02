"""The counting scores of many visits, from what the scoring stage has projected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from survey_app.evaluations.facts import ScoreFacts, SectionFacts
from survey_app.fieldwork.rules import Layer
from survey_app.scoring.models import SectionScore, VisitScore
from survey_app.scoring.queries import section_scores, visit_scores

# The last layer that has a score counts; the unit's own score never does.
_COUNTING = (Layer.FINAL, Layer.AGREED, Layer.TEAM)


def scores_of(session: Session, visit_ids: Sequence[int]) -> dict[int, ScoreFacts]:
    """The counting score of each visit that has one; two queries."""
    totals = visit_scores(session, visit_ids)
    sections = section_scores(session, visit_ids)
    found = {}
    for visit_id, layers in totals.items():
        layer = next((each for each in _COUNTING if each in layers), None)
        if layer is not None:
            found[visit_id] = _score(layers[layer], sections[visit_id].get(layer, {}))
    return found


def _score(total: VisitScore, sections: Mapping[str, SectionScore]) -> ScoreFacts:
    return ScoreFacts(
        layer=total.layer,
        total=total.total,
        level=total.level or "",
        scored=total.scored,
        scorable=total.scorable,
        sections={code: SectionFacts(row.points, row.score) for code, row in sections.items()},
    )
