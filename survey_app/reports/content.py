"""What the report of a visit says, as data: no drawing, no database, no clock.

Texts are as they were recorded; figures are already written as on paper. The digest of
``snapshots`` names a content: two reports with the same digest say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from survey_app.reports.rules import DEFAULTS, Document, Heading


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known under a label; an empty text is printed as dots."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who took part."""

    name: str
    position: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the unit says to a finding, in a word and in its own, and what it was answered."""

    stance: str
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in the team's words, with the item it was made at and what it is about."""

    text: str
    item: str = ""
    about: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one type, or to one addressee."""

    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note, with the item it was made at."""

    text: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class TableAnswer:
    """The rows a table item was answered with; ``level`` says how complete it was found."""

    item: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    level: str = ""


@dataclass(frozen=True, slots=True)
class SectionPart:
    """What was found in one section of the checklist."""

    code: str
    title: str
    result: str
    answers: tuple[Fact, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[Note, ...] = ()
    tables: tuple[TableAnswer, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing but its score is known."""
        return not (self.answers or self.groups or self.notes or self.tables)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report that is gathered over all sections: causes, lessons, tasks…"""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Something two people recorded differently without seeing each other's entry."""

    where: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """An item, a section's sum or a total: one cell for each layer.

    ``changed`` marks cells that differ from the assessed layer before them.
    """

    code: str
    label: str
    points: str
    cells: tuple[str, ...]
    why: str
    changed: tuple[bool, ...] = ()
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class ScoreSection:
    """A section of the score table: its rows, then its sum with the arithmetic in one line."""

    title: str
    rows: tuple[ScoreRow, ...]
    total: ScoreRow


@dataclass(frozen=True, slots=True)
class Scores:
    """The score table: whose columns, which one counts, the sums and the level reached."""

    layers: tuple[str, ...]
    counting: str
    progress: str
    sections: tuple[ScoreSection, ...]
    totals: tuple[ScoreRow, ...]
    total: str
    level_by_score: str = ""
    level: str = ""
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: the unit's targets, what it reached, and the points for it."""

    code: str
    label: str
    measure: str
    term: str
    milestone: str
    actual: str
    of_term: str
    of_milestone: str
    by_rule: str
    counted: str
    ability: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvingDocument:
    """A document that proves an item."""

    number: str
    on: str
    about: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The evidence of an item; ``required`` says what it needs, ``missing`` that it lacks it."""

    code: str
    label: str
    required: str
    documents: tuple[ProvingDocument, ...]
    photos: tuple[str, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo under its number; ``arrived`` is false while only the phone has it.

    ``announced``: the team says that people knew of it and agreed.
    """

    label: str
    caption: str
    sha256: str
    arrived: bool = True
    announced: bool = True


@dataclass(frozen=True, slots=True)
class PhotoGroup:
    """The photos of one item, or of the visit as a whole."""

    title: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class VisitReport:
    """Everything the findings of one visit say."""

    heading: Heading
    about: tuple[str, ...]
    unit: str
    checklist: str
    checklist_note: str
    is_demo: bool
    facts: tuple[Fact, ...]
    team: tuple[Attendee, ...]
    hosts: tuple[Attendee, ...]
    general: tuple[Fact, ...]
    overall: SectionPart
    sections: tuple[SectionPart, ...]
    parts: tuple[Part, ...]
    unit_replies: tuple[Reply, ...]
    clashes: tuple[Clash, ...]
    scores: Scores | None
    indicators: tuple[IndicatorRow, ...]
    proofs: tuple[Proof, ...]
    photos: tuple[PhotoGroup, ...]
    minutes_heading: Heading = DEFAULTS[Document.MINUTES]
    scores_heading: Heading = DEFAULTS[Document.SCORES]
    checklist_title: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which issue of a report it is: a draft, or the sealed revision of an approval.

    Not part of the content: approving the same content again gives another edition of it.
    ``address`` is of the page that tells whether it still stands.
    """

    revision: int | None = None
    sealed_on: date | None = None
    sealed_at: datetime | None = None
    address: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether nobody has approved it yet."""
        return self.revision is None
