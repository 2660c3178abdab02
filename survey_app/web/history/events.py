"""The timeline of a visit in words: who, when, what, why; from the log, the desk and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from forms.definition import Item
from survey_app.audit.models import AuditRow
from survey_app.audit.queries import LogFilter
from survey_app.audit.queries import rows as audit_rows
from survey_app.checklists.queries import definition_of
from survey_app.core.clock import local
from survey_app.core.vietnamese import folded
from survey_app.fieldwork.queries import log_of
from survey_app.fieldwork.rules import EntryKind, Layer
from survey_app.fieldwork.state import EntryView
from survey_app.reports.queries import reports_of
from survey_app.reviews.models import Decision
from survey_app.reviews.queries import decisions_of
from survey_app.visits.models import PlanChange, Visit
from survey_app.visits.planning import changes_of
from survey_app.web.filters import day, words
from survey_app.web.history.words import ACTIONS, HAPPENINGS, PLANS
from survey_app.web.sheet.said import said
from survey_app.web.speech import say
from survey_app.web.words import ENTRY_KINDS, FINDINGS, LAYERS, MODES, MOVES

# So many acts about links and members of one visit are read; there are a handful.
_MOST_ACTS = 500


class Happening(StrEnum):
    """The kinds of event that one can ask for."""

    ENTRY = "entry"
    HAND_OVER = "hand_over"
    DECISION = "decision"
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


def timeline(session: Session, visit: Visit) -> list[Event]:
    """Everything that happened to a visit, the newest first; a constant number of queries."""
    items = {item.code: item for _, item in definition_of(visit.checklist_version).items()}
    decisions = decisions_of(session, visit.id)
    deciders = {each.id: each.made_by.name for each in decisions}
    asked = LogFilter(subject=f"visit:{visit.id}")
    events = [
        *(_entry(each, items) for each in log_of(session, visit.id)),
        *(event for each in decisions for event in _decision(each)),
        *(
            Event(each.sealed_at, deciders.get(each.decision_id, ""), Happening.REPORT, what)
            for each in reports_of(session, visit.id)
            for what in [say("Chốt báo cáo, bản %(revision)s", revision=each.revision)]
        ),
        *(_plan(each) for each in changes_of(session, visit)),
        *_acts(audit_rows(session, asked, limit=_MOST_ACTS, offset=0)),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _entry(each: EntryView, items: Mapping[str, Item]) -> Event:
    kind = Happening.HAND_OVER if each.kind is EntryKind.SUBMIT else Happening.ENTRY
    what = str(ENTRY_KINDS[each.kind])
    if each.layer is Layer.SELF:
        what = f"{what} – {LAYERS[Layer.SELF]}"
    if kind is Happening.HAND_OVER:
        what = say("Gửi trưởng đoàn duyệt")
    if each.value is None:
        what = say("Rút lại: %(what)s", what=what)
    return Event(each.received_at, each.author, kind, what, each.item or "", _told(each, items))


def _told(each: EntryView, items: Mapping[str, Item]) -> str:
    value = each.value
    if value is None:
        return ""
    item = items.get(each.item or "")
    if each.kind is EntryKind.ANSWER and item is not None:
        answer = said(item, value)
        reason = value.get("reason")
        return f"{answer} ({reason})" if reason else answer
    if each.kind is EntryKind.FINDING:
        label = next((str(w) for kind, w in FINDINGS.items() if kind == value.get("type")), "")
        return f"{label}: {value.get('text', '')}"
    names = ("text", "caption", "number", "date", "about", "name", "position")
    return "; ".join(str(value[name]) for name in names if value.get(name))


def _decision(each: Decision) -> Iterator[Event]:
    move = str(MOVES[each.move])
    if not each.returned:
        yield _decided(each, move, each.item or "", each.reason)
    for line in each.returned:
        yield _decided(each, move, line.item, line.reason)


def _decided(each: Decision, what: str, item: str, why: str) -> Event:
    return Event(each.made_at, each.made_by.name, Happening.DECISION, what, item, why)


def _plan(each: PlanChange) -> Event:
    what = say(
        "Kế hoạch: %(plan)s, ngày %(on)s, %(mode)s",
        plan=PLANS[each.plan],
        on=day(each.planned_on),
        mode=MODES[each.mode],
    )
    return Event(each.made_at, each.made_by.name, Happening.PLAN, what, "", each.reason)


def _acts(rows: list[AuditRow]) -> Iterator[Event]:
    """Acts about links and members, which no table of their own tells."""
    for row in rows:
        if row.action.startswith(("unit_link.", "visit_member.", "scorer_change.")):
            yield Event(row.at, row.actor, Happening.LINK, str(ACTIONS.get(row.action, row.action)))


def labels(visit: Visit) -> dict[str, str]:
    """The items of the visit's checklist by code, as a choice shows them."""
    found = definition_of(visit.checklist_version).items()
    return {item.code: f"{item.code}. {words(item.label)}" for _, item in found}


def kinds() -> list[tuple[str, str]]:
    """The kinds of event as the options of a choice."""
    return [(kind.value, str(HAPPENINGS[kind.value])) for kind in Happening]
