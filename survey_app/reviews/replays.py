"""A form that was sent twice: the decision that its first arrival made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.core.vietnamese import clean
from survey_app.fieldwork.canonical import canonical
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import (
    Agree,
    Command,
    Confirm,
    Reopen,
    Return,
    TakeBack,
)
from survey_app.scoring.models import LayerScore
from survey_app.visits.models import Person, Visit


def find_made(session: Session, visit: Visit, command: Command, actor: Person) -> Decision | None:
    """The very decision that this command asks for, if its sender has made it already.

    Only a command that says what its sender had seen can be known again.
    """
    if command.seen is None:
        return None
    made = session.scalar(
        select(Decision).where(
            Decision.visit_id == visit.id,
            Decision.number == command.seen + 1,
            Decision.made_by_id == actor.id,
            Decision.move == command.move,
        )
    )
    return made if made is not None and _is_same(session, made, command) else None


def wire_json(value: Mapping[str, Any] | None) -> str | None:
    """An answer in its wire form as it is kept with a return."""
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _is_same(session: Session, made: Decision, command: Command) -> bool:
    match command:
        case Agree():
            return _is_same_score(session, made, command)
        case Return():
            asked = {each.item: (clean(each.reason), each.proposed) for each in command.items}
            return {line.item: (line.reason, line.proposed) for line in made.returned} == {
                item: (reason, wire_json(proposed)) for item, (reason, proposed) in asked.items()
            }
        case Confirm():
            return {each.item for each in made.named} == set(command.items)
        case TakeBack():
            same_items = {each.item for each in made.named} == set(command.items)
            return same_items and made.reason == clean(command.reason)
        case Reopen():
            return made.reason == clean(command.reason)
        case _:
            return True


def _is_same_score(session: Session, made: Decision, command: Agree) -> bool:
    if made.item != command.item or made.reason != clean(command.reason):
        return False
    given = select(LayerScore.value).where(
        LayerScore.visit_id == made.visit_id,
        LayerScore.item == command.item,
        LayerScore.layer == command.layer,
        LayerScore.given_by_id == made.made_by_id,
        LayerScore.given_at == made.made_at,
    )
    return canonical(command.value) in session.scalars(given).all()
