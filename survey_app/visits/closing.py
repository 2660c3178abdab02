"""A round is opened, closed and opened again; what a closed one no longer takes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.visits.models import Person, Round
from survey_app.visits.round_models import RoundChange
from survey_app.visits.rules import ROUND_MOVES, RoundMove, RoundState


def moves_from(state: RoundState) -> list[RoundMove]:
    """What can be done with a round that stands so."""
    return [move for before, move in ROUND_MOVES if before is state]


def move_round(
    session: Session,
    round_: Round,
    move: RoundMove,
    *,
    reason: str = "",
    by: Person,
    at: datetime,
) -> None:
    """Open, close or reopen a round; only a reopening has to be explained.

    What cannot follow on the present state raises Problem; of two people who do the same at once
    the unique number lets one through.
    """
    after = ROUND_MOVES.get((round_.state, move))
    if after is None:
        raise Problem(Code.ROUND_MOVE_REFUSED, {"state": round_.state.value, "move": move.value})
    said = clean(reason)
    if move is RoundMove.REOPEN and not said:
        raise Problem(Code.REASON_MISSING)
    number = len(changes_of_round(session, round_.id)) + 1
    round_.state = after
    session.add(
        RoundChange(
            round_id=round_.id,
            number=number,
            move=move,
            reason=said,
            made_by_id=by.id,
            made_at=at,
        )
    )
    session.flush()


def changes_of_round(session: Session, round_id: int) -> list[RoundChange]:
    """Every time the round was opened or closed, the newest first."""
    asked = select(RoundChange).where(RoundChange.round_id == round_id)
    named = asked.options(joinedload(RoundChange.made_by))
    return list(session.scalars(named.order_by(RoundChange.number.desc())))


def check_takes(round_: Round) -> None:
    """Raise Problem where the round is closed: it takes no visits, plans or decisions."""
    if round_.state is RoundState.CLOSED:
        raise Problem(Code.ROUND_CLOSED, {"round": round_.name})
