"""The lead's and the office's moves on a visit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import g

from survey_app import pipeline
from survey_app.api import schemas
from survey_app.api.visits import visible_visit
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.edge import commits, db, deciding, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.fieldwork.rules import Layer
from survey_app.reviews.rules import (
    Agree,
    Approve,
    Command,
    Confirm,
    Move,
    Open,
    Reopen,
    Return,
    ReturnLine,
    TakeBack,
)
from survey_app.visits.rules import Role

blueprint = ApiBlueprint("decisions", __name__, description="Reviewing a visit.")
Asked = dict[str, Any]


@blueprint.route("/visits/<uuid:key>/decisions", methods=["POST"])
@requires(Action.REVIEW_DECIDE)
@commits
@blueprint.arguments(schemas.DecisionAsked)
@blueprint.response(201, schemas.Decision)
def decide(asked: Asked, key: UUID) -> dict[str, Any]:
    """Agree sets a score, confirm and return name items, approve seals, reopen says why."""
    visit = visible_visit(key)
    command = COMMANDS[asked["move"]](asked)
    decision = deciding.decide(visit, command)
    return {
        "number": decision.number,
        "move": decision.move,
        "state": pipeline.visit_states(db.session, [visit])[visit.id],
        "at": decision.made_at,
    }


def _open(asked: Asked) -> Command:
    return Open(seen=asked.get("seen"))


def _agree(asked: Asked) -> Command:
    if "item" not in asked or "value" not in asked:
        raise Problem(Code.UNACCEPTABLE, {"fields": {"item": [], "value": []}})
    usual = Layer.FINAL if g.actor.role is Role.OFFICE else Layer.AGREED
    return Agree(
        item=asked["item"],
        layer=asked.get("layer", usual),
        value=_answer(asked["value"]),
        reason=clean(asked.get("reason", "")),
        seen=asked.get("seen"),
    )


def _return(asked: Asked) -> Command:
    lines = tuple(
        ReturnLine(each["item"], clean(each["reason"]), _answer(each.get("proposed")))
        for each in asked.get("items", [])
    )
    return Return(lines, seen=asked.get("seen"))


def _confirm(asked: Asked) -> Command:
    return Confirm(_items(asked), seen=asked.get("seen"), entries_seen=asked.get("entries_seen"))


def _take_back(asked: Asked) -> Command:
    return TakeBack(_items(asked), clean(asked.get("reason", "")), seen=asked.get("seen"))


def _items(asked: Asked) -> tuple[str, ...]:
    return tuple(each["item"] for each in asked.get("items", []))


def _approve(asked: Asked) -> Command:
    return Approve(seen=asked.get("seen"), entries_seen=asked.get("entries_seen"))


def _reopen(asked: Asked) -> Command:
    return Reopen(clean(asked.get("reason", "")), seen=asked.get("seen"))


def _answer(value: object) -> dict[str, Any] | None:
    """An answer as phones send it; a bare value is taken for the answer's value."""
    if value is None or isinstance(value, dict):
        return value
    return {"value": value}


COMMANDS: dict[Move, Callable[[Asked], Command]] = {
    Move.OPEN: _open,
    Move.AGREE: _agree,
    Move.CONFIRM: _confirm,
    Move.RETURN: _return,
    Move.TAKE_BACK: _take_back,
    Move.APPROVE: _approve,
    Move.REOPEN: _reopen,
}
