"""The timeline of a visit in words: who, when, what, why; from the log, the desk and the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from forms.definition import Item
from survey_app.audit.queries import LogFilter
from survey_app.audit.queries import rows as audit_rows
from survey_app.checklists.queries import definition_of
from survey_app.fieldwork.queries import log_of
from survey_app.fieldwork.rules import EntryKind, Layer, Stance
from survey_app.fieldwork.state import EntryView
from survey_app.reports.queries import reports_of
from survey_app.reviews.models import Decision
from survey_app.reviews.queries import decisions_of
from survey_app.reviews.replies import all_answers, windows_of
from survey_app.scoring.given import given_scores
from survey_app.visits.models import PlanChange, Visit
from survey_app.visits.names import names_of
from survey_app.visits.planning import changes_of
from survey_app.web.filters import day, words
from survey_app.web.history import desk
from survey_app.web.history.model import Event, Happening
from survey_app.web.history.words import HAPPENINGS, PLANS
from survey_app.web.sheet.said import said
from survey_app.web.speech import say
from survey_app.web.words import ENTRY_KINDS, FINDINGS, LAYERS, MODES, STANCES

# So many acts about links and members of one visit are read; there are a handful.
_MOST_ACTS = 500


def timeline(session: Session, visit: Visit) -> list[Event]:
    """Everything that happened to a visit, the newest first; a constant number of queries."""
    items = {item.code: item for _, item in definition_of(visit.checklist_version).items()}
    log = log_of(session, visit.id)
    decisions = decisions_of(session, visit.id)
    asked = LogFilter(subject=f"visit:{visit.id}")
    acts = audit_rows(session, asked, limit=_MOST_ACTS, offset=0)
    events = [
        *(_entry(each, items) for each in log),
        *desk.decided(decisions, given_scores(session, [visit.id])[visit.id], items),
        *desk.windows(windows_of(session, visit.id)),
        *desk.answers(all_answers(session, visit.id), log),
        *_sealings(session, visit, decisions),
        *(_plan(each) for each in changes_of(session, visit)),
        *desk.acts(acts, names_of(session, desk.people_in(acts))),
    ]
    # Of what came at one moment the last in its log is the newest, too.
    return sorted(events, key=lambda event: event.at)[::-1]


def _sealings(session: Session, visit: Visit, decisions: Sequence[Decision]) -> Iterator[Event]:
    deciders = {each.id: each.made_by.name for each in decisions}
    for each in reports_of(session, visit.id):
        what = say("Chốt báo cáo, bản %(revision)s", revision=each.revision)
        yield Event(each.sealed_at, deciders.get(each.decision_id, ""), Happening.REPORT, what)


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
    if each.kind is EntryKind.REPLY:
        stance = str(STANCES[Stance.of(value)])
        return f"{stance}: {value['text']}" if value.get("text") else stance
    names = ("text", "caption", "number", "date", "about", "name", "position")
    return "; ".join(str(value[name]) for name in names if value.get(name))


def _plan(each: PlanChange) -> Event:
    what = say(
        "Kế hoạch: %(plan)s, ngày %(on)s, %(mode)s",
        plan=PLANS[each.plan],
        on=day(each.planned_on),
        mode=MODES[each.mode],
    )
    return Event(each.made_at, each.made_by.name, Happening.PLAN, what, "", each.reason)


def labels(visit: Visit) -> dict[str, str]:
    """The items of the visit's checklist by code, as a choice shows them."""
    found = definition_of(visit.checklist_version).items()
    return {item.code: f"{item.code}. {words(item.label)}" for _, item in found}


def kinds() -> list[tuple[str, str]]:
    """The kinds of event as the options of a choice."""
    return [(kind.value, str(HAPPENINGS[kind.value])) for kind in Happening]
