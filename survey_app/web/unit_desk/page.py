"""What the page about a visited unit shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.fieldwork.queries import recorded
from survey_app.fieldwork.rules import EntryKind
from survey_app.fieldwork.state import EntryView
from survey_app.reviews.models import ReplyWindow
from survey_app.reviews.queries import state_of
from survey_app.reviews.replies import UnitReply, open_until, replies_of, windows_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import UnitLink, Visit
from survey_app.visits.rules import Plan
from survey_app.visits.unit_links import is_standing, links_of

_USUAL_DAYS = 14


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The link, what came by it, and the replies; ``came`` counts what the unit itself wrote."""

    visit: Visit
    links: Sequence[UnitLink]
    windows: Sequence[ReplyWindow]
    replies: Sequence[UnitReply]
    came: dict[str, int]
    is_approved: bool
    today: date

    @property
    def standing(self) -> UnitLink | None:
        """The link that may be used now."""
        newest = next(iter(self.links), None)
        stands = newest is not None and is_standing(newest, today=self.today)
        return newest if stands and not self.is_over else None

    @property
    def is_over(self) -> bool:
        """Whether no link leads in any more."""
        return self.is_approved or self.visit.plan is Plan.CANCELLED

    @property
    def open_until(self) -> date | None:
        """Until when the findings are open to the unit."""
        return open_until(self.windows, today=self.today)

    @property
    def owed(self) -> int:
        """How many replies an approval waits for to be answered."""
        return sum(each.owes_answer for each in self.replies)

    @property
    def proposed_day(self) -> date:
        """A last day that the forms propose."""
        return max(self.visit.planned_on or self.today, self.today + timedelta(days=_USUAL_DAYS))


def unit_page(session: Session, visit: Visit) -> UnitPage:
    """Everything about the unit of this visit; a constant number of queries."""
    links = links_of(session, visit.id)
    found = recorded(session, visit.id)
    by_unit = [each for each in found.heads if each.author_id in {link.person_id for link in links}]
    return UnitPage(
        visit=visit,
        links=links,
        windows=windows_of(session, visit.id),
        replies=replies_of(session, visit.id, found=found),
        came={
            "scores": _count(by_unit, EntryKind.ANSWER),
            "documents": _count(by_unit, EntryKind.EVIDENCE),
            "photos": _count(by_unit, EntryKind.PHOTO),
        },
        is_approved=state_of(session, visit.id) is ReviewState.APPROVED,
        today=clock.today(),
    )


def _count(entries: Sequence[EntryView], kind: EntryKind) -> int:
    return sum(each.kind is kind and each.value is not None for each in entries)
