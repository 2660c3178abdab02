"""The only module that knows the order of the stages: what follows from what.

It is handed a session, people and times like a stage, and never commits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from forms.definition import Checklist, Item, Kind
from survey_app.checklists.models import ChecklistItem
from survey_app.checklists.queries import definition_of, definition_of_id
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork import canonical, intake
from survey_app.fieldwork import queries as fieldwork
from survey_app.fieldwork import service as storing
from survey_app.fieldwork.models import Entry, Head, HeldEntry
from survey_app.fieldwork.photos import PathOfPhoto
from survey_app.fieldwork.rules import CLOSED, OPEN, EntryKind, HeldState, Layer, Openness
from survey_app.fieldwork.service import Arrival, Receipt
from survey_app.fieldwork.state import HandOver
from survey_app.reports import service as reports
from survey_app.reviews import queries as reviews
from survey_app.reviews import remarks
from survey_app.reviews import service as deciding
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import (
    Approve,
    Command,
    Returned,
    ReviewState,
    Standing,
    VisitState,
    visit_state,
)
from survey_app.scoring import service as scoring
from survey_app.visits.models import Person, Visit
from survey_app.visits.queries import Deposit
from survey_app.visits.rules import Plan

# The items of a checklist by code, and the codes of those that have sub-items.
Items = tuple[dict[str, Item], frozenset[str]]
_items_by_hash: dict[str, Items] = {}


@dataclass(frozen=True, slots=True)
class Paper:
    """What sealing needs from outside: where photos are, and the folder of sealed files."""

    photo_path: PathOfPhoto
    folder: Path


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a visit stands, for lists: derived, never stored."""

    state: VisitState
    entries: int
    answered: int
    items: int
    photos: int
    returned: tuple[Returned, ...]
    openness: Openness
    hand_over: HandOver | None


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
    """Store or hold what a phone sent to a visit; a hand-over redraws the visit's scores."""
    items, parents = _items_for(session, deposit)
    reading = intake.Reading(
        visit=str(deposit.key),
        items=items,
        parents=parents,
        openness=_openness(session, deposit.visit_id, deposit.plan),
        is_member=deposit.is_member,
    )
    read = [intake.read(each, reading) for each in sent]
    receipts = storing.receive(session, Arrival(deposit.visit_id, author.id, at), read)
    submits = _submits(read)
    if not submits:
        return Delivery(receipts)
    visit = session.get_one(Visit, deposit.visit_id)
    scoring.project(session, visit, at=at)
    progress = progress_of(session, [visit])[visit.id]
    return Delivery(receipts, progress.state, progress.hand_over, submits)


def decide(
    session: Session,
    visit: Visit,
    command: Command,
    *,
    actor: Person,
    at: datetime,
    paper: Paper,
) -> Decision:
    """Make a move on a visit; an approval seals its report at that moment.

    The same command from the same person again is the decision that it made before.
    """
    made_before = deciding.find_made(session, visit, command, actor)
    if made_before is not None:
        return made_before
    decision = deciding.decide(session, visit, command, actor=actor, at=at)
    scoring.project(session, visit, at=at)
    if isinstance(command, Approve):
        reports.seal(
            session,
            visit,
            decision,
            photo_path=paper.photo_path,
            store_dir=paper.folder,
        )
    return decision


def settle(
    session: Session, visit: Visit, chosen: UUID, *, actor: Person, at: datetime
) -> Receipt | None:
    """Let one of two entries that clash stand; the visit's scores are drawn anew."""
    receipt = remarks.settle(session, visit, chosen, actor=actor, at=at)
    if receipt is not None:
        scoring.project(session, visit, at=at)
    return receipt


def take_held(session: Session, held: HeldEntry, *, actor: Person, at: datetime) -> Receipt:
    """Store a held entry on the office's word, whatever was closed to its author."""
    visit = session.get(Visit, held.visit_id) if held.visit_id is not None else None
    if visit is None or held.state is not HeldState.OPEN:
        raise Problem(Code.NOT_FOUND)
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
    scoring.project(session, visit, at=at)
    return receipt


def visit_states(session: Session, visits: Sequence[Visit]) -> dict[int, VisitState]:
    """The state of each visit."""
    return {id_: each.state for id_, each in progress_of(session, visits).items()}


def progress_of(session: Session, visits: Sequence[Visit]) -> dict[int, Progress]:
    """Where each visit stands; a constant number of queries."""
    ids = [visit.id for visit in visits]
    states = reviews.states_of(session, ids)
    returned = reviews.returned_items(session, ids)
    approved = {id_ for id_, state in states.items() if state is ReviewState.APPROVED}
    handed = fieldwork.hand_overs(session, ids, settled=approved)
    counts = _counts(session, ids)
    return {
        visit.id: _progress(
            visit, states[visit.id], returned[visit.id], handed.get(visit.id), counts[visit.id]
        )
        for visit in visits
    }


def _progress(
    visit: Visit,
    review: ReviewState,
    returned: Sequence[Returned],
    handed: HandOver | None,
    counts: Mapping[str, int],
) -> Progress:
    owed = tuple(each for each in returned if not each.settled)
    state = visit_state(
        Standing(
            plan=visit.plan,
            review=review,
            has_entries=counts["entries"] > 0,
            handed_over=handed is not None,
            has_arrived=handed is not None and handed.is_complete,
            has_open_returns=bool(owed),
        )
    )
    return Progress(
        state=state,
        entries=counts["entries"],
        answered=counts["answered"],
        items=_base_items(definition_of(visit.checklist_version)),
        photos=counts["photos"],
        returned=tuple(returned),
        openness=_open_for(visit, review, frozenset(each.item for each in owed)),
        hand_over=handed,
    )


def _openness(session: Session, visit_id: int, plan: Plan) -> Openness:
    return CLOSED if plan is Plan.CANCELLED else reviews.openness(session, visit_id)


def _open_for(visit: Visit, review: ReviewState, owed: frozenset[str]) -> Openness:
    if visit.plan is Plan.CANCELLED or review is ReviewState.APPROVED:
        return CLOSED
    if review is ReviewState.UNOPENED:
        return OPEN
    return Openness(everything=False, items=owed)


def _counts(session: Session, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Entries, items of the base with a standing answer of the team, and photos, of each visit."""
    counts = {id_: {"entries": 0, "answered": 0, "photos": 0} for id_ in ids}
    standing = (
        select(
            Entry.visit_id, Entry.kind, func.count(func.distinct(ChecklistItem.code)), func.count()
        )
        .join(Head, Head.entry_id == Entry.id)
        .join(Visit, Visit.id == Entry.visit_id)
        .outerjoin(
            ChecklistItem,
            and_(
                ChecklistItem.version_id == Visit.checklist_version_id,
                ChecklistItem.code == Entry.item,
                ChecklistItem.section != "",
                ChecklistItem.kind.not_in([Kind.BONUS.value, Kind.PENALTY.value]),
            ),
        )
        .where(Head.visit_id.in_(ids), Entry.value != "null", Entry.kind != EntryKind.COMMENT)
        .where((Entry.layer.is_(None)) | (Entry.layer == Layer.TEAM))
        .group_by(Entry.visit_id, Entry.kind)
    )
    for visit_id, kind, items, entries in session.execute(standing):
        counts[visit_id]["entries"] += entries
        if kind is EntryKind.ANSWER:
            counts[visit_id]["answered"] = items
        if kind is EntryKind.PHOTO:
            counts[visit_id]["photos"] = entries
    return counts


def _submits(read: Sequence[intake.Parcel | intake.Refused]) -> frozenset[str]:
    return frozenset(
        each.sent_id
        for each in read
        if isinstance(each, intake.Parcel) and each.about.kind is EntryKind.SUBMIT
    )


def _base_items(checklist: Checklist) -> int:
    """How many items a visit has to answer: those of the sections, bonus and penalty apart."""
    asked = (item for section, item in checklist.items() if section)
    return sum(item.kind not in (Kind.BONUS, Kind.PENALTY) for item in asked)


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
