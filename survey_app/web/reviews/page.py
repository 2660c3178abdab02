"""What the review page needs beside the visit itself: what was typed, what may be done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from survey_app.core import clock
from survey_app.core.uuid7 import uuid7
from survey_app.evaluations.models import Evaluation
from survey_app.reports.models import Report
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Move, ReviewState, is_allowed
from survey_app.reviews.undoing import Undo
from survey_app.scoring.rules import DESK_LAYERS
from survey_app.visits.rules import Plan
from survey_app.web.reviews.queue import Following
from survey_app.web.reviews.values import NOTHING, Typed
from survey_app.web.sheet.model import Sheet, SheetItem, SheetSection

_CODE = re.compile(r"[\w.-]{1,32}", re.ASCII)


class Show(StrEnum):
    """Which items the page shows, or that it lays their layers side by side in one table."""

    ALL = "all"
    OPEN = "open"
    LOOK = "look"
    CHANGED = "changed"
    LAYERS = "layers"


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What happened between the page that a form came from and this one."""

    decisions: Sequence[Decision] = ()
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed and could not be taken: shown again, so that nothing is typed twice."""

    agreed: Typed = NOTHING
    agreed_item: str = ""
    returned: Mapping[str, Typed] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    problem: str = ""
    # Of which items the problem tells.
    about: Sequence[str] = ()
    overtaken: Overtaken = field(default_factory=Overtaken)

    @property
    def typed_at(self) -> list[str]:
        """The items at which something was typed."""
        codes = [self.agreed_item, *self.returned, *self.comments]
        # What a changed form named instead of a code is led nowhere.
        return [code for code in dict.fromkeys(codes) if _CODE.fullmatch(code)]

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Each fault with the item that it is about."""
        found = [(code, each.fault) for code, each in self.returned.items() if each.fault]
        return found + ([(self.agreed_item, self.agreed.fault)] if self.agreed.fault else [])


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One visit under review, for one reader."""

    sheet: Sheet
    entered: Entered
    show: Show
    may_decide: bool
    reports: Sequence[Report]
    evaluations: Sequence[Evaluation]
    undo: Undo | None
    following: Following

    def can(self, move: str) -> bool:
        """Whether this reader can make this move now."""
        if not self.may_decide or not is_allowed(self.sheet.state, Move(move)):
            return False
        return self.sheet.hand_over is not None

    @property
    def can_write(self) -> bool:
        """Whether this reader can comment now."""
        is_closed = self.sheet.state is ReviewState.APPROVED
        return self.may_decide and not is_closed and self.sheet.visit.plan is not Plan.CANCELLED

    @property
    def can_settle(self) -> bool:
        """Whether this reader can choose between two entries that clash."""
        return self.can_write and self.sheet.hand_over is not None

    def counts(self) -> Mapping[Show, int]:
        """How many items each way of showing has."""
        return {
            show: sum(_is_shown(item, show) for item in self._items())
            for show in Show
            if show is not Show.LAYERS
        }

    def plain_items(self) -> tuple[str, ...]:
        """What could be confirmed at once: nothing differs, and nobody has confirmed it yet."""
        return tuple(
            item.item.code for item in self._items() if item.is_plain and not item.is_settled
        )

    def settled_items(self) -> tuple[int, int]:
        """Of how many scored items the desk has said what it thinks, and how many there are."""
        scored = [item for item in self._items() if item.is_scored_kind]
        return sum(item.is_settled for item in scored), len(scored)

    @property
    def has_news(self) -> bool:
        """Whether the page shows what its reader has not marked as looked at."""
        sheet = self.sheet
        return sheet.look.at is None or any(
            item.has_changed or item.new_comments for item in self._items()
        )

    @property
    def shows_nothing(self) -> bool:
        """Whether the chosen filter leaves no item."""
        return not any(self.shown_items(section) for section in self.sheet.sections)

    def has_desk_score(self, item: SheetItem) -> bool:
        """Whether a score of the desk stands on this item, which could be taken back."""
        return any(cell.said for cell in item.cells if cell.layer in DESK_LAYERS)

    def shown_items(self, section: SheetSection) -> list[SheetItem]:
        """The items of a section that were asked for."""
        return [item for item in section.items if _is_shown(item, self.show)]

    def after(self, item: SheetItem) -> str:
        """The anchor to go on at: the item itself, or the next one where it leaves the list."""
        if self.show in (Show.ALL, Show.LAYERS):
            return item.anchor
        shown = [each for each in self._items() if _is_shown(each, self.show)]
        later = shown[shown.index(item) + 1 :] if item in shown else []
        return later[0].anchor if later else "content"

    def beside(self, item: SheetItem) -> tuple[SheetItem | None, SheetItem | None]:
        """The items shown before and after this one."""
        shown = [each for each in self._items() if _is_shown(each, self.show)]
        at = shown.index(item)
        return shown[at - 1] if at else None, shown[at + 1] if at + 1 < len(shown) else None

    def returns_any(self, items: Sequence[SheetItem]) -> bool:
        """Whether somebody has ticked one of these to return it."""
        return any(self.typed_return(item.item.code).is_ticked for item in items)

    def typed_return(self, code: str) -> Typed:
        """What was typed to return this item."""
        return self.entered.returned.get(code, NOTHING)

    def typed_score(self, code: str) -> Typed:
        """What was typed as the agreed score of this item."""
        return self.entered.agreed if code == self.entered.agreed_item else NOTHING

    def typed_comment(self, code: str) -> str:
        """What was typed about this item."""
        return self.entered.comments.get(code, "")

    def new_form(self) -> UUID:
        """An id for a form that may arrive twice and counts once."""
        return uuid7(clock.now())

    def _items(self) -> list[SheetItem]:
        return [item for section in self.sheet.sections for item in section.items]


def _is_shown(item: SheetItem, show: Show) -> bool:
    match show:
        case Show.CHANGED:
            return item.has_changed or bool(item.new_comments)
        case Show.OPEN:
            return item.needs_attention
        case Show.LOOK:
            return item.deserves_a_look
        case Show.ALL | Show.LAYERS:
            return True
