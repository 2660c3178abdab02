"""The merge of a round's approved visits, and what its evaluation says. Adds, never commits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import queries
from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import EvaluationContent
from survey_app.evaluations.gathering import facts_of
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.outlining import outline_of, set_outline
from survey_app.evaluations.pulling import pull_of, store, take_in
from survey_app.evaluations.rules import ChangeKind
from survey_app.evaluations.telling import Clerk, Told, note
from survey_app.visits.models import Round


def merge(session: Session, round_id: int, *, at: datetime, made_by_id: int) -> Evaluation:
    """Make the draft of a round's evaluation, or pull into it what is new since the last time.

    Merging again with nothing new changes nothing. The office's words survive; a sentence goes
    only when it has no source left and nobody edited it. Problem: nothing-approved, not-found.
    """
    found = session.get(Round, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND, {"round": round_id})
    outline = outline_of(session, round_id)
    pulled = pull_of(session, round_id, outline)
    if not pulled.reports:
        raise Problem(Code.NOTHING_APPROVED, {"round": round_id})
    if not queries.outline_of_round(session, round_id):
        set_outline(session, round_id, outline)
    evaluation = _evaluation(session, found, at=at, made_by_id=made_by_id)
    changed = [
        store(session, evaluation, pulled.pull),
        take_in(session, evaluation, pulled.reports),
    ]
    if any(changed):
        evaluation.merged_at = at
        evaluation.merges += 1
        note(session, round_id, Clerk(made_by_id, at), Told(ChangeKind.PULLED))
    session.flush()
    session.expire(evaluation, ["visits", "statements"])
    return evaluation


def content_of(session: Session, evaluation: Evaluation) -> EvaluationContent:
    """What the evaluation says now, for the page and for each of its documents."""
    return compose(facts_of(session, evaluation))


def _evaluation(session: Session, found: Round, *, at: datetime, made_by_id: int) -> Evaluation:
    """The round's evaluation. Of two who make it at once the database keeps one, and both go on."""
    if queries.evaluation_of_round(session, found.id) is not None:
        return queries.locked_evaluation(session, found.id)
    made = Evaluation(
        round_id=found.id, title=_title(found.name), made_at=at, made_by_id=made_by_id, merged_at=at
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        made = queries.locked_evaluation(session, found.id)
    return made


def _title(name: str) -> str:
    """What the report is about: ``Tổng hợp kết quả khảo sát giữa nhiệm kỳ, tháng 11/2020``."""
    starts_a_sentence = name[:1].isupper() and name[1:2].islower()
    return f"Tổng hợp kết quả {name[:1].lower() + name[1:] if starts_a_sentence else name}"
