"""What a timeline is made of: an event, and what may be asked of events. Frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from survey_app.core.clock import local
from survey_app.core.vietnamese import folded


class Happening(StrEnum):
    """The kinds of event that one can ask for."""

    ENTRY = "entry"
    HAND_OVER = "hand_over"
    DECISION = "decision"
    UNIT = "unit"
    REPORT = "report"
    PLAN = "plan"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a visit. ``item`` is a code or empty, ``why`` a reason or note."""

    at: datetime
    who: str
    kind: Happening
    what: str
    item: str = ""
    why: str = ""

    @property
    def searched(self) -> str:
        """Everything that is said of it, folded for search."""
        return folded(f"{self.who} {self.what} {self.item} {self.why}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a timeline; empty is all. Days are Vietnamese days, both included."""

    search: str = ""
    who: str = ""
    item: str = ""
    kind: Happening | None = None
    since: date | None = None
    until: date | None = None

    def takes(self, event: Event) -> bool:
        """Whether an event is among those asked for."""
        on = local(event.at).date()
        return (
            (not self.who or event.who == self.who)
            and (not self.item or event.item == self.item)
            and (self.kind is None or event.kind is self.kind)
            and (self.since is None or on >= self.since)
            and (self.until is None or on <= self.until)
            and (not self.search or folded(self.search) in event.searched)
        )
