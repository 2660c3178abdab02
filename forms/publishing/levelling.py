"""Thresholds and the conditions that hold a level down: they name only what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal

from forms.canonical import plain_number
from forms.definition import Checklist, Condition, ConditionKind, Item, Kind, SectionKind
from forms.faults import Fault, Path, fault
from forms.publishing.codes import INCONCLUSIVE

COMMON = frozenset({"code", "kind", "label", "cap"})
USES: dict[ConditionKind, frozenset[str]] = {
    ConditionKind.ITEM_EQUALS: frozenset({"item", "value"}),
    ConditionKind.SECTION_BELOW: frozenset({"percent", "sections"}),
    ConditionKind.EVIDENCE_MISSING: frozenset(),
    ConditionKind.PENALTY_APPLIES: frozenset({"item"}),
}
YES_OR_NO = frozenset({"yes", "no"})


def faults(checklist: Checklist) -> Iterator[Fault]:
    """Faults of thresholds and conditions."""
    yield from _thresholds(checklist)
    if checklist.conditions and not checklist.thresholds:
        yield fault("condition-levels", ("conditions", 0))
    for n, condition in enumerate(checklist.conditions):
        path = ("conditions", n)
        yield from _unused(path, condition)
        yield from _cap(path, condition, checklist)
        check = _OF_KIND.get(condition.kind)
        if check:
            yield from check(path, condition, checklist)


def _thresholds(checklist: Checklist) -> Iterator[Fault]:
    seen: set[Decimal] = set()
    for n, threshold in enumerate(checklist.thresholds):
        path, start = ("thresholds", n, "total_from"), threshold.total_from
        if not 0 <= start <= 100:
            yield fault("threshold-range", path)
        if start in seen:
            yield fault("threshold-twice", path, value=plain_number(start))
        seen.add(start)
    if seen and min(seen) != 0:
        lowest = min(range(len(checklist.thresholds)), key=lambda n: _start(checklist, n))
        yield fault("threshold-lowest", ("thresholds", lowest, "total_from"))


def _start(checklist: Checklist, n: int) -> Decimal:
    return checklist.thresholds[n].total_from


def _unused(path: Path, condition: Condition) -> Iterator[Fault]:
    uses = COMMON | USES[condition.kind]
    for each in fields(condition):
        if each.name not in uses and getattr(condition, each.name) != each.default:
            words = {"field": each.name, "kind": condition.kind.value}
            yield fault("condition-unused", (*path, each.name), **words)


def _cap(path: Path, condition: Condition, checklist: Checklist) -> Iterator[Fault]:
    known = {threshold.code for threshold in checklist.thresholds} | {"", INCONCLUSIVE}
    if condition.cap not in known:
        yield fault("condition-cap", (*path, "cap"), value=condition.cap)


def _item_equals(path: Path, condition: Condition, checklist: Checklist) -> Iterator[Fault]:
    item = checklist.find_item(condition.item)
    if item is None:
        yield fault("condition-item", (*path, "item"), value=condition.item)
    elif not _possible(item, condition.value):
        where = (*path, "value")
        yield fault("condition-value", where, value=condition.value, item=item.code)


def _possible(item: Item, value: str) -> bool:
    """Whether an item can be answered with this value."""
    if item.kind is Kind.YES_NO or (item.kind in (Kind.BONUS, Kind.PENALTY) and not item.step):
        return value in YES_OR_NO
    if item.kind is Kind.SCALE:
        return value in {str(level.value) for level in item.levels}
    if item.kind is Kind.CHOICE:
        return value in {option.code for option in item.options}
    return value != "" and item.kind not in (Kind.TABLE, Kind.ATTENDEES)


def _section_below(path: Path, condition: Condition, checklist: Checklist) -> Iterator[Fault]:
    if condition.percent is None or not 0 < condition.percent <= 100:
        yield fault("condition-percent", (*path, "percent"))
    base = {part.code for part in checklist.sections if part.kind is SectionKind.BASE}
    for code in condition.sections:
        if code not in base:
            yield fault("condition-section", (*path, "sections"), value=code)


def _penalty_applies(path: Path, condition: Condition, checklist: Checklist) -> Iterator[Fault]:
    item = checklist.find_item(condition.item)
    if item is None or item.kind is not Kind.PENALTY:
        yield fault("condition-item", (*path, "item"), value=condition.item)


_OF_KIND: dict[ConditionKind, Callable[[Path, Condition, Checklist], Iterator[Fault]]] = {
    ConditionKind.ITEM_EQUALS: _item_equals,
    ConditionKind.SECTION_BELOW: _section_below,
    ConditionKind.PENALTY_APPLIES: _penalty_applies,
}
