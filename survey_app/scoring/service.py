"""Writes of scores: what is given at desks, and the projected totals. Adds and never commits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from forms.scoring import ENGINE_VERSION, Explanation
from survey_app.fieldwork.canonical import canonical
from survey_app.fieldwork.rules import Layer
from survey_app.scoring.cases import counting, explanations
from survey_app.scoring.models import LayerScore, SectionScore, VisitScore
from survey_app.scoring.rules import Scored, item_figures, section_sums, stored
from survey_app.visits.models import Visit

__all__ = ["DeskScore", "counting", "explanations", "keep", "set_score"]


@dataclass(frozen=True, slots=True)
class DeskScore:
    """A score given at a desk; ``value`` as the phones send it, None takes the score back."""

    layer: Layer
    item: str
    value: Mapping[str, Any] | None
    reason: str


def set_score(
    session: Session, visit: Visit, score: DeskScore, *, given_by_id: int, at: datetime
) -> LayerScore:
    """Write a desk's score beside the others; none is overwritten."""
    newest = session.scalar(
        select(func.max(LayerScore.number)).where(
            LayerScore.visit_id == visit.id,
            LayerScore.layer == score.layer,
            LayerScore.item == score.item,
        )
    )
    row = LayerScore(
        visit_id=visit.id,
        layer=score.layer,
        item=score.item,
        number=(newest or 0) + 1,
        value=canonical(score.value),
        reason=score.reason,
        given_by_id=given_by_id,
        given_at=at,
    )
    session.add(row)
    session.flush()
    return row


def keep(session: Session, visit_id: int, scores: Mapping[Layer, Scored], *, at: datetime) -> None:
    """Write these scores in place of those that were projected before."""
    session.execute(delete(VisitScore).where(VisitScore.visit_id == visit_id))
    session.execute(delete(SectionScore).where(SectionScore.visit_id == visit_id))
    rows = [_visit_row(visit_id, layer, each, at) for layer, each in scores.items()]
    session.execute(insert(VisitScore), rows)
    sections = [row for layer, each in scores.items() for row in _rows(visit_id, layer, each.score)]
    if sections:
        session.execute(insert(SectionScore), sections)


def _visit_row(visit_id: int, layer: Layer, each: Scored, at: datetime) -> dict[str, Any]:
    score = each.score
    return {
        "visit_id": visit_id,
        "layer": layer,
        "total": stored(score.totals.total),
        "scored": score.scored,
        "scorable": score.scorable,
        "level": score.levels.label,
        "items": item_figures(each),
        "sections": json.dumps(section_sums(score), separators=(",", ":")),
        "engine": ENGINE_VERSION,
        "drawn_at": at,
    }


def _rows(visit_id: int, layer: Layer, score: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "visit_id": visit_id,
            "layer": layer,
            "section": section.code,
            "points": stored(section.points),
            "score": stored(section.score),
        }
        for section in score.sections
    ]
