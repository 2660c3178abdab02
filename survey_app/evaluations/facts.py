"""What is known of a round when its evaluation is composed: plain values, read by ``queries``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from forms.definition import Checklist, Direction
from survey_app.core.vietnamese import day
from survey_app.evaluations.rules import OutlineRow, Source
from survey_app.fieldwork.rules import Layer


class Standing(StrEnum):
    """Where a visit stands, as the list of visits tells it."""

    INCLUDED = "included"
    CHANGED = "changed"
    REOPENED = "reopened"
    APPROVED = "approved"
    RETURNED = "returned"
    WAITING = "waiting"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


# Taken into the draft at some merge, whatever has become of the visit since.
TAKEN_IN = frozenset({Standing.INCLUDED, Standing.CHANGED, Standing.REOPENED})


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """The round as its documents need it; ``heading`` is the office's JSON."""

    name: str
    starts_on: date
    ends_on: date
    cut_off_on: date | None
    is_demo: bool
    shows_level: bool
    heading: str


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One visit of the round; ``revision`` is that of the report it was taken in by, or 0."""

    id: int
    key: UUID
    unit_id: int
    unit: str
    team: str
    checklist_id: int
    planned_on: date | None
    mode: str
    reason: str
    standing: Standing
    revision: int = 0

    @property
    def is_taken_in(self) -> bool:
        """Whether the draft holds findings of this visit."""
        return self.standing in TAKEN_IN


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding in the words of the team; ``section`` is a code, empty where it names no item."""

    visit_id: int
    entry_id: int
    entry: UUID
    source: Source
    text: str
    item: str = ""
    section: str = ""
    addressee: str = ""
    photos: tuple[str, ...] = ()


class Turn(StrEnum):
    """What became of a finding since the office read it."""

    REOPENED = "reopened"
    RESEALED = "resealed"
    REWORDED = "reworded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class News:
    """What changed, the words before and now; what ``waits`` cannot be settled before a merge."""

    turn: Turn
    was: str = ""
    now: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """Where a statement comes from; ``is_current`` if from the visit's newest approved report."""

    finding: FindingFacts
    revision: int
    is_current: bool
    news: News | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A unit's own report that a statement names; one that no longer stands is not printed."""

    id: int
    report_id: int
    unit: str
    symbol: str
    dated_on: date | None
    received_on: date
    place: str
    stands: bool

    @property
    def words(self) -> str:
        """As a note names it: ``Báo cáo số 45/BC-LĐLĐ ngày 05/01/2021 của …, trang 5``."""
        number = f" số {self.symbol}" if self.symbol else ""
        on = f" ngày {day(self.dated_on)}" if self.dated_on else ""
        came = "" if number or on else f" (nhận ngày {day(self.received_on)})"
        where = f", {self.place}" if self.place else ""
        return f"Báo cáo{number}{on} của {self.unit}{came}{where}"


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """A stored statement; ``text`` are the words of a team, ``edited`` those of the office.

    ``rank`` is the place that the office gave it; ``version`` counts what was done to it.
    """

    id: int
    code: str
    position: int
    text: str
    edited: str | None
    sources: tuple[SourceFacts, ...]
    rank: int | None = None
    version: int = 1
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section's score out of its points; None where nothing of it was scored."""

    points: Decimal | None
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class ScoreFacts:
    """The counting score of a visit: the last layer that has one."""

    layer: Layer
    total: Decimal | None
    level: str
    scored: int
    scorable: int
    sections: Mapping[str, SectionFacts]


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What a unit was to reach: over the term, and by the review date."""

    term: Decimal | None
    milestone: Decimal | None
    direction: Direction | None
    source: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything at once. Mappings are by visit id, checklist id, or unit id and item code."""

    title: str
    merged_at: datetime
    round: RoundFacts
    outline: tuple[OutlineRow, ...]
    visits: tuple[VisitFacts, ...]
    statements: tuple[StatementFacts, ...]
    findings: Mapping[int, tuple[FindingFacts, ...]]
    checklists: Mapping[int, Checklist]
    scores: Mapping[int, ScoreFacts]
    answers: Mapping[int, Mapping[str, Mapping[str, Any]]]
    targets: Mapping[tuple[int, str], TargetFacts]
    # By visit and item, how many documents and photos there are.
    evidence: Mapping[int, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    # By unit, its own reports of the round, as they are named in a line.
    reports: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
