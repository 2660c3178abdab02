"""Drawing lines anew. Adds and never commits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from forms.scoring import ENGINE_VERSION
from survey_app.fieldwork.models import VisitLog
from survey_app.fieldwork.sight import seeing_everything
from survey_app.progress import queries
from survey_app.progress.drawing import Drawing, drawings
from survey_app.progress.models import VisitProgress
from survey_app.scoring import service as scoring
from survey_app.visits.completing import complete
from survey_app.visits.models import Visit


def draw(session: Session, visit: Visit, *, at: datetime) -> None:
    """Draw the line and the scores of a visit, for what is written in this transaction."""
    session.flush()
    with seeing_everything(session):
        bases = queries.bases(session, [visit.id])
        keep(session, drawings(session, [visit], bases), at=at)


def drawn(session: Session, visit_ids: Sequence[int]) -> dict[int, Drawing]:
    """What is to be kept of these visits; reads only, so that nobody waits for it."""
    bases = queries.bases(session, visit_ids)
    visits = session.scalars(select(Visit).where(Visit.id.in_(visit_ids))).all()
    return drawings(session, complete(session, visits), bases)


def keep(session: Session, made: Mapping[int, Drawing], *, at: datetime) -> None:
    """Write what was drawn in place of what was there.

    A line older than one that is there does no harm: its basis says so to every reader.
    """
    for visit_id in sorted(made):
        # The visit's line of numbers is also the line in which those who draw it wait.
        session.execute(
            select(VisitLog.last_number).where(VisitLog.visit_id == visit_id).with_for_update()
        )
        session.execute(delete(VisitProgress).where(VisitProgress.visit_id == visit_id))
        row = made[visit_id].line._asdict() | {"engine": ENGINE_VERSION, "drawn_at": at}
        session.execute(insert(VisitProgress), [row])
        scoring.keep(session, visit_id, made[visit_id].scores, at=at)


def forget(session: Session, visit_ids: Iterable[int] | None = None) -> None:
    """Drop lines, of all visits where none are named; readers work them out until drawn anew."""
    asked = delete(VisitProgress)
    if visit_ids is not None:
        asked = asked.where(VisitProgress.visit_id.in_(list(visit_ids)))
    session.execute(asked)
