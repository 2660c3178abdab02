"""How far the layers of visits lie apart, for lists: one question over any number of visits."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from survey_app.fieldwork.rules import Layer
from survey_app.progress.models import VisitProgress
from survey_app.scoring.models import SectionScore


def gaps_among(session: Session, asked: Select[int]) -> dict[int, Decimal]:
    """Points between the unit's own score and the one that counts, over all sections of a visit.

    Sections count by themselves, so that one too high does not hide one too low. A visit whose
    unit has scored nothing is left out.
    """
    own, counted = aliased(SectionScore), aliased(SectionScore)
    apart = func.sum(func.abs(own.score - counted.score), type_=own.score.type)
    rows = session.execute(
        select(own.visit_id, apart.label("apart"))
        .join(VisitProgress, VisitProgress.visit_id == own.visit_id)
        .join(
            counted,
            and_(
                counted.visit_id == own.visit_id,
                counted.section == own.section,
                counted.layer == VisitProgress.counts,
            ),
        )
        .where(
            own.layer == Layer.SELF,
            own.visit_id.in_(asked),
            own.score.is_not(None),
            counted.score.is_not(None),
        )
        .group_by(own.visit_id)
        .order_by(own.visit_id)
    )
    return {row.visit_id: row.apart for row in rows}
