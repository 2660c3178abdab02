"""From the facts of a visit to what its report says. Pure: the same facts, the same content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from forms.definition import Item, Kind
from survey_app.core.vietnamese import clean, day
from survey_app.reports import wording
from survey_app.reports.content import Attendee, Fact, VisitReport
from survey_app.reports.evidence import photos_of, proofs_of
from survey_app.reports.facts import VisitFacts
from survey_app.reports.findings import Findings
from survey_app.reports.rules import DEFAULTS, Document, Heading
from survey_app.reports.scores import indicators_of, scores_of
from survey_app.visits.rules import Part

__all__ = ["content_of"]

_LEAD = wording.TEAM_PARTS[Part.LEAD]


def content_of(facts: VisitFacts) -> VisitReport:
    """Everything the report of this visit says."""
    findings = Findings(facts)
    return VisitReport(
        heading=_heading(facts),
        about=(f"Kết quả khảo sát tại {facts.unit}",),
        unit=facts.unit,
        checklist=f"{facts.checklist.code}, phiên bản {facts.checklist.version}",
        checklist_note=facts.checklist.note.vi,
        is_demo=facts.round.is_demo,
        facts=tuple(_facts(facts)),
        team=_team(facts),
        hosts=_hosts(facts),
        general=tuple(_general(facts)),
        overall=findings.overall(),
        sections=tuple(findings.section(each) for each in facts.checklist.sections),
        parts=findings.parts(),
        unit_replies=findings.unit_replies(),
        clashes=findings.clashes(),
        scores=scores_of(facts),
        indicators=indicators_of(facts),
        proofs=proofs_of(facts),
        photos=photos_of(facts),
        minutes_heading=_signed(facts, facts.round.minutes_heading, Document.MINUTES),
        scores_heading=_signed(facts, facts.round.scores_heading, Document.SCORES),
        checklist_title=facts.checklist.title.vi,
    )


def _heading(facts: VisitFacts) -> Heading:
    """The heading of the round; the team's lead is named where nobody else is to sign."""
    said = facts.round.heading
    lead = next((each.name for each in facts.people if each.position == _LEAD), "")
    if said.names or said.signature != DEFAULTS[Document.VISIT].signature:
        return said
    return replace(said, names=(lead,))


def _signed(facts: VisitFacts, said: Heading, document: Document) -> Heading:
    """The lead is named as the last who signs, where the office has said nothing else."""
    if said.names or said.signature != DEFAULTS[document].signature:
        return said
    lead = next((each.name for each in facts.people if each.position == _LEAD), "")
    return replace(said, names=("",) * (len(said.signature) - 1) + (lead,))


def _facts(facts: VisitFacts) -> Iterable[Fact]:
    """The plan of the visit, as corrected on the spot where somebody did."""
    said = _prefilled(facts)
    yield Fact("Đợt khảo sát", facts.round.name)
    for label, prefill, planned in _planned(facts):
        if text := said.pop(prefill, Fact(label, planned)).text or planned:
            yield Fact(label, text)
    yield from said.values()
    yield Fact("Hình thức", wording.MODES[facts.mode])
    yield Fact(
        "Phiếu khảo sát",
        f"{facts.checklist.title.vi} ({facts.checklist.code}, phiên bản {facts.checklist.version})",
    )


def _planned(facts: VisitFacts) -> Iterable[tuple[str, str, str]]:
    """Label, the name by which a checklist asks for it, and what the plan says."""
    cut_off = facts.round.cut_off_on
    yield "Đơn vị được khảo sát", "unit_name", facts.unit
    yield "Đoàn khảo sát", "team_name", facts.team
    yield "Ngày làm việc", "", day(facts.planned_on) if facts.planned_on else ""
    yield "Địa điểm", "visit_place", facts.place
    yield "Thời điểm chốt số liệu", "cut_off", day(cut_off) if cut_off else ""


def _prefilled(facts: VisitFacts) -> dict[str, Fact]:
    """The answers to what the plan fills in, by the name of the filling."""
    return {
        item.prefill: Fact(item.label.vi, _words(item, facts))
        for item in facts.checklist.general
        if item.prefill and facts.answer(item.code)
    }


def _general(facts: VisitFacts) -> Iterable[Fact]:
    """What was asked about the unit; what was not answered stays open, as dots."""
    for item in facts.checklist.general:
        if item.kind is not Kind.ATTENDEES and not item.prefill:
            yield Fact(item.label.vi, _words(item, facts) if facts.answer(item.code) else "")


def _words(item: Item, facts: VisitFacts) -> str:
    return wording.answer(item, facts.answer(item.code))


def _team(facts: VisitFacts) -> tuple[Attendee, ...]:
    """Who was recorded for the team; where nobody was, the people of the team."""
    return tuple(_recorded(facts, "team")) or facts.people


def _hosts(facts: VisitFacts) -> tuple[Attendee, ...]:
    return (*_recorded(facts, "unit"), *_listed(facts))


def _recorded(facts: VisitFacts, side: str) -> Iterable[Attendee]:
    for entry in facts.recorded.attendees():
        value = entry.value or {}
        if value.get("side") == side:
            yield _attendee(value)


def _listed(facts: VisitFacts) -> Iterable[Attendee]:
    """Attendees that were written down as an answer of the general block."""
    for item in facts.checklist.general:
        people = facts.answer(item.code).get("value") if item.kind is Kind.ATTENDEES else None
        if isinstance(people, list):
            yield from (_attendee(each) for each in people if isinstance(each, dict))


def _attendee(value: dict[str, object]) -> Attendee:
    return Attendee(clean(str(value.get("name") or "")), clean(str(value.get("position") or "")))
