"""The visits of a round at a glance: who, where they stand, and the figures of a layer by item.

One query for each thing asked, however many visits; what is stale is drawn for the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from forms.definition import Checklist
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of
from survey_app.fieldwork.rules import Layer
from survey_app.progress.models import VisitProgress
from survey_app.progress.queries import Reading, read
from survey_app.progress.rules import Progress
from survey_app.scoring.models import VisitScore
from survey_app.scoring.rules import (
    ItemFigures,
    SectionSum,
    figures_of,
    item_figures,
    scored_items,
    section_sums,
    stored,
)
from survey_app.visits.models import Person, Team, Unit, Visit
from survey_app.visits.queries import ids_visible_to
from survey_app.visits.rules import UnitKind


@dataclass(frozen=True)
class Subject:
    """A visit of the round: the unit, the team, and where it stands."""

    id: int
    key: UUID
    unit_id: int
    unit: str
    folded_unit: str
    unit_code: str
    kind: UnitKind
    order: int
    team_id: int
    team_number: int
    team: str
    version_id: int
    planned_on: date | None
    progress: Progress
    raw_marks: str

    @cached_property
    def marks(self) -> Mapping[str, tuple[int, int, int]]:
        """Of each item: documents, photos, how many people score it apart."""
        found: Mapping[str, tuple[int, int, int]] = orjson.loads(self.raw_marks)
        return found


@dataclass(frozen=True)
class Figures:
    """The score of one visit in one layer; ``raw_items`` is read when somebody looks."""

    layer: Layer
    total: Decimal | None
    scored: int
    scorable: int
    level: str | None
    raw_items: str
    raw_sections: str | Mapping[str, SectionSum]

    @cached_property
    def items(self) -> Mapping[str, ItemFigures]:
        """State, earned and possible (millionths), actual and ability of each known item."""
        return figures_of(self.raw_items)

    @property
    def scored_items(self) -> frozenset[str]:
        """The items that are scored, found without reading the figures of any."""
        return scored_items(self.raw_items)

    def of_section(self, code: str) -> Mapping[str, ItemFigures]:
        """Those of one section, without reading the others."""
        return figures_of(self.raw_items, code)

    @cached_property
    def sections(self) -> Mapping[str, SectionSum]:
        """Earned and possible (millionths) and scored items of each base section."""
        raw = self.raw_sections
        return orjson.loads(raw) if isinstance(raw, str) else raw


@dataclass(frozen=True, slots=True)
class Glance:
    """A round as one person may see it: subjects in protocol order, definitions by version."""

    subjects: tuple[Subject, ...]
    definitions: Mapping[int, Checklist]
    reading: Reading


def glance(session: Session, person: Person, round_id: int) -> Glance:
    """The visits of a round that this person may see; four or five queries."""
    asked = ids_visible_to(person).where(Visit.round_id == round_id)
    reading = read(session, asked)
    rows = session.execute(_subjects(asked)).all()
    versions = session.scalars(
        select(ChecklistVersion)
        .where(ChecklistVersion.id.in_({row.checklist_version_id for row in rows}))
        .order_by(ChecklistVersion.code, ChecklistVersion.id)
    )
    return Glance(
        subjects=tuple(
            Subject(*[*row, reading.progress[row.id], reading.lines[row.id].marks])
            for row in rows
            if row.id in reading.lines
        ),
        definitions={version.id: definition_of(version) for version in versions},
        reading=reading,
    )


def figures(
    session: Session, person: Person, round_id: int, reading: Reading, layer: Layer | None
) -> dict[int, Figures]:
    """The figures of each visit in a layer, in the one that counts for None; one query."""
    asked = ids_visible_to(person).where(Visit.round_id == round_id)
    found = select(
        VisitScore.visit_id,
        VisitScore.layer,
        VisitScore.total,
        VisitScore.scored,
        VisitScore.scorable,
        VisitScore.level,
        VisitScore.items,
        VisitScore.sections,
    ).where(VisitScore.visit_id.in_(asked))
    if layer is None:
        found = found.join(VisitProgress, VisitProgress.visit_id == VisitScore.visit_id)
        found = found.where(VisitScore.layer == VisitProgress.counts)
    else:
        found = found.where(VisitScore.layer == layer)
    kept = {
        row.visit_id: Figures(*row[1:])
        for row in session.execute(found)
        if row.visit_id not in reading.drawn
    }
    return kept | _drawn(reading, layer)


def _drawn(reading: Reading, layer: Layer | None) -> dict[int, Figures]:
    """Of the visits whose kept figures are stale: those that were drawn just now."""
    out = {}
    for visit_id, drawing in reading.drawn.items():
        wanted = layer or drawing.line.counts
        told = drawing.scores.get(wanted)
        if told is not None:
            score = told.score
            out[visit_id] = Figures(
                wanted,
                stored(score.totals.total),
                score.scored,
                score.scorable,
                score.levels.label,
                item_figures(told),
                section_sums(score),
            )
    return out


def _subjects(asked: Select[int]) -> Select[*tuple[Any, ...]]:
    found: Select[*tuple[Any, ...]] = select(
        Visit.id,
        Visit.key,
        Visit.unit_id,
        Unit.name,
        Unit.folded_name,
        Unit.code,
        Unit.kind,
        Unit.protocol_order,
        Visit.team_id,
        Team.number,
        Team.name,
        Visit.checklist_version_id,
        Visit.planned_on,
    )
    found = found.join(Unit, Unit.id == Visit.unit_id).join(Team, Team.id == Visit.team_id)
    return found.where(Visit.id.in_(asked)).order_by(Unit.protocol_order, Visit.id)
