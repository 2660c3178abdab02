"""What differs between two checklists, item by item: for people who decide, before they publish.

Items are the same when their codes are; versions and codes of the checklists are left aside.
Nothing that differs is left untold: two definitions without a difference are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import chain

from forms.definition import Checklist, Item, Section, Text


class Change(StrEnum):
    """What happened to a part, the gravest first."""

    RETIRED = "retired"
    ADDED = "added"
    KIND = "kind"
    POINTS = "points"
    RUBRIC = "rubric"
    CONDITION = "condition"
    EVIDENCE = "evidence"
    MOVED = "moved"
    REWORDED = "reworded"
    SETTING = "setting"


# Which sort of change another value of this field is; whatever is not here is a setting.
_OF_ITEM: Mapping[str, Change] = {
    "kind": Change.KIND,
    "label": Change.REWORDED,
    "hint": Change.REWORDED,
    "guidance": Change.REWORDED,
    "constraint_message": Change.REWORDED,
    "points": Change.POINTS,
    "step": Change.RUBRIC,
    "levels": Change.RUBRIC,
    "options": Change.RUBRIC,
    "bands": Change.RUBRIC,
    "direction": Change.RUBRIC,
    "measure": Change.RUBRIC,
    "baseline": Change.RUBRIC,
    "columns": Change.RUBRIC,
    "format": Change.RUBRIC,
    "relevant": Change.CONDITION,
    "constraint": Change.CONDITION,
    "required": Change.CONDITION,
    "evidence": Change.EVIDENCE,
}
_OF_SECTION: Mapping[str, Change] = {
    "title": Change.REWORDED,
    "hint": Change.REWORDED,
    "points": Change.POINTS,
    "kind": Change.KIND,
    "relevant": Change.CONDITION,
}
_OF_CHECKLIST: Mapping[str, Change] = {
    "title": Change.REWORDED,
    "note": Change.REWORDED,
    "base_points": Change.POINTS,
    "bonus_cap": Change.POINTS,
    "penalty_cap": Change.POINTS,
    "thresholds": Change.POINTS,
    "conditions": Change.CONDITION,
}
_NAMES = frozenset({"code", "version", "items", "sections", "general"})
# What takes an answer out of the score, or gives it other points.
TOUCHING = frozenset(
    {Change.RETIRED, Change.ADDED, Change.KIND, Change.POINTS, Change.RUBRIC, Change.CONDITION}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: of which part (its code, empty for the checklist), and of which field.

    ``before`` and ``after`` are values of that field as the definition has them; of a part that
    was moved, the code of what holds it and its place there.
    """

    change: Change
    code: str
    label: Text
    field: str = ""
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A section or an item, and where it stands: in what, and after which neighbour."""

    held: Section | Item
    inside: str

    @property
    def label(self) -> Text:
        """Its words."""
        return self.held.title if isinstance(self.held, Section) else self.held.label


def differences(old: Checklist, new: Checklist) -> tuple[Line, ...]:
    """Every difference, in the order of the new checklist; what was retired stands first."""
    before, after = _parts(old), _parts(new)
    gone = (Line(Change.RETIRED, c, part.label) for c, part in before.items() if c not in after)
    return tuple(
        chain(
            gone,
            _fields("", Text(new.title.vi, new.title.en), (old, new), _OF_CHECKLIST),
            chain.from_iterable(_of_part(c, before.get(c), part) for c, part in after.items()),
            _orders(before, after),
        )
    )


def touched_items(lines: Sequence[Line]) -> frozenset[str]:
    """The codes whose answers or scores these differences touch."""
    return frozenset(line.code for line in lines if line.code and line.change in TOUCHING)


def _parts(checklist: Checklist) -> dict[str, _Part]:
    """Sections and items by code, in order; each section before its items."""
    found: dict[str, _Part] = {}
    _take(found, checklist.general, "")
    for section in checklist.sections:
        found.setdefault(section.code, _Part(section, ""))
        _take(found, section.items, section.code)
    return found


def _take(found: dict[str, _Part], items: Sequence[Item], inside: str) -> None:
    for item in items:
        found.setdefault(item.code, _Part(item, inside))
        _take(found, item.items, item.code)


def _of_part(code: str, before: _Part | None, after: _Part) -> Iterator[Line]:
    if before is None:
        yield Line(Change.ADDED, code, after.label)
        return
    if type(before.held) is not type(after.held):
        kinds = (type(each.held).__name__.lower() for each in (before, after))
        yield Line(Change.KIND, code, after.label, "part", *kinds)
        return
    if before.inside != after.inside:
        yield Line(Change.MOVED, code, after.label, "section", before.inside, after.inside)
    table = _OF_ITEM if isinstance(after.held, Item) else _OF_SECTION
    yield from _fields(code, after.label, (before.held, after.held), table)


def _fields(
    code: str, label: Text, pair: tuple[object, object], table: Mapping[str, Change]
) -> Iterator[Line]:
    old, new = pair
    for each in fields(new):  # type: ignore[arg-type]  # callers hand in dataclasses only
        before, after = getattr(old, each.name), getattr(new, each.name)
        if each.name not in _NAMES and before != after:
            change = table.get(each.name, Change.SETTING)
            yield Line(change, code, label, each.name, before, after)


def _orders(before: Mapping[str, _Part], after: Mapping[str, _Part]) -> Iterator[Line]:
    """Where what stayed inside a section, or among the sections, stands in another order."""
    for inside in dict.fromkeys(part.inside for part in after.values()):
        old = [c for c, part in before.items() if part.inside == inside and _stays(c, after, part)]
        new = [c for c, part in after.items() if part.inside == inside and _stays(c, before, part)]
        if old != new:
            label = after[inside].label if inside in after else Text("")
            yield Line(Change.MOVED, inside, label, "order", tuple(old), tuple(new))


def _stays(code: str, others: Mapping[str, _Part], part: _Part) -> bool:
    return code in others and others[code].inside == part.inside
