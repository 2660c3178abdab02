"""What a desk writes into the log of a visit: comments, and what it chose where two clashed.

Both are entries like a phone's and are stored on the same path.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.checklists.queries import definition_of
from survey_app.core.clock import local
from survey_app.core.problems import Code, Problem
from survey_app.core.uuid7 import uuid7
from survey_app.core.vietnamese import clean
from survey_app.fieldwork import intake
from survey_app.fieldwork import service as storing
from survey_app.fieldwork.canonical import canonical
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.queries import hand_over, recorded
from survey_app.fieldwork.rules import DESK, OPEN, EntryKind
from survey_app.fieldwork.service import Arrival, Receipt
from survey_app.fieldwork.state import EntryView
from survey_app.reviews import queries
from survey_app.reviews.rules import ReviewState
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Person, Visit
from survey_app.visits.rules import Plan

COMMENT_LIMIT = 5_000


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment on an item. ``form`` is the id of its form: sent twice, it is said once."""

    item: str
    text: str
    form: UUID | None = None


def comment(session: Session, visit: Visit, remark: Remark, *, actor: Person, at: datetime) -> None:
    """Say something about an item; the members hear it on their phones."""
    _check_may_write(session, visit, actor, at)
    text = clean(remark.text)
    if not text:
        raise Problem(Code.COMMENT_MISSING)
    if len(text) > COMMENT_LIMIT:
        raise Problem(Code.UNACCEPTABLE, {"field": "text", "limit": COMMENT_LIMIT})
    id_ = remark.form or uuid7(at)
    before = session.scalar(select(Entry).where(Entry.uuid == id_))
    if before is not None and _says(before, visit, actor, {"text": text}, remark.item):
        return
    # A form that was changed and sent again says something else.
    id_ = uuid7(at) if before is not None else id_
    about = {"kind": EntryKind.COMMENT.value, "item": remark.item, "slot": str(id_), "layer": None}
    _store(session, visit, {**about, "id": str(id_), "value": {"text": text}}, actor=actor, at=at)


def take_comment_back(
    session: Session, visit: Visit, slot: UUID, *, actor: Person, at: datetime
) -> str:
    """Take back an own comment, and return its item; that there was one stays known."""
    _check_may_write(session, visit, actor, at)
    said = [each for each in recorded(session, visit.id).comments() if each.slot == slot]
    if not said or said[0].author_id != actor.id:
        raise Problem(Code.NOT_FOUND)
    if said[0].value is not None:
        _store(session, visit, _over(said, None, at), actor=actor, at=at)
    return said[0].item or ""


def settle(
    session: Session, visit: Visit, chosen: UUID, *, actor: Person, at: datetime
) -> Receipt | None:
    """Let one of the entries that clash stand for all of them; None where it stands already."""
    _check_may_write(session, visit, actor, at)
    if hand_over(session, visit.id) is None:
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": "not_handed_over"})
    found = recorded(session, visit.id)
    for clashing in found.clashes().values():
        for each in clashing:
            if each.uuid == chosen:
                return _store(session, visit, _over(clashing, each.value, at), actor=actor, at=at)
    if any(_is_choice(head, chosen, session, actor) for head in found.heads):
        return None
    raise Problem(Code.CLASH_GONE)


def _check_may_write(session: Session, visit: Visit, actor: Person, at: datetime) -> None:
    if not queries.may_decide(session, visit, actor):
        raise Problem(Code.FORBIDDEN)
    # Nobody approves between this look at the visit and the storing.
    storing.take_place(session, Arrival(visit.id, actor.id, at))
    check_takes(visit.round)
    state = queries.state_of(session, visit.id)
    if visit.plan is Plan.CANCELLED or state is ReviewState.APPROVED:
        raise Problem(Code.REVIEW_MOVE_REFUSED, {"state": state})


def _says(before: Entry, visit: Visit, actor: Person, value: dict[str, Any], item: str) -> bool:
    """Whether an entry is what this person would say now."""
    same_place = before.visit_id == visit.id and before.item == item
    return same_place and before.author_id == actor.id and before.value == canonical(value)


def _over(replaced: list[EntryView], value: dict[str, Any] | None, at: datetime) -> dict[str, Any]:
    about = replaced[0].about
    return {
        "id": str(uuid7(at)),
        "kind": about.kind.value,
        "item": about.item,
        "slot": str(about.slot) if about.slot else None,
        "layer": about.layer.value if about.layer else None,
        "value": value,
        "supersedes": [str(each.uuid) for each in replaced],
    }


def _is_choice(head: EntryView, chosen: UUID, session: Session, actor: Person) -> bool:
    """Whether this person has chosen that entry before: a form that was sent twice."""
    if head.device != DESK or head.author_id != actor.id or str(chosen) not in head.supersedes:
        return False
    before = session.scalar(select(Entry.value).where(Entry.uuid == chosen))
    return before == canonical(head.value)


def _store(
    session: Session, visit: Visit, entry: dict[str, Any], *, actor: Person, at: datetime
) -> Receipt:
    """On the path of a phone's entries; what a phone would be told was held is a Problem here."""
    made = {
        "visit": str(visit.key),
        "supersedes": [],
        "device": DESK,
        "seq": 0,
        "made_at": local(at).isoformat(timespec="milliseconds"),
        **entry,
    }
    read = intake.read(made, _reading(visit))
    if isinstance(read, intake.Refused):
        raise Problem(read.code)
    receipt = storing.receive(session, Arrival(visit.id, actor.id, at), [read])[0]
    if receipt.code is not None:
        raise Problem(receipt.code)
    return receipt


def _reading(visit: Visit) -> intake.Reading:
    items = {item.code: item for _, item in definition_of(visit.checklist_version).items()}
    return intake.Reading(
        str(visit.key), items, frozenset(), OPEN, is_member=True, from_server=True
    )
