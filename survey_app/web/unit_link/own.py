"""What the unit itself recorded: read from the log by its author, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from survey_app import pipeline
from survey_app.core.clock import local
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork.queries import log_by
from survey_app.fieldwork.rules import FROM_UNIT, EntryKind, Slot
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.visits.models import UnitLink

# Over a whole visit: more is a fault or ill will, and would drown what the team recorded.
MOST_ENTRIES = 3_000


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the unit says now, and what it replaces."""

    about: Slot
    value: dict[str, Any] | None
    supersedes: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """The unit's own entries: how many it ever made, and those that it has not replaced itself."""

    count: int
    recorded: Recorded

    def heads_of(self, about: Slot) -> tuple[EntryView, ...]:
        """What stands in a slot by the unit's own hand."""
        return tuple(each for each in self.recorded.heads if each.about == about)


def own_of(session: Session, link: UnitLink) -> Own:
    """What came from this visit's unit, by this link or by one before it."""
    made = log_by(session, link.visit_id, link.person_id)
    replaced = {(each.about, id_) for each in made for id_ in each.supersedes}
    heads = tuple(each for each in made if (each.about, str(each.uuid)) not in replaced)
    return Own(len(made), Recorded(heads))


def send(session: Session, link: UnitLink, said: Sequence[Said], *, at: datetime) -> None:
    """Write what the unit says into the log of its visit, under the unit's own name."""
    if not said:
        return
    count = own_of(session, link).count
    if count + len(said) > MOST_ENTRIES:
        raise Problem(Code.UNIT_LIMIT)
    entries = [_entry(link, each, count + n, at) for n, each in enumerate(said, start=1)]
    pipeline.receive_from_unit(session, link.visit, entries, author=link.person, at=at)


def _entry(link: UnitLink, said: Said, seq: int, at: datetime) -> dict[str, object]:
    about = said.about
    return {
        "id": str(uuid4()),
        "visit": str(link.visit.key),
        "kind": about.kind.value,
        "item": about.item,
        "slot": str(about.slot) if about.slot else None,
        "layer": about.layer.value if about.layer else None,
        "value": said.value,
        "supersedes": [str(each) for each in said.supersedes],
        "device": f"{FROM_UNIT}{link.id}",
        "seq": seq,
        "made_at": local(at).isoformat(timespec="milliseconds"),
    }


def withdrawn(own: Own, entry: UUID) -> Said:
    """The withdrawal of a proof that the unit gave; of anything else there is nothing to take."""
    for each in own.recorded.heads:
        proof = each.kind in (EntryKind.EVIDENCE, EntryKind.PHOTO)
        if proof and each.uuid == entry and each.value is not None:
            return Said(each.about, None, (each.uuid,))
    raise Problem(Code.NOT_FOUND)
