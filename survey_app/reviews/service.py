"""Writes of reviews: one decision at a time, each under the number that its decider had seen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.answers import InvalidAnswer, check_answer
from forms.definition import Checklist, Item
from survey_app.checklists.queries import definition_of
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.fieldwork.queries import hand_over, last_number
from survey_app.reviews import queries
from survey_app.reviews.models import Decision, ReturnedItem
from survey_app.reviews.rules import (
    GIVES,
    Agree,
    Approve,
    Command,
    Move,
    Open,
    Reopen,
    Return,
    ReturnLine,
    is_allowed,
)
from survey_app.scoring.service import DeskScore, set_score
from survey_app.visits.models import Person, Visit

REASON_LIMIT = 5_000


def decide(
    session: Session, visit: Visit, command: Command, *, actor: Person, at: datetime
) -> Decision:
    """Make one move on a visit and return its decision; raise Problem where it cannot be made."""
    if not queries.may_decide(session, visit, actor):
        raise Problem(Code.FORBIDDEN)
    number = _next_number(session, visit, command)
    _check_handed_over(session, visit, command.move)
    try:
        decision = _made(session, visit, command, actor=actor, at=at)
        decision.visit_id, decision.number, decision.move = visit.id, number, command.move
        decision.entries_seen = last_number(session, visit.id)
        decision.made_by_id, decision.made_at = actor.id, at
        session.add(decision)
        session.flush()
    except IntegrityError as error:
        # Somebody decided between our look and our writing; the unique number keeps theirs.
        raise Problem(Code.REVIEW_STALE, {"last": number}) from error
    return decision


def _made(
    session: Session, visit: Visit, command: Command, *, actor: Person, at: datetime
) -> Decision:
    """The decision that a command asks for, with everything that is its own."""
    match command:
        case Agree():
            return _agree(session, visit, command, actor=actor, at=at)
        case Return():
            return _return(visit, command)
        case Approve():
            return _approve(session, visit, command)
        case Reopen():
            return Decision(reason=_reason(command.reason))
        case Open():
            return Decision()


def _next_number(session: Session, visit: Visit, command: Command) -> int:
    last = queries.last_decision(session, visit.id)
    if command.seen is not None and command.seen != last:
        raise Problem(Code.REVIEW_STALE, {"seen": command.seen, "last": last})
    state = queries.state_of(session, visit.id)
    if not is_allowed(state, command.move):
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": state, "move": command.move})
    return last + 1


def _check_handed_over(session: Session, visit: Visit, move: Move) -> None:
    """Any move shuts the visit to its members, so it waits until they have said they are done."""
    if hand_over(session, visit.id) is not None:
        return
    if move is Move.APPROVE:
        raise Problem(Code.APPROVAL_NOT_SUBMITTED)
    raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": "not_handed_over", "move": move})


def _agree(
    session: Session, visit: Visit, command: Agree, *, actor: Person, at: datetime
) -> Decision:
    if command.layer not in GIVES[actor.role]:
        raise Problem(Code.FORBIDDEN, {"layer": command.layer})
    item = _item(definition_of(visit.checklist_version), command.item)
    reason = _reason(command.reason)
    if command.value is not None:
        _check_score(item, command.value)
    score = DeskScore(command.layer, item.code, command.value, reason)
    set_score(session, visit, score, given_by_id=actor.id, at=at)
    return Decision(item=item.code, reason=reason)


def _return(visit: Visit, command: Return) -> Decision:
    if not command.items:
        raise Problem(Code.ITEMS_MISSING)
    checklist = definition_of(visit.checklist_version)
    lines = {line.item: _returned(checklist, line) for line in command.items}
    return Decision(returned=list(lines.values()))


def _approve(session: Session, visit: Visit, command: Approve) -> Decision:
    last = last_number(session, visit.id)
    if command.entries_seen is not None and command.entries_seen != last:
        # What was recorded since the page was drawn has not been looked at.
        raise Problem(Code.REVIEW_STALE, {"entries_seen": command.entries_seen, "last": last})
    waiting = queries.blocks_of(session, visit)
    if waiting:
        told = [{"code": each.code, "about": list(each.about)} for each in waiting]
        raise Problem(waiting[0].code, {"waiting": told})
    return Decision()


def _returned(checklist: Checklist, line: ReturnLine) -> ReturnedItem:
    item = _item(checklist, line.item)
    reason = _reason(line.reason, item=item.code)
    if line.proposed is not None:
        _check_score(item, line.proposed)
    return ReturnedItem(item=item.code, reason=reason, proposed=_json(line.proposed))


def _item(checklist: Checklist, code: str) -> Item:
    item = checklist.find_item(code)
    if item is None:
        raise Problem(Code.ITEM_UNKNOWN, {"item": code})
    return item


def _reason(text: str, **about: str) -> str:
    reason = clean(text)
    if not reason:
        raise Problem(Code.REASON_MISSING, about)
    if len(reason) > REASON_LIMIT:
        raise Problem(Code.UNACCEPTABLE, {**about, "field": "reason", "limit": REASON_LIMIT})
    return reason


def _check_score(item: Item, value: Mapping[str, Any]) -> None:
    """A score of the desk answers the item; it may not say nothing."""
    try:
        answer = check_answer(item, value)
    except InvalidAnswer as refused:
        raise Problem(
            Code.SCORE_INVALID,
            {"item": item.code, "why": refused.message_vi, "why_en": refused.message_en},
        ) from refused
    if answer.is_blank:
        raise Problem(Code.SCORE_INVALID, {"item": item.code})


def _json(value: Mapping[str, Any] | None) -> str | None:
    if value is None:
        return None
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
