"""What takes the last decision back, where its maker may still do so."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.reviews import queries
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Agree, Move, TakeBack
from survey_app.scoring.models import LayerScore
from survey_app.visits.models import Person

Undo = Agree | TakeBack


def find_undo(
    session: Session, decisions: Sequence[Decision], actor: Person, reason: str
) -> Undo | None:
    """The move that undoes the last of a visit's decisions; None where there is nothing to undo.

    Only one's own decision, and only while nobody has built on it: an approval is reopened, and a
    return that the team has answered is settled in the open.
    """
    last = decisions[-1] if decisions else None
    if last is None or last.made_by_id != actor.id:
        return None
    match last.move:
        case Move.AGREE:
            return _undo_score(session, last, reason)
        case Move.CONFIRM:
            return TakeBack(tuple(each.item for each in last.named), reason, seen=last.number)
        case Move.RETURN:
            return _undo_return(session, last, reason)
        case _:
            return None


def _undo_score(session: Session, last: Decision, reason: str) -> Agree | None:
    given = session.scalars(
        select(LayerScore)
        .where(LayerScore.visit_id == last.visit_id, LayerScore.item == last.item)
        .order_by(LayerScore.id.desc())
    ).all()
    if not given or given[0].given_at != last.made_at:
        return None
    newest = given[0]
    before = next((each for each in given[1:] if each.layer is newest.layer), None)
    value = json.loads(before.value) if before is not None else None
    return Agree(newest.item, newest.layer, value, reason, seen=last.number)


def _undo_return(session: Session, last: Decision, reason: str) -> TakeBack | None:
    standing = {
        line.item
        for line in queries.open_returns(session, last.visit_id)
        if line.decision == last.number and not line.answered
    }
    items = tuple(line.item for line in last.returned)
    return TakeBack(items, reason, seen=last.number) if standing == set(items) else None
