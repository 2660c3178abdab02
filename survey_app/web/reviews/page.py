"""What the review page needs beside the visit itself: forms, what was typed, what may be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from survey_app.evaluations.models import Evaluation
from survey_app.reports.models import Report
from survey_app.reviews.rules import Move, is_allowed
from survey_app.scoring.rules import DESK_LAYERS
from survey_app.web.reviews.forms import AgreeForm, ApproveForm, OpenForm, ReopenForm, ReturnForm
from survey_app.web.reviews.values import NOTHING, Typed
from survey_app.web.sheet.model import Sheet, SheetItem, SheetSection


class Show(StrEnum):
    """Which items the page shows."""

    ALL = "all"
    CHANGED = "changed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page, bound to what was sent."""

    agree: AgreeForm
    give_back: ReturnForm
    approve: ApproveForm
    reopen: ReopenForm
    open: OpenForm


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed and could not be taken: shown again, so that nothing is typed twice."""

    agreed: Typed = NOTHING
    agreed_item: str = ""
    returned: Mapping[str, Typed] = field(default_factory=dict)
    problem: str = ""

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Each fault with the item that it is about."""
        found = [(code, each.fault) for code, each in self.returned.items() if each.fault]
        return found + ([(self.agreed_item, self.agreed.fault)] if self.agreed.fault else [])


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One visit under review, for one reader."""

    sheet: Sheet
    forms: Forms
    entered: Entered
    show: Show
    may_decide: bool
    reports: Sequence[Report]
    evaluations: Sequence[Evaluation]

    def can(self, move: str) -> bool:
        """Whether this reader can make this move now."""
        if not self.may_decide or not is_allowed(self.sheet.state, Move(move)):
            return False
        return self.sheet.hand_over is not None

    @property
    def shows_nothing(self) -> bool:
        """Whether the chosen filter leaves no item."""
        return not any(self.shown_items(section) for section in self.sheet.sections)

    def has_desk_score(self, item: SheetItem) -> bool:
        """Whether a score of the desk stands on this item, which could be taken back."""
        return any(cell.said for cell in item.cells if cell.layer in DESK_LAYERS)

    def shown_items(self, section: SheetSection) -> list[SheetItem]:
        """The items of a section that were asked for."""
        return [item for item in section.items if self._is_shown(item)]

    def returns_any(self, items: Sequence[SheetItem]) -> bool:
        """Whether somebody has ticked one of these to return it."""
        return any(self.typed_return(item.item.code).is_ticked for item in items)

    def typed_return(self, code: str) -> Typed:
        """What was typed to return this item."""
        return self.entered.returned.get(code, NOTHING)

    def typed_score(self, code: str) -> Typed:
        """What was typed as the agreed score of this item."""
        return self.entered.agreed if code == self.entered.agreed_item else NOTHING

    def _is_shown(self, item: SheetItem) -> bool:
        match self.show:
            case Show.CHANGED:
                return item.has_changed
            case Show.OPEN:
                return item.needs_attention
            case Show.ALL:
                return True
