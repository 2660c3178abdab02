"""Reads of scores: explained for one visit, projected for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.fieldwork.rules import Layer
from survey_app.scoring.cases import case_of, counting, explained, explanations
from survey_app.scoring.given import given_scores, standing, standing_answers
from survey_app.scoring.models import SectionScore, VisitScore

__all__ = [
    "case_of",
    "counting",
    "explained",
    "explanations",
    "given_scores",
    "section_scores",
    "standing",
    "standing_answers",
    "visit_scores",
]


def visit_scores(session: Session, visit_ids: Sequence[int]) -> dict[int, dict[Layer, VisitScore]]:
    """The projected totals of several visits, by layer."""
    rows = session.scalars(
        select(VisitScore).where(VisitScore.visit_id.in_(visit_ids)).order_by(VisitScore.id)
    )
    found: dict[int, dict[Layer, VisitScore]] = defaultdict(dict)
    for row in rows:
        found[row.visit_id][row.layer] = row
    return {visit_id: found[visit_id] for visit_id in visit_ids}


def section_scores(
    session: Session, visit_ids: Sequence[int]
) -> dict[int, dict[Layer, dict[str, SectionScore]]]:
    """The projected section scores of several visits, by layer and section."""
    rows = session.scalars(
        select(SectionScore).where(SectionScore.visit_id.in_(visit_ids)).order_by(SectionScore.id)
    )
    found: dict[int, dict[Layer, dict[str, SectionScore]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        found[row.visit_id][row.layer][row.section] = row
    return {visit_id: found[visit_id] for visit_id in visit_ids}
