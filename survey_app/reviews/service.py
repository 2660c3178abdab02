"""Writes of reviews: one decision at a time, each under the number that its decider had seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from math import inf
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.answers import InvalidAnswer, check_answer
from forms.definition import Checklist, Item
from survey_app.checklists.queries import definition_of
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.fieldwork.queries import hand_over, last_number, recorded
from survey_app.reviews import queries
from survey_app.reviews.confirming import Opinions, check_confirmable
from survey_app.reviews.models import Decision, NamedItem, ReturnedItem
from survey_app.reviews.replays import find_made, wire_json
from survey_app.reviews.returns import confirmed_in
from survey_app.reviews.rules import (
    GIVES,
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
    is_allowed,
)
from survey_app.scoring.cases import explanations
from survey_app.scoring.given import given_scores, standing_answers
from survey_app.scoring.service import DeskScore, set_score
from survey_app.visits.models import Person, Visit

__all__ = ["REASON_LIMIT", "decide", "find_made"]

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
        case Confirm():
            return _confirm(session, visit, command)
        case Return():
            return _return(visit, command)
        case TakeBack():
            return _take_back(session, visit, command)
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
    value = _with_reason(command.value, reason)
    if value is not None:
        _check_score(item, value)
    score = DeskScore(command.layer, item.code, value, reason)
    set_score(session, visit, score, given_by_id=actor.id, at=at)
    return Decision(item=item.code, reason=reason)


def opinions_on(session: Session, visit: Visit) -> Opinions:
    """What everybody says of the items of a visit."""
    found = recorded(session, visit.id)
    return Opinions(
        checklist=definition_of(visit.checklist_version),
        recorded=found,
        explained=explanations(session, visit, found),
        given=standing_answers(given_scores(session, [visit.id])[visit.id]),
        owed={line.item for line in queries.open_returns(session, visit.id)},
    )


def _confirm(session: Session, visit: Visit, command: Confirm) -> Decision:
    codes = _distinct(command.items)
    opinions = opinions_on(session, visit)
    check_confirmable(opinions, codes)
    unseen = {
        str(head.item)
        for head in opinions.recorded.heads
        if head.item in codes and head.number > _at_most(command.entries_seen)
    }
    if unseen:
        raise Problem(Code.REVIEW_STALE, {"items": sorted(unseen)})
    return Decision(named=[NamedItem(item=code) for code in codes])


def _take_back(session: Session, visit: Visit, command: TakeBack) -> Decision:
    """Only what the team has not answered yet can be as if it had never been returned."""
    codes = _distinct(command.items)
    unanswered = {
        line.item for line in queries.open_returns(session, visit.id) if not line.answered
    }
    standing = unanswered | confirmed_in(queries.decisions_of(session, visit.id)).keys()
    gone = [code for code in codes if code not in standing]
    if gone:
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"move": command.move, "items": gone})
    reason = clean(command.reason)
    _check_length(reason)
    return Decision(reason=reason, named=[NamedItem(item=code) for code in codes])


def _distinct(codes: Iterable[str]) -> list[str]:
    distinct = list(dict.fromkeys(codes))
    if not distinct:
        raise Problem(Code.ITEMS_MISSING)
    return distinct


def _at_most(entries_seen: int | None) -> float:
    """Up to which entry its decider had looked; who says nothing had looked at all of them."""
    return inf if entries_seen is None else entries_seen


def _with_reason(value: Mapping[str, Any] | None, reason: str) -> Mapping[str, Any] | None:
    """A judged score, or ability, without grounds of its own: the desk's reason is its reason."""
    if value is None:
        return None
    filled = dict(value)
    if filled.get("judged") is not None and not filled.get("reason"):
        filled["reason"] = reason
    ability = filled.get("ability")
    if isinstance(ability, dict) and ability.get("value") and not ability.get("reason"):
        filled["ability"] = {**ability, "reason": reason}
    return filled


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
    return ReturnedItem(item=item.code, reason=reason, proposed=wire_json(line.proposed))


def _item(checklist: Checklist, code: str) -> Item:
    item = checklist.find_item(code)
    if item is None:
        raise Problem(Code.ITEM_UNKNOWN, {"item": code})
    return item


def _reason(text: str, **about: str) -> str:
    reason = clean(text)
    if not reason:
        raise Problem(Code.REASON_MISSING, about)
    _check_length(reason, **about)
    return reason


def _check_length(reason: str, **about: str) -> None:
    if len(reason) > REASON_LIMIT:
        raise Problem(Code.UNACCEPTABLE, {**about, "field": "reason", "limit": REASON_LIMIT})


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
