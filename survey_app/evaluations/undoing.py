"""Takes back what the office did to an evaluation. Adds and never commits."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import apart, outlining, queries
from survey_app.evaluations.models import EvaluationChange
from survey_app.evaluations.rules import NOT_UNDONE, ChangeKind
from survey_app.evaluations.shapes import Overtaken, read, turned_back, written
from survey_app.evaluations.telling import Clerk, Told, note, reshaped, shapes_of


def undo(session: Session, round_id: int, change_id: int, *, clerk: Clerk) -> None:
    """Take one change back; that is a change too, and can itself be taken back.

    Problems: not-found; undo-overtaken, where the same thing was changed again since, or this was
    taken back already.
    """
    queries.locked_evaluation(session, round_id)
    done = session.scalar(
        select(EvaluationChange).where(
            EvaluationChange.id == change_id, EvaluationChange.round_id == round_id
        )
    )
    if done is None or done.kind in NOT_UNDONE:
        raise Problem(Code.NOT_FOUND, {"change": change_id})
    if _is_undone(session, done):
        raise Problem(Code.UNDO_OVERTAKEN, {"change": change_id})
    origin = _origin(session, done)
    if origin is ChangeKind.OUTLINED:
        outlining.turn_back(session, done, clerk=clerk)
    elif origin is ChangeKind.TOLD_APART:
        apart.turn_back(session, done, clerk=clerk)
    else:
        _statements_back(session, done, clerk)


def _is_undone(session: Session, done: EvaluationChange) -> bool:
    asked = select(EvaluationChange.id).where(EvaluationChange.undoes_id == done.id)
    return session.scalar(asked) is not None


def _origin(session: Session, done: EvaluationChange) -> ChangeKind:
    """What kind of change it is at bottom, however often it was taken back and done again."""
    while done.undoes_id is not None:
        done = session.get_one(EvaluationChange, done.undoes_id)
    return done.kind


def _statements_back(session: Session, done: EvaluationChange, clerk: Clerk) -> None:
    before, after = read(done.before), read(done.after)
    rows = {row.id: row for row in queries.statements_by_id(session, before.keys())}
    if rows.keys() != before.keys():
        raise Problem(Code.UNDO_OVERTAKEN, {"change": done.id})
    now = shapes_of(rows.values())
    try:
        back = turned_back(before, after, now)
    except Overtaken:
        raise Problem(Code.UNDO_OVERTAKEN, {"change": done.id}) from None
    reshaped(session, rows, back)
    first = rows.get(done.statement_id or 0)
    words = (first.text if first.edited is None else first.edited) if first else done.words
    then = written(shapes_of(rows.values()))
    told = Told(ChangeKind.UNDONE, done.statement_id, words, written(now), then, done.id)
    note(session, done.round_id, clerk, told)
