"""One visit as a member records it: item by item, with proofs, photos, notes and findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from forms.definition import Checklist, Evidence, Item, Section
from survey_app.commands.demo_round.answers import Case, Value, self_answers, team_answers
from survey_app.commands.demo_round.findings import Finding, findings_of, item_of
from survey_app.commands.demo_round.phone import Phone, Picture
from survey_app.commands.demo_round.pictures import Subject
from survey_app.commands.demo_round.units import Fate, Planned
from survey_app.commands.demo_round.words import words
from survey_app.core.clock import VIETNAM

BEGINS = time(8, 0, tzinfo=VIETNAM)
# In the middle of the second programme the road was passable only until noon.
LAST_IN_PROGRESS = "C6"
_DOCUMENTED = (Evidence.DOCUMENT, Evidence.EITHER)

Drawn = Callable[[Subject], Picture]


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo to take: of which item (None: of the visit), what is on it, and what is under it."""

    item: str | None
    subject: Subject
    caption: str


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that is going to be recorded on one visit."""

    planned: Planned
    checklist: Checklist
    team: dict[str, Value]
    own: dict[str, Value]
    shots: tuple[Shot, ...]
    findings: tuple[Finding, ...]

    @property
    def asked(self) -> list[tuple[Section | None, Item]]:
        """The items that the team gets to, in their order."""
        items = list(self.checklist.items())
        if self.planned.fate is not Fate.IN_PROGRESS:
            return items
        last = next(n for n, (_, item) in enumerate(items) if item.code == LAST_IN_PROGRESS)
        return items[: last + 1]


def course_of(planned: Planned, checklist: Checklist, targets: dict[str, Any]) -> Course:
    """What will be recorded on this visit."""
    findings = tuple(findings_of(planned.facts.code, checklist.code))
    case = Case(
        unit=planned.facts.code,
        targets=targets,
        quality=planned.quality,
        praised=_items_with("strength", findings),
        faulted=_items_with("limitation", findings),
    )
    return Course(
        planned=planned,
        checklist=checklist,
        team=team_answers(checklist, case),
        own=self_answers(checklist, case),
        shots=tuple(shots_of(planned, checklist.code)),
        findings=findings,
    )


def _items_with(type_: str, findings: Sequence[Finding]) -> frozenset[str]:
    return frozenset(each.item for each in findings if each.type == type_ and each.item)


def shots_of(planned: Planned, checklist: str) -> Sequence[Shot]:
    """The photos of a visit, numbered in the order in which they are taken."""
    missing = words()["missing"].get(planned.facts.code, [])
    made: list[Shot] = []
    for number, each in enumerate(words()["photo"], start=1):
        item = item_of(each["about"], checklist)
        if item not in missing:
            subject = Subject(each["scene"], planned.short, item or "chung", number)
            made.append(Shot(item, subject, each["caption"]))
    return made


def begin(planned_on: date) -> datetime:
    """When a working session begins."""
    return datetime.combine(planned_on, BEGINS)


def conduct(phone: Phone, course: Course, drawn: Drawn) -> None:
    """Record the whole visit on this phone and send it; handing over is another step."""
    shots, findings = defaultdict(list), defaultdict(list)
    for shot in course.shots:
        shots[shot.item].append(shot)
    for finding in course.findings:
        findings[finding.item].append(finding)
    _meet(phone, course)
    _photograph(phone, shots[None], drawn)
    for section, item in course.asked:
        _fill(phone, course, section, item)
        _photograph(phone, shots[item.code], drawn)
        _conclude(phone, course, findings[item.code])
    if course.planned.fate is not Fate.IN_PROGRESS:
        _conclude(phone, course, findings[None])
    phone.send()
    phone.send_photos()


def _meet(phone: Phone, course: Course) -> None:
    for name, position in words()["attendees"][course.checklist.unit_kind]:
        named = name.format(unit=course.planned.facts.name)
        phone.add("attendee", {"name": named, "position": position, "side": "unit"})
        phone.pass_time(seconds=20)


def _fill(phone: Phone, course: Course, section: Section | None, item: Item) -> None:
    if item.code in course.own:
        phone.answer(item.code, course.own[item.code], layer="self")
        phone.pass_time(seconds=15)
    value = course.team.get(item.code)
    if value is None:
        return
    phone.answer(item.code, value)
    phone.pass_time(minutes=2, seconds=40)
    if section is not None and _is_documented(course, item, value):
        phone.add("evidence", _document(course, section, item), item=item.code)
    note = words()["notes"].get(item.code)
    # Not every team writes everything down.
    if note and value.get("value") != "no" and (len(course.planned.facts.code) + len(note)) % 3:
        phone.add("note", {"text": note}, item=item.code)
    phone.pass_time(seconds=20)


def _is_documented(course: Course, item: Item, value: Value) -> bool:
    missing = words()["missing"].get(course.planned.facts.code, [])
    shown = value.get("value") not in (None, "no")
    return item.evidence in _DOCUMENTED and item.code not in missing and shown


def _document(course: Course, section: Section, item: Item) -> dict[str, str]:
    number, about = words()["documents"].get(section.code, words()["documents"]["E"])
    case = Case(course.planned.facts.code, {}, course.planned.quality)
    chance = case.chance(item.code, "document")
    body = "LĐLĐ" if course.planned.facts.code.startswith("LD-") else "CĐ"
    made_on = date(2020, 9, 14) + timedelta(days=chance.randrange(45))
    return {
        "number": number.format(n=f"{chance.randrange(2, 98):02d}", body=body),
        "date": made_on.isoformat(),
        "about": about,
    }


def _photograph(phone: Phone, shots: Sequence[Shot], drawn: Drawn) -> None:
    for shot in shots:
        phone.take_photo(drawn(shot.subject), item=shot.item, caption=shot.caption)
        phone.pass_time(seconds=30)


def _conclude(phone: Phone, course: Course, findings: Sequence[Finding]) -> None:
    for each in findings:
        value: Value = {
            "type": each.type,
            "text": each.text,
            "addressee": each.addressee,
            "about": [],
        }
        made = phone.add("finding", value, item=each.item)
        phone.pass_time(seconds=45)
        _hear(phone, course, each, str(made["slot"]))


def _hear(phone: Phone, course: Course, finding: Finding, slot: str) -> None:
    """What the unit says on the spot, on a few visits, to the first finding of a type."""
    said = words()["heard"].get(course.planned.facts.code, {}).get(finding.type)
    first = next(each for each in course.findings if each.type == finding.type)
    if said is None or finding is not first:
        return
    value = {"agree": said["stance"] == "agree", **said}
    phone.record("reply", value, slot=slot)
    phone.pass_time(seconds=40)
