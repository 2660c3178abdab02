"""That two wordings do not mean the same: said by a person, remembered, taken back."""

from __future__ import annotations

import json

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import queries
from survey_app.evaluations.alike import match_key
from survey_app.evaluations.models import ApartPair, Evaluation, EvaluationChange
from survey_app.evaluations.parts_of_merge import pair
from survey_app.evaluations.rules import ChangeKind
from survey_app.evaluations.telling import Clerk, Told, note

_NOTHING = "{}"


def tell_apart(
    session: Session, evaluation: Evaluation, ids: tuple[int, int], *, clerk: Clerk
) -> None:
    """Two statements do not mean the same: not suggested again, nor joined by a merge."""
    queries.locked_evaluation(session, evaluation.round_id)
    rows = queries.some_statements(session, evaluation.id, ids)
    if len(rows) != len(ids):
        raise Problem(Code.NOT_FOUND, {"statement": ids[0]})
    keys = pair(match_key(rows[0].text), match_key(rows[1].text))
    if keys[0] == keys[1] or _find(session, evaluation.id, keys) is not None:
        return
    _add(session, evaluation.id, keys)
    words = " ≠ ".join(row.text if row.edited is None else row.edited for row in rows)
    said = json.dumps({"apart": keys})
    told = Told(ChangeKind.TOLD_APART, rows[0].id, words, _NOTHING, said)
    note(session, evaluation.round_id, clerk, told)


def turn_back(session: Session, done: EvaluationChange, *, clerk: Clerk) -> None:
    """Forget that they were told apart, or, of what was taken back, say it again."""
    evaluation = queries.locked_evaluation(session, done.round_id)
    before, after = json.loads(done.before), json.loads(done.after)
    keys = pair(*(after or before)["apart"])
    found = _find(session, evaluation.id, keys)
    if (found is not None) != bool(after):
        raise Problem(Code.UNDO_OVERTAKEN, {"change": done.id})
    if found is not None:
        session.execute(delete(ApartPair).where(ApartPair.id == found))
    else:
        _add(session, evaluation.id, keys)
    told = Told(ChangeKind.UNDONE, done.statement_id, done.words, done.after, done.before, done.id)
    note(session, done.round_id, clerk, told)


def _find(session: Session, evaluation_id: int, keys: tuple[str, str]) -> int | None:
    asked = select(ApartPair.id).where(
        ApartPair.evaluation_id == evaluation_id,
        ApartPair.first_key == keys[0],
        ApartPair.second_key == keys[1],
    )
    return session.scalar(asked)


def _add(session: Session, evaluation_id: int, keys: tuple[str, str]) -> None:
    session.add(ApartPair(evaluation_id=evaluation_id, first_key=keys[0], second_key=keys[1]))
    session.flush()
