"""Which evaluations there are, and which of them stand on a visit."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.evaluations.models import Evaluation, EvaluationVisit


def evaluations_using(session: Session, visit_id: int) -> list[Evaluation]:
    """The evaluations that have taken this visit in, the oldest first."""
    asked = (
        select(Evaluation)
        .join(EvaluationVisit, EvaluationVisit.evaluation_id == Evaluation.id)
        .where(EvaluationVisit.visit_id == visit_id)
        .order_by(Evaluation.id)
    )
    return list(session.scalars(asked))


def evaluations_by_round(session: Session) -> dict[int, Evaluation]:
    """The evaluation of each round that has one, in one query."""
    rows = session.scalars(select(Evaluation).order_by(Evaluation.id))
    return {row.round_id: row for row in rows}
