"""What the page of a filled visit shows. Frozen values; texts are ready to print, never HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from forms.definition import Item, ReasonFor, Section
from forms.scoring import Explanation, ItemScore, SectionScore
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import EntryView, HandOver
from survey_app.reviews.looks import Look
from survey_app.reviews.models import Decision
from survey_app.reviews.replies import UnitReply
from survey_app.reviews.rules import Confirmed, Returned, ReviewState, Waiting
from survey_app.scoring.rules import DESK_LAYERS
from survey_app.visits.models import Visit
from survey_app.web.sheet.apart import ItemApart
from survey_app.web.sheet.threads import Thread


@dataclass(frozen=True, slots=True)
class LayerCell:
    """What one layer says of an item; ``said`` is empty where it says nothing."""

    layer: Layer
    said: str = ""
    earned: Fraction | None = None
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    ability: str = ""
    is_counting: bool = False


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo under the label that it has everywhere. ``problem``: why there is no picture.

    ``is_announced``: the team says that people knew of it and agreed.
    """

    sha256: str
    label: str
    caption: str
    by: str
    has_arrived: bool
    is_announced: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with the word of its type and, for a recommendation, to whom it goes.

    ``reply`` is what the visited unit says to it, with what it was answered.
    """

    type: str
    addressee: str
    text: str
    by: str
    reply: UnitReply | None


@dataclass(frozen=True, slots=True)
class ClashVersion:
    """What one of them said; ``uuid`` is the entry that could stand for all."""

    words: str
    by: str
    at: datetime
    uuid: UUID


@dataclass(frozen=True, slots=True)
class ClashView:
    """Something that two people filled without seeing each other's: what each of them said."""

    about: str
    versions: tuple[ClashVersion, ...]


@dataclass(frozen=True, slots=True)
class Belongings:
    """What was recorded beside the answers, on an item or on the visit itself."""

    evidence: tuple[EntryView, ...] = ()
    photos: tuple[PhotoView, ...] = ()
    notes: tuple[EntryView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    replies: tuple[EntryView, ...] = ()
    clashes: tuple[ClashView, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was recorded here."""
        lists = (self.evidence, self.photos, self.notes, self.findings, self.replies, self.clashes)
        return not any(lists)


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item; ``parent`` is the item whose sub-item it is, ``chosen`` the level that counts.

    ``known`` is what the plan of the visit already says, where the team wrote nothing; ``counting``
    the answer that counts, as the phones send it; ``owed_reason`` the rule by which the team owes
    a reason that nobody gave.
    """

    item: Item
    parent: Item | None
    cells: tuple[LayerCell, ...]
    score: ItemScore | None
    chosen: int | None
    rows: tuple[tuple[str, ...], ...]
    target: str
    known: str
    beside: Belongings
    returned: Returned | None
    proposed: str
    has_changed: bool
    thread: Thread
    confirmed: Confirmed | None
    differs: bool
    can_be_confirmed: bool
    is_plain: bool
    counting: Mapping[str, Any] | None
    owed_reason: ReasonFor | None
    # What two who scored it apart gave, where they differ.
    apart: ItemApart | None = None

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"item-{self.item.code}"

    @property
    def is_open_return(self) -> bool:
        """Whether the team still owes something here."""
        return self.returned is not None and not self.returned.settled

    @property
    def owes_answer(self) -> bool:
        """Whether nobody has answered it although it counts."""
        return self.score is not None and self.score.state.value == "not_answered"

    @property
    def is_scored_kind(self) -> bool:
        """Whether it can earn points, so that its layers are compared."""
        return self.score is not None and self.score.state.value != "not_scored"

    @property
    def spoken_cells(self) -> tuple[LayerCell, ...]:
        """The layers that say something, to be laid side by side."""
        return tuple(cell for cell in self.cells if cell.said)

    @property
    def silent_layers(self) -> tuple[Layer, ...]:
        """The layers that say nothing yet."""
        return tuple(cell.layer for cell in self.cells if not cell.said)

    @property
    def has_marks(self) -> bool:
        """Whether anything stands out about it."""
        flags = self.score.flags if self.score else ()
        return bool(
            flags
            or self.returned
            or self.beside.clashes
            or self.has_changed
            or self.confirmed
            or self.differs
            or self.owed_reason
            or self.new_comments
            or self.apart
        )

    @property
    def new_comments(self) -> int:
        """How many comments its reader has not read."""
        return sum(said.is_new for said in self.thread)

    @property
    def gap(self) -> Fraction | None:
        """By how many points what counts lies above the unit's own score; None without both."""
        own = next((cell.earned for cell in self.cells if cell.layer is Layer.SELF), None)
        counted = next((cell.earned for cell in self.cells if cell.is_counting), None)
        return None if own is None or counted is None else counted - own

    @property
    def is_settled(self) -> bool:
        """Whether the desk has said what it thinks of it: confirmed, or scored by itself."""
        at_desk = any(cell.said for cell in self.cells if cell.layer in DESK_LAYERS)
        return at_desk or self.confirmed is not None

    @property
    def deserves_a_look(self) -> bool:
        """Whether something about it stands out that the desk has said nothing of yet."""
        if self.has_changed or self.new_comments:
            return True
        flags = self.score.flags if self.score else ()
        return not self.is_settled and bool(flags or self.differs or self.beside.clashes)

    @property
    def needs_attention(self) -> bool:
        """Whether an approval waits for it."""
        waits = self.apart is not None and self.apart.waits
        return bool(self.beside.clashes) or self.is_open_return or self.owes_answer or waits


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A section with its items; ``section`` is None for the questions about the visit itself."""

    section: Section | None
    score: SectionScore | None
    items: tuple[SheetItem, ...]

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"section-{self.section.code}" if self.section else "section-general"

    @property
    def open_points(self) -> int:
        """How many of its items an approval waits for."""
        return sum(item.needs_attention for item in self.items)


@dataclass(frozen=True, slots=True)
class LayerTotal:
    """The total of one layer."""

    layer: Layer
    explanation: Explanation
    is_counting: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole visit for its readers."""

    visit: Visit
    sections: tuple[SheetSection, ...]
    totals: tuple[LayerTotal, ...]
    beside: Belongings
    attendees: tuple[EntryView, ...]
    state: ReviewState
    decisions: tuple[Decision, ...]
    waiting: tuple[Waiting, ...]
    hand_over: HandOver | None
    entries_seen: int
    look: Look
    # The number of the newest entry of each item.
    newest: Mapping[str, int]

    @property
    def counting(self) -> LayerTotal:
        """The total that counts."""
        return next(total for total in self.totals if total.is_counting)

    @property
    def last_decision(self) -> int:
        """The number of the last decision, 0 before the first: what a form says it has seen."""
        return self.decisions[-1].number if self.decisions else 0

    def recorded_after(self, number: int) -> tuple[str, ...]:
        """The items of which something was recorded after this entry."""
        return tuple(sorted(item for item, last in self.newest.items() if last > number))

    def find_item(self, code: str) -> SheetItem | None:
        """The item of this code."""
        items = (item for section in self.sections for item in section.items)
        return next((item for item in items if item.item.code == code), None)
