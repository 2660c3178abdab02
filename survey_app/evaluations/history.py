"""Reads of the history of an evaluation. The number of queries never depends on its length."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, load_only

from survey_app.evaluations.models import EvaluationChange, Statement
from survey_app.evaluations.rules import ChangeKind

_SHOWN = (
    EvaluationChange.kind,
    EvaluationChange.statement_id,
    EvaluationChange.words,
    EvaluationChange.reason,
    EvaluationChange.made_at,
    EvaluationChange.undoes_id,
)


def changes_of_round(session: Session, round_id: int) -> list[EvaluationChange]:
    """Everything that was done to the evaluation of a round, the newest first."""
    asked = select(EvaluationChange).where(EvaluationChange.round_id == round_id)
    return _read(session, asked)


def changes_of_statement(
    session: Session, round_id: int, statement_id: int
) -> list[EvaluationChange]:
    """What was done to a statement itself, the newest first."""
    asked = select(EvaluationChange).where(
        EvaluationChange.round_id == round_id, EvaluationChange.statement_id == statement_id
    )
    return _read(session, asked)


def undone(session: Session, round_id: int) -> frozenset[int]:
    """The changes of a round that were taken back."""
    asked = select(EvaluationChange.undoes_id).where(
        EvaluationChange.round_id == round_id, EvaluationChange.undoes_id.is_not(None)
    )
    return frozenset(id_ for id_ in session.scalars(asked) if id_ is not None)


def statements_away(session: Session, evaluation_id: int) -> list[Statement]:
    """Statements that the office left out, in the order of the draft."""
    asked = select(Statement).where(
        Statement.evaluation_id == evaluation_id,
        Statement.away,
        Statement.into_id.is_(None),
        Statement.sources.any() | Statement.edited.is_not(None),
    )
    return list(
        session.scalars(asked.order_by(Statement.outline_code, Statement.position, Statement.id))
    )


def last_wording(session: Session, statement_id: int) -> EvaluationChange | None:
    """Who changed a statement last, setting words aside not counted."""
    asked = (
        select(EvaluationChange)
        .where(
            EvaluationChange.statement_id == statement_id,
            EvaluationChange.kind != ChangeKind.SET_ASIDE,
        )
        .options(joinedload(EvaluationChange.made_by))
        .order_by(EvaluationChange.id.desc())
        .limit(1)
    )
    return session.scalar(asked)


def _read(session: Session, asked: Select[EvaluationChange]) -> list[EvaluationChange]:
    options = (load_only(*_SHOWN), joinedload(EvaluationChange.made_by))
    return list(session.scalars(asked.options(*options).order_by(EvaluationChange.id.desc())))
