"""Findings, notes, text answers and replies, put in the order in which a report has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from forms.definition import Item, Kind, Section
from forms.scoring.words import Words
from survey_app.fieldwork.rules import Addressee, EntryKind, FindingType, Slot, Stance
from survey_app.fieldwork.state import EntryView
from survey_app.reports import wording
from survey_app.reports.content import (
    Clash,
    Fact,
    Finding,
    Group,
    Note,
    Part,
    Reply,
    SectionPart,
    TableAnswer,
)
from survey_app.reports.facts import VisitFacts, leaves

# A finding that another one is about is named by its first words.
_ABOUT_LENGTH = 90
_GENERAL = "Ghi nhận chung"


@dataclass(frozen=True)
class Findings:
    """The findings of one visit with what belongs to each."""

    facts: VisitFacts

    def parts(self) -> tuple[Part, ...]:
        """What is gathered over all sections, recommendations last."""
        gathered = [
            Part(title, self._groups(self._in_order, groups)) for title, groups in wording.PARTS
        ]
        return (*gathered, Part(wording.RECOMMENDATIONS, self._recommendations()))

    def overall(self) -> SectionPart:
        """What was noted on the visit as a whole."""
        return SectionPart(
            code="",
            title=_GENERAL,
            result="",
            groups=self._groups(self._of_no_section, tuple(wording.OF_A_SECTION.items())),
            notes=_notes(
                each
                for each in self.facts.recorded.of_kind(EntryKind.NOTE)
                if each.item not in self._places
            ),
        )

    def section(self, section: Section) -> SectionPart:
        """What was found in one section of the checklist."""
        codes = _codes(section)
        return SectionPart(
            code=section.code,
            title=section.title.vi,
            result=self._result(section),
            answers=tuple(self._answers(section)),
            groups=self._groups(
                (each for each in self._in_order if each.item in codes),
                tuple(wording.OF_A_SECTION.items()),
            ),
            notes=_notes(note for code in codes for note in self.facts.recorded.notes(code)),
            tables=tuple(self._tables(section)),
        )

    def unit_replies(self) -> tuple[Reply, ...]:
        """What the unit says to the visit as a whole; replies to a finding stand under it."""
        known = {entry.slot for entry in self._in_order}
        replies = self.facts.recorded.replies()
        return tuple(
            self._reply(each) for each in replies if each.item is None and each.slot not in known
        )

    def clashes(self) -> tuple[Clash, ...]:
        """What two people recorded differently, each version with its author."""
        found = self.facts.recorded.clashes()
        return tuple(_clash(self.facts, slot, versions) for slot, versions in found.items())

    @cached_property
    def _in_order(self) -> list[EntryView]:
        """Every finding: of the visit first, then by section and item, then as they came."""
        known = self.facts.recorded.findings()
        return sorted(known, key=lambda each: (self._places.get(each.item, -1), each.number))

    @cached_property
    def _places(self) -> Mapping[str | None, int]:
        sections = self.facts.checklist.sections
        codes = [code for section in sections for code in _codes(section)]
        return {code: at for at, code in enumerate(codes)}

    @cached_property
    def _of_no_section(self) -> list[EntryView]:
        return [each for each in self._in_order if each.item not in self._places]

    @cached_property
    def _replies(self) -> Mapping[UUID, list[EntryView]]:
        by_slot: dict[UUID, list[EntryView]] = {}
        for each in self.facts.recorded.replies():
            if each.slot is not None:
                by_slot.setdefault(each.slot, []).append(each)
        return by_slot

    @cached_property
    def _first_words(self) -> Mapping[str, str]:
        return {str(each.slot): _shortened(_text(each)) for each in self._in_order if each.slot}

    def _groups(
        self, entries: Iterable[EntryView], types: Sequence[tuple[FindingType, str]]
    ) -> tuple[Group, ...]:
        by_type: dict[str, list[Finding]] = {}
        for each in entries:
            by_type.setdefault(str((each.value or {}).get("type")), []).append(self._said(each))
        return tuple(
            Group(title, tuple(by_type[type_])) for type_, title in types if type_ in by_type
        )

    def _recommendations(self) -> tuple[Group, ...]:
        by_addressee: dict[str | None, list[Finding]] = {}
        for each in self._in_order:
            value = each.value or {}
            if value.get("type") == FindingType.RECOMMENDATION:
                by_addressee.setdefault(value.get("addressee"), []).append(self._said(each))
        known: dict[Addressee | None, str] = wording.ADDRESSEES
        return tuple(
            Group(title, tuple(by_addressee[to]))
            for to, title in known.items()
            if to in by_addressee
        )

    def _said(self, entry: EntryView) -> Finding:
        value = entry.value or {}
        about = [self._first_words.get(str(slot), "") for slot in value.get("about") or []]
        replies = self._replies.get(entry.slot, []) if entry.slot else []
        return Finding(
            text=_text(entry),
            item=entry.item or "",
            about=tuple(filter(None, about)),
            replies=tuple(self._reply(each) for each in replies),
        )

    def _reply(self, entry: EntryView) -> Reply:
        value = entry.value or {}
        answer = self.facts.reply_answers.get(entry.uuid, "")
        return Reply(wording.STANCES[Stance.of(value)], str(value.get("text") or ""), answer)

    def _result(self, section: Section) -> str:
        explained = self.facts.score.find_section(section.code) if self.facts.score else None
        if explained is None or explained.score is None:
            return ""
        of = wording.points(explained.points)
        return (
            f"{wording.score(explained.score)}/{of} điểm" if of else wording.score(explained.score)
        )

    def _answers(self, section: Section) -> Iterable[Fact]:
        """Answers in words; those in points and levels stand in the score table."""
        for item in leaves(section):
            if item.kind is Kind.TEXT and (said := self.facts.answer(item.code)):
                yield Fact(f"{item.code}. {item.label.vi}", wording.answer(item, said))
            elif item.kind is Kind.ATTENDEES and (people := self.facts.answer(item.code)):
                yield Fact(f"{item.code}. {item.label.vi}", _names(people.get("value")))

    def _tables(self, section: Section) -> Iterable[TableAnswer]:
        for item in leaves(section):
            held = self.facts.answer(item.code).get("value") if item.kind is Kind.TABLE else None
            rows = held.get("rows") if isinstance(held, dict) else held
            if isinstance(rows, list) and rows:
                yield _table(item, rows, held.get("level") if isinstance(held, dict) else None)


def _notes(entries: Iterable[EntryView]) -> tuple[Note, ...]:
    return tuple(Note(_text(each), each.item or "") for each in entries if _text(each).strip())


def _codes(section: Section) -> list[str]:
    """Every code under which something may be recorded: of items and of their parts."""
    out: list[str] = []
    for item in section.items:
        out += [item.code, *(leaf.code for leaf in item.leaves() if leaf is not item)]
    return out


def _table(item: Item, rows: Sequence[Mapping[str, Any]], level: object) -> TableAnswer:
    known = {str(each.value): each.label for each in item.levels}
    anchor = Words().text(known[str(level)]) if str(level) in known else ""
    said = "" if level is None else f"Mức đầy đủ: {level}" + (f" ({anchor})" if anchor else "")
    return TableAnswer(
        item=item.code,
        title=item.label.vi,
        columns=tuple(column.label.vi for column in item.columns),
        rows=tuple(
            tuple(
                wording.typed(column.format, str(row.get(column.code) or ""))
                for column in item.columns
            )
            for row in rows
        ),
        level=said,
    )


def _clash(facts: VisitFacts, slot: Slot, versions: Sequence[EntryView]) -> Clash:
    item = facts.checklist.find_item(slot.item) if slot.item else None
    layer = f", {wording.LAYERS[slot.layer].lower()}" if slot.layer else ""
    where = f"{wording.KINDS[slot.kind]}{f' {slot.item}' if slot.item else ''}{layer}"
    return Clash(where, tuple(f"{each.author}: {_version(item, each)}" for each in versions))


def _version(item: Item | None, entry: EntryView) -> str:
    if entry.kind is EntryKind.ANSWER or entry.value is None:
        return wording.answer(item, entry.value)
    shown = ("text", "caption", "name", "number", "about")
    found = [str(entry.value[key]) for key in shown if entry.value.get(key)]
    return "; ".join(found) or "(không có nội dung)"


def _names(people: object) -> str:
    if not isinstance(people, list):
        return ""
    said = [
        ", ".join(filter(None, (str(each.get("name") or ""), str(each.get("position") or ""))))
        for each in people
        if isinstance(each, dict)
    ]
    return "; ".join(said)


def _text(entry: EntryView) -> str:
    return str((entry.value or {}).get("text") or "")


def _shortened(text: str) -> str:
    """The first words of a text, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _ABOUT_LENGTH:
        return line
    return line[:_ABOUT_LENGTH].rsplit(" ", 1)[0] + "…"
