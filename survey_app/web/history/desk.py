"""What the desk did with a visit, as events: decisions with their scores, the unit, its people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from forms.definition import Item
from survey_app.audit.models import AuditRow
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.fieldwork.state import EntryView
from survey_app.reviews.models import Decision, ReplyAnswer, ReplyWindow
from survey_app.reviews.rules import Move
from survey_app.scoring.models import LayerScore
from survey_app.web.filters import day
from survey_app.web.history.model import Event, Happening
from survey_app.web.history.words import ACTIONS
from survey_app.web.sheet.said import ability_words, said
from survey_app.web.speech import say
from survey_app.web.words import LAYERS, MOVES

# A score by its item, its giver and its moment: so the decision that gave it finds it.
Given = Mapping[tuple[str, int, datetime], LayerScore]
_OF_PEOPLE = ("unit_link.", "visit_member.", "scorer_change.")
_PEOPLE = ("person_id", "before_id", "after_id")


def decided(
    decisions: Sequence[Decision], scores: Sequence[LayerScore], items: Mapping[str, Item]
) -> Iterator[Event]:
    """Every decision; one about several items is an event of each of them."""
    given = {(each.item, each.given_by_id, each.given_at): each for each in scores}
    for each in decisions:
        if each.move is Move.AGREE:
            yield _scored(each, given, items)
            continue
        named = [*_returned(each, items), *((line.item, each.reason) for line in each.named)]
        # The newest comes first in a timeline, and the items of one decision in their order.
        for item, why in reversed(named or [(each.item or "", each.reason)]):
            yield _event(each, str(MOVES[each.move]), item, why)


def _scored(each: Decision, given: Given, items: Mapping[str, Item]) -> Event:
    """The score that was given or taken back, in the words of its layer."""
    code = each.item or ""
    score, item = given.get((code, each.made_by_id, each.made_at)), items.get(code)
    if score is None or item is None:
        return _event(each, str(MOVES[each.move]), code, each.reason)
    what = str(LAYERS[Layer.FINAL] if score.layer is Layer.FINAL else MOVES[each.move])
    value = json.loads(score.value)
    if value is None:
        return _event(each, say("Rút lại: %(what)s", what=what), code, each.reason)
    told = "; ".join(filter(None, (said(item, value), ability_words(item, value))))
    return _event(each, what, code, f"{told} ({each.reason})" if told else each.reason)


def _returned(each: Decision, items: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    """What was returned, why, and the score that was proposed for it."""
    for line in each.returned:
        item = items.get(line.item)
        if line.proposed is None or item is None:
            yield line.item, line.reason
        else:
            score = said(item, json.loads(line.proposed))
            told = say("%(reason)s (đề xuất: %(score)s)", reason=line.reason, score=score)
            yield line.item, told


def _event(each: Decision, what: str, item: str, why: str) -> Event:
    return Event(each.made_at, each.made_by.name, Happening.DECISION, what, item, why)


def windows(rows: Sequence[ReplyWindow]) -> Iterator[Event]:
    """When the findings were opened to the unit, through which day, and when they were closed."""
    for row in rows:
        what = (
            say("Mở ghi nhận cho đơn vị đến hết ngày %(until)s", until=day(row.until))
            if row.until
            else say("Đóng phần ý kiến của đơn vị")
        )
        yield Event(row.made_at, row.made_by.name, Happening.UNIT, what)


def answers(rows: Sequence[ReplyAnswer], log: Sequence[EntryView]) -> Iterator[Event]:
    """What the unit was answered, at the item of the finding."""
    items = {each.slot: each.item for each in log if each.kind is EntryKind.FINDING}
    about = {each.uuid: items.get(each.slot) for each in log if each.kind is EntryKind.REPLY}
    for row in rows:
        what, item = say("Trả lời đơn vị"), about.get(row.reply) or ""
        yield Event(row.made_at, row.made_by.name, Happening.UNIT, what, item, row.text)


def people_in(rows: Sequence[AuditRow]) -> set[int]:
    """The people that acts about members and scorers name, by id."""
    named = (_detail(row).get(name) for row in rows for name in _PEOPLE)
    return {each for each in named if isinstance(each, int)}


def acts(rows: Sequence[AuditRow], names: Mapping[int, str]) -> Iterator[Event]:
    """Acts about links and members, which no table of their own tells."""
    for row in rows:
        if row.action.startswith(_OF_PEOPLE):
            detail = _detail(row)
            what = _with_people(str(_word(row.action, detail)), detail, names)
            why = str(detail.get("reason") or "")
            yield Event(row.at, row.actor, Happening.LINK, what, "", why)


def _word(action: str, detail: Mapping[str, Any]) -> object:
    """The word of an act; who is taken off a visit and who comes back are told apart."""
    removed = detail.get("removed_at")
    if action != "visit_member.changed" or not isinstance(removed, list):
        return ACTIONS.get(action, action)
    return say("Giao lại thành viên") if removed[-1] is None else say("Rút thành viên")


def _with_people(what: str, detail: Mapping[str, Any], names: Mapping[int, str]) -> str:
    found = [names.get(detail.get(name) or 0, "") for name in _PEOPLE]
    told = " → ".join(name for name in found if name)
    return f"{what}: {told}" if told else what


def _detail(row: AuditRow) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row.detail)
    return found
