"""How entries are read: the columns and the order of every query that returns them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row, Select, select

from survey_app.fieldwork.canonical import without_controls
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.state import EntryView
from survey_app.visits.models import Person

_COLUMNS = (
    Entry.id,
    Entry.uuid,
    Entry.number,
    Entry.kind,
    Entry.item,
    Entry.slot,
    Entry.layer,
    Entry.value,
    Entry.supersedes,
    Entry.device,
    Entry.seq,
    Entry.author_id,
    Person.name,
    Entry.made_at,
    Entry.received_at,
    Entry.skew,
    Entry.visit_id,
)


def entries() -> Select[*tuple[Any, ...]]:
    """Entries with their authors' names, by visit and number."""
    asked: Select[*tuple[Any, ...]] = select(*_COLUMNS).join(Person, Person.id == Entry.author_id)
    return asked.order_by(Entry.visit_id, Entry.number)


def view(row: Row[Any]) -> EntryView:
    """An entry as its readers need it, of a row of ``entries``."""
    value = json.loads(row.value)
    return EntryView(
        id=row.id,
        uuid=row.uuid,
        number=row.number,
        kind=row.kind,
        item=row.item,
        slot=row.slot,
        layer=row.layer,
        value=without_controls(value) if "\\u00" in row.value else value,
        supersedes=tuple(json.loads(row.supersedes)),
        device=row.device,
        seq=row.seq,
        author_id=row.author_id,
        author=row.name,
        made_at=row.made_at,
        received_at=row.received_at,
        skew=row.skew,
    )
