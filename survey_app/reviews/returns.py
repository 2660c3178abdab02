"""What was returned of a visit and where each of it stands; what was confirmed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import DESK, EntryKind, Layer
from survey_app.reviews.models import Decision, NamedItem, ReturnedItem
from survey_app.reviews.rules import Confirmed, Move, Returned, responded
from survey_app.scoring.models import LayerScore

_Numbers = dict[tuple[int, str], list[int]]
_Last = dict[tuple[int, str], int]


def returned_items(session: Session, visit_ids: Iterable[int]) -> dict[int, list[Returned]]:
    """The returned items of each visit, in the order of their (last) return.

    Of an item returned more than once only the last return stands. Settled ones are included, so
    that a screen can tell what was corrected; what was taken back is not. A constant number of
    queries, however many visits.
    """
    ids = list(visit_ids)
    standing = _last_returns(session, ids)
    with_returns = sorted({visit_id for visit_id, _ in standing})
    responses, hand_overs = _responses(session, with_returns), _hand_overs(session, with_returns)
    agreed = _agreed_at(session, with_returns)
    taken_back = _taken_back_at(session, with_returns)
    found: dict[int, list[Returned]] = {id_: [] for id_ in ids}
    for (visit_id, item), line in sorted(standing.items(), key=lambda pair: pair[1].id):
        decision = line.decision
        if taken_back.get((visit_id, item), 0) > decision.number:
            continue
        answered, settled = responded(
            decision.entries_seen, responses[visit_id, item], hand_overs[visit_id]
        )
        scored = agreed.get((visit_id, item), 0) > decision.number
        found[visit_id].append(_returned(line, answered=answered, settled=settled or scored))
    return found


def open_returns(session: Session, visit_id: int) -> list[Returned]:
    """The returned items that the team still owes."""
    return [line for line in returned_items(session, [visit_id])[visit_id] if not line.settled]


def confirmed_in(decisions: Iterable[Decision]) -> dict[str, Confirmed]:
    """The items that stand confirmed after these decisions of one visit, the first one first.

    Whether the team has answered anew since is for the reader to compare with ``entries_seen``.
    """
    standing: dict[str, Confirmed] = {}
    for made in decisions:
        spoken_of = {line.item for line in made.returned} | {each.item for each in made.named}
        for item in spoken_of | {made.item or ""}:
            standing.pop(item, None)
        if made.move is Move.CONFIRM:
            mark = Confirmed(made.made_by.name, made.made_at, made.number, made.entries_seen)
            standing |= dict.fromkeys(spoken_of, mark)
    return standing


def _last_returns(session: Session, ids: list[int]) -> dict[tuple[int, str], ReturnedItem]:
    rows = session.scalars(
        select(ReturnedItem)
        .join(ReturnedItem.decision)
        .where(Decision.visit_id.in_(ids))
        .options(joinedload(ReturnedItem.decision).joinedload(Decision.made_by))
        .order_by(Decision.visit_id, Decision.number, ReturnedItem.id)
    )
    return {(line.decision.visit_id, line.item): line for line in rows}


def _responses(session: Session, ids: list[int]) -> _Numbers:
    """Numbers of the team's answers and replies, by visit and item; withdrawals left out."""
    rows = session.execute(
        select(Entry.visit_id, Entry.item, Entry.number).where(
            Entry.visit_id.in_(ids),
            Entry.item.is_not(None),
            ((Entry.kind == EntryKind.REPLY) & ~_is_to_a_finding())
            | ((Entry.kind == EntryKind.ANSWER) & (Entry.layer == Layer.TEAM)),
            Entry.value != "null",
            # What the desk settled between two answers is not the team's reply.
            Entry.device != DESK,
        )
    )
    numbers: _Numbers = defaultdict(list)
    for visit_id, item, number in rows:
        numbers[visit_id, str(item)].append(number)
    return numbers


def _is_to_a_finding() -> Exists:
    """Of a reply: the unit says it to a finding; it does not settle what the team owes."""
    finding = aliased(Entry)
    return (
        select(finding.id)
        .where(
            finding.visit_id == Entry.visit_id,
            finding.kind == EntryKind.FINDING,
            finding.slot == Entry.slot,
        )
        .exists()
    )


def _hand_overs(session: Session, ids: list[int]) -> dict[int, list[int]]:
    rows = session.execute(
        select(Entry.visit_id, Entry.number).where(
            Entry.visit_id.in_(ids), Entry.kind == EntryKind.SUBMIT
        )
    )
    numbers: dict[int, list[int]] = defaultdict(list)
    for visit_id, number in rows:
        numbers[visit_id].append(number)
    return numbers


def _taken_back_at(session: Session, ids: list[int]) -> _Last:
    """The last decision by which the return or confirmation of each item was taken back."""
    rows = session.execute(
        select(Decision.visit_id, NamedItem.item, func.max(Decision.number))
        .join(NamedItem.decision)
        .where(Decision.visit_id.in_(ids), Decision.move == Move.TAKE_BACK)
        .group_by(Decision.visit_id, NamedItem.item)
    )
    return {(visit_id, item): number for visit_id, item, number in rows}


def _agreed_at(session: Session, ids: list[int]) -> _Last:
    """The last decision by which each item was scored at the desk: that takes a return back.

    A score that was taken back does not; nor does what took it back.
    """
    rows = session.execute(
        select(
            Decision.visit_id, Decision.item, Decision.number, LayerScore.layer, LayerScore.value
        )
        .join(
            LayerScore,
            (LayerScore.visit_id == Decision.visit_id)
            & (LayerScore.item == Decision.item)
            & (LayerScore.given_by_id == Decision.made_by_id)
            & (LayerScore.given_at == Decision.made_at),
        )
        .where(Decision.visit_id.in_(ids), Decision.move == Move.AGREE)
        .order_by(Decision.visit_id, Decision.number, LayerScore.id)
    )
    standing: dict[tuple[int, str, Layer], int] = {}
    for visit_id, item, number, layer, value in rows:
        standing[visit_id, str(item), layer] = 0 if value == "null" else number
    last: _Last = {}
    for (visit_id, item, _layer), number in standing.items():
        last[visit_id, item] = max(number, last.get((visit_id, item), 0))
    return last


def _returned(line: ReturnedItem, *, answered: bool, settled: bool) -> Returned:
    proposed: dict[str, Any] | None = json.loads(line.proposed) if line.proposed else None
    return Returned(
        item=line.item,
        reason=line.reason,
        proposed=proposed,
        by=line.decision.made_by.name,
        at=line.decision.made_at,
        decision=line.decision.number,
        answered=answered,
        settled=settled,
    )
