"""The only module that knows the order of the stages: what follows from what.

It is handed a session, people and times like a stage, and never commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from forms.definition import Checklist, Item
from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.checklists.queries import definition_of, definition_of_id
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork import canonical, intake
from survey_app.fieldwork import service as storing
from survey_app.fieldwork.models import HeldEntry
from survey_app.fieldwork.rules import CLOSED, OPEN, EntryKind, HeldState, Openness
from survey_app.fieldwork.service import Arrival, Receipt
from survey_app.fieldwork.state import HandOver
from survey_app.progress import queries as standings
from survey_app.progress import service as progress
from survey_app.reports import service as reports
from survey_app.reviews import queries as reviews
from survey_app.reviews import remarks
from survey_app.reviews import service as deciding
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import (
    Approve,
    Command,
    VisitState,
)
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Person, Visit
from survey_app.visits.queries import Deposit
from survey_app.visits.rules import Plan

# The items of a checklist by code, and the codes of those that have sub-items.
Items = tuple[dict[str, Item], frozenset[str]]
_items_by_hash: dict[str, Items] = {}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of what a phone sent."""

    receipts: list[Receipt]
    state: VisitState | None = None
    hand_over: HandOver | None = None
    submits: frozenset[str] = field(default_factory=frozenset)


def receive(
    session: Session, deposit: Deposit, sent: Sequence[object], *, author: Person, at: datetime
) -> Delivery:
    """Store or hold what a phone sent to a visit; a hand-over redraws what lists know of it."""
    arrival = Arrival(deposit.visit_id, author.id, at)
    # Before it is asked whether the visit is open: nobody closes it between that and the storing.
    place = storing.take_place(session, arrival)
    items, parents = _items_for(session, deposit)
    reading = intake.Reading(
        visit=str(deposit.key),
        items=items,
        parents=parents,
        openness=_openness(session, deposit),
        is_member=deposit.is_member,
        scores=deposit.scores,
    )
    read = [intake.read(each, reading) for each in sent]
    receipts = storing.receive(session, arrival, read, place)
    submits = _submits(sent, receipts)
    if not submits:
        return Delivery(receipts)
    visit = session.get_one(Visit, deposit.visit_id)
    if any(_hands_over(each) for each in read):
        tell(session, Act("visit.handed_over", f"visit:{visit.id}", visit_id=visit.id))
        progress.draw(session, visit, at=at)
    stands = standings.progress_of(session, [visit])[visit.id]
    return Delivery(receipts, stands.state, stands.hand_over, submits)


def receive_from_unit(
    session: Session, visit: Visit, sent: Sequence[object], *, author: Person, at: datetime
) -> list[Receipt]:
    """Store what came by a unit's link; all of it, or raise Problem.

    Who calls has asked whether the unit may still do this: a reply comes when the visit is
    closed to its team.
    """
    items, parents = _items_of(definition_of(visit.checklist_version))
    reading = intake.Reading(str(visit.key), items, parents, OPEN, is_member=True, from_server=True)
    read = [intake.read(each, reading) for each in sent]
    refused = next((each for each in read if isinstance(each, intake.Refused)), None)
    if refused is not None:
        raise Problem(refused.code)
    return storing.receive(session, Arrival(visit.id, author.id, at), read)


def decide(
    session: Session,
    visit: Visit,
    command: Command,
    *,
    actor: Person,
    at: datetime,
) -> Decision:
    """Make a move on a visit; an approval seals what its report says at that moment.

    The same command from the same person again is the decision that it made before.
    """
    # Nothing is stored on the visit between what is looked at here and the decision.
    storing.take_place(session, Arrival(visit.id, actor.id, at))
    made_before = deciding.find_made(session, visit, command, actor)
    if made_before is not None:
        return made_before
    check_takes(visit.round)
    decision = deciding.decide(session, visit, command, actor=actor, at=at)
    progress.draw(session, visit, at=at)
    if isinstance(command, Approve):
        reports.seal(session, visit, decision)
    return decision


def settle(
    session: Session, visit: Visit, chosen: UUID, *, actor: Person, at: datetime
) -> Receipt | None:
    """Let one of two entries that clash stand; the visit's scores are drawn anew."""
    check_takes(visit.round)
    receipt = remarks.settle(session, visit, chosen, actor=actor, at=at)
    if receipt is not None:
        progress.draw(session, visit, at=at)
    return receipt


def take_held(session: Session, held: HeldEntry, *, actor: Person, at: datetime) -> Receipt:
    """Store a held entry on the office's word, whatever was closed to its author."""
    visit = session.get(Visit, held.visit_id) if held.visit_id is not None else None
    if visit is None or held.state is not HeldState.OPEN:
        raise Problem(Code.NOT_FOUND)
    check_takes(visit.round)
    items, parents = _items_of(definition_of(visit.checklist_version))
    reading = intake.Reading(str(visit.key), items, parents, OPEN, is_member=True)
    read = intake.read(canonical.parse(held.raw.encode()), reading)
    if isinstance(read, intake.Refused):
        raise Problem(read.code)
    storing.settle_held(held, state=HeldState.TAKEN, by_id=actor.id, at=at)
    session.flush()
    receipt = storing.receive(session, Arrival(visit.id, held.author_id, at), [read])[0]
    if receipt.code is not None:
        raise Problem(receipt.code)
    progress.draw(session, visit, at=at)
    return receipt


def visit_states(session: Session, visits: Sequence[Visit]) -> dict[int, VisitState]:
    """The state of each visit."""
    return {id_: each.state for id_, each in standings.progress_of(session, visits).items()}


def _openness(session: Session, deposit: Deposit) -> Openness:
    """What phones may still add; what comes too late is kept and held, never lost."""
    if deposit.round_closed or deposit.plan is Plan.CANCELLED:
        return CLOSED
    return reviews.openness(session, deposit.visit_id)


def _submits(sent: Sequence[object], receipts: Sequence[Receipt]) -> frozenset[str]:
    """The hand-overs that are stored, also those that could not be taken today: a replay, too."""
    return frozenset(
        receipt.id
        for each, receipt in zip(sent, receipts, strict=True)
        if receipt.state == "stored"
        and isinstance(each, dict)
        and each.get("kind") == EntryKind.SUBMIT
    )


def _hands_over(each: intake.Parcel | intake.Refused) -> bool:
    return isinstance(each, intake.Parcel) and each.about.kind is EntryKind.SUBMIT


def _items_for(session: Session, deposit: Deposit) -> Items:
    """What entries of a visit may be about; content of the same hash is the same for ever."""
    known = _items_by_hash.get(deposit.content_hash)
    if known is None:
        definition = definition_of_id(session, deposit.version_id)
        known = _items_by_hash[deposit.content_hash] = _items_of(definition)
    return known


def _items_of(checklist: Checklist) -> Items:
    items = {item.code: item for _, item in checklist.items()}
    parents = frozenset(
        item.code for section in checklist.sections for item in section.items if item.items
    )
    return items, parents
