"""Writes of scores: what is given at desks, and the projected totals. Adds and never commits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from forms.scoring import ENGINE_VERSION, Explanation
from survey_app.fieldwork.canonical import canonical
from survey_app.fieldwork.rules import Layer
from survey_app.scoring.cases import counting, explanations
from survey_app.scoring.models import LayerScore, SectionScore, VisitScore
from survey_app.visits.models import Visit

__all__ = ["DeskScore", "counting", "explanations", "project", "set_score"]

_STORED = Decimal("0.000001")


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


def project(session: Session, visit: Visit, *, at: datetime) -> dict[Layer, Explanation]:
    """Write what the layers add up to, for pages over many visits; returns it explained."""
    scores = explanations(session, visit)
    session.execute(delete(VisitScore).where(VisitScore.visit_id == visit.id))
    session.execute(delete(SectionScore).where(SectionScore.visit_id == visit.id))
    session.execute(
        insert(VisitScore),
        [_visit_row(visit.id, layer, score, at) for layer, score in scores.items()],
    )
    sections = [row for layer, score in scores.items() for row in _rows(visit.id, layer, score)]
    if sections:
        session.execute(insert(SectionScore), sections)
    return scores


def _visit_row(visit_id: int, layer: Layer, score: Explanation, at: datetime) -> dict[str, Any]:
    return {
        "visit_id": visit_id,
        "layer": layer,
        "total": _decimal(score.totals.total),
        "scored": score.scored,
        "scorable": score.scorable,
        "level": score.levels.label,
        "engine": ENGINE_VERSION,
        "drawn_at": at,
    }


def _rows(visit_id: int, layer: Layer, score: Explanation) -> list[dict[str, Any]]:
    return [
        {
            "visit_id": visit_id,
            "layer": layer,
            "section": section.code,
            "points": _decimal(section.points),
            "score": _decimal(section.score),
        }
        for section in score.sections
    ]


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_STORED)
