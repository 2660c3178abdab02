"""What teams found, as facts: entries of kind finding with the section that each is about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from forms.definition import Checklist, Item
from survey_app.evaluations.facts import FindingFacts
from survey_app.evaluations.models import Statement, StatementSource
from survey_app.evaluations.parts_of_merge import Finding, Link
from survey_app.evaluations.rules import Source
from survey_app.fieldwork.models import Entry, Supersession
from survey_app.fieldwork.rules import EntryKind, FindingType
from survey_app.fieldwork.state import Recorded
from survey_app.reports.numbering import photo_labels

_TYPES = frozenset(FindingType)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a visit's findings can be about: items and photo numbers by slot, sections by item."""

    items: Mapping[str, str]
    sections: Mapping[str, str]
    photos: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Told:
    """As much of an entry as says a finding."""

    visit_id: int
    id: int
    uuid: UUID
    item: str | None
    value: Any


def ground_of(found: Recorded, checklist: Checklist) -> Ground:
    """The slots recorded on a visit and the sections of its checklist."""
    items = {
        str(each.slot): each.item for each in found.heads if each.slot and each.item is not None
    }
    photos = found.all_photos()
    labels = photo_labels(photos)
    numbers = {str(each.slot): labels[each.uuid] for each in photos if each.slot}
    return Ground(items, sections_of(checklist), numbers)


def sections_of(checklist: Checklist) -> dict[str, str]:
    """The section of each item and sub-item of a checklist."""
    return dict(_sections(checklist))


def findings_of(visit_id: int, found: Recorded, ground: Ground) -> tuple[FindingFacts, ...]:
    """The settled findings of a visit in order of arrival."""
    made = (
        _finding(_Told(visit_id, each.id, each.uuid, each.item, each.value), ground)
        for each in found.findings()
    )
    return tuple(each for each in made if each is not None)


def sources_as_findings(
    session: Session,
    evaluation_id: int,
    grounds: Mapping[int, Ground],
    *only: ColumnElement[bool],
) -> dict[int, FindingFacts]:
    """The sources of an evaluation as findings, also such as were replaced since; one query.

    ``only`` narrows the statements whose sources are read.
    """
    here = (
        select(StatementSource.entry_id, StatementSource.seen_entry_id)
        .join(Statement, Statement.id == StatementSource.statement_id)
        .where(Statement.evaluation_id == evaluation_id, *only)
        .cte()
    )
    ids = select(here.c.entry_id).union(select(here.c.seen_entry_id))
    rows = session.execute(
        select(Entry.id, Entry.visit_id, Entry.uuid, Entry.item, Entry.value)
        .where(Entry.id.in_(ids))
        .order_by(Entry.id)
    )
    nothing = Ground({}, {})
    found = {}
    for row in rows:
        ground = grounds.get(row.visit_id, nothing)
        told = _Told(row.visit_id, row.id, row.uuid, row.item, json.loads(row.value))
        made = _finding(told, ground)
        if made is not None:
            found[row.id] = made
    return found


def texts_of(session: Session, entry_ids: Iterable[int]) -> list[Finding]:
    """What these findings say, in order of arrival."""
    rows = session.execute(
        select(Entry.id, Entry.visit_id, Entry.uuid, Entry.item, Entry.value)
        .where(Entry.id.in_(set(entry_ids)))
        .order_by(Entry.id)
    )
    nothing = Ground({}, {})
    told = (
        _finding(_Told(row.visit_id, row.id, row.uuid, row.item, json.loads(row.value)), nothing)
        for row in rows
    )
    return [
        Finding(Link(each.entry_id, each.visit_id, 0), each.visit_id, each.source, each.text)
        for each in told
        if each is not None
    ]


def successors_of(session: Session, visit_ids: Iterable[int]) -> dict[int, int]:
    """From each replaced finding of these visits to the last one in its place; one query."""
    old = aliased(Entry)
    rows = session.execute(
        select(old.id, Supersession.entry_id)
        .join(old, old.uuid == Supersession.replaced)
        .where(Supersession.visit_id.in_(set(visit_ids)), old.kind == EntryKind.FINDING)
        .order_by(Supersession.entry_id)
    )
    steps = {int(before): int(after) for before, after in rows}
    return {before: _last(before, steps) for before in steps}


def _last(entry_id: int, steps: Mapping[int, int]) -> int:
    met = {entry_id}
    while (after := steps.get(entry_id)) is not None and after not in met:
        met.add(after)
        entry_id = after
    return entry_id


def _sections(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for section in checklist.sections:
        for code in _codes(section.items):
            yield code, section.code


def _codes(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield item.code
        yield from _codes(item.items)


def _finding(told: _Told, ground: Ground) -> FindingFacts | None:
    """The finding that an entry's value says; None where it says none that we know."""
    value = told.value
    if not isinstance(value, Mapping) or value.get("type") not in _TYPES:
        return None
    about = [str(slot).lower() for slot in value.get("about") or ()]
    item = told.item or next((ground.items[slot] for slot in about if slot in ground.items), "")
    return FindingFacts(
        visit_id=told.visit_id,
        entry_id=told.id,
        entry=told.uuid,
        source=Source(value["type"]),
        text=str(value.get("text") or ""),
        item=item,
        section=ground.sections.get(item, ""),
        addressee=str(value.get("addressee") or ""),
        photos=tuple(ground.photos[slot] for slot in about if slot in ground.photos),
    )
