"""Items and sections one by one: what each kind needs, may have and must not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal

from forms.definition import Checklist, Item, Kind, SectionKind
from forms.faults import Fault, Path, fault
from forms.publishing import walk
from forms.publishing.prefills import PREFILLS

MOST_POINTS = Decimal(1000)
ONE = Decimal(1)
STEPS = (Decimal("0.25"), Decimal("0.5"), ONE)

# What any item may have, and what each kind may have beyond that.
COMMON = frozenset({"code", "kind", "label", "points", "hint", "guidance", "owner", "relevant"})
ANSWERED = frozenset({"evidence", "required", "constraint", "constraint_message", "prefill"})
USES: dict[Kind, frozenset[str]] = {
    Kind.SCALE: frozenset({"levels"}),
    Kind.YES_NO: frozenset(),
    Kind.POINTS: frozenset({"step", "measure"}),
    Kind.CHOICE: frozenset({"options"}),
    Kind.INDICATOR: frozenset({"direction", "measure", "baseline", "bands"}),
    Kind.TEXT: frozenset({"format", "measure"}),
    Kind.TABLE: frozenset({"columns", "levels"}),
    Kind.ATTENDEES: frozenset(),
    Kind.BONUS: frozenset({"step"}),
    Kind.PENALTY: frozenset({"step"}),
}
OUTSIDE: dict[Kind, SectionKind] = {
    Kind.BONUS: SectionKind.BONUS,
    Kind.PENALTY: SectionKind.PENALTY,
}
UNSCORED = frozenset({Kind.TEXT, Kind.ATTENDEES})
DEEPEST = 1


def faults(checklist: Checklist) -> Iterator[Fault]:
    """Faults of the single items and sections, and of the checklist's own numbers."""
    yield from _numbers(checklist)
    if not checklist.sections:
        yield fault("no-sections", ("sections",))
    for path, section in walk.sections(checklist):
        if not section.items:
            yield fault("no-items", (*path, "items"))
        yield from _points_in_range(path, section.points)
    for found in walk.items(checklist):
        yield from _unused(found.path, found.item)
        yield from _placed(found)
        yield from _points_in_range(found.path, found.item.points)
        yield from (_parent(found) if found.item.items else _leaf(found.path, found.item))


def unused_fields(item: Item) -> list[str]:
    """The fields that are filled though the item's kind has no use for them."""
    uses = COMMON | {"items"} if item.items else COMMON | ANSWERED | USES[item.kind]
    return [
        each.name
        for each in fields(item)
        if each.name not in uses and getattr(item, each.name) != each.default
    ]


def _numbers(checklist: Checklist) -> Iterator[Fault]:
    for name in ("gap_reason", "moderation_gap"):
        if not 0 <= getattr(checklist, name) <= 1:
            yield fault("share-of-points", (name,))
    for name in ("bonus_cap", "penalty_cap"):
        value = getattr(checklist, name)
        if value is not None and not 0 <= value <= 100:
            yield fault("cap-range", (name,))
    if not 0 < checklist.base_points <= MOST_POINTS:
        yield fault("points-range", ("base_points",))
    for n, reason in enumerate(checklist.reason_for):
        if reason in checklist.reason_for[:n]:
            yield fault("reason-twice", ("reason_for",), value=reason.value)


def _unused(path: Path, item: Item) -> Iterator[Fault]:
    for name in unused_fields(item):
        yield fault("field-unused", (*path, name), field=name, kind=item.kind.value)


def _placed(found: walk.Found) -> Iterator[Fault]:
    """Whether the item may stand where it stands."""
    item, section = found.item, found.section
    if found.depth > DEEPEST:
        yield fault("too-deep", found.path)
    if section is None:
        yield from _general(found)
        return
    if item.prefill:
        yield fault("prefill-place", (*found.path, "prefill"))
    # Words may stand in any section; what scores belongs to the section of its kind.
    scores = item.points is not None or item.kind in OUTSIDE
    if scores and not item.items and OUTSIDE.get(item.kind, SectionKind.BASE) is not section.kind:
        words = {"kind": item.kind.value, "section": section.kind.value}
        yield fault("kind-in-section", (*found.path, "kind"), **words)


def _general(found: walk.Found) -> Iterator[Fault]:
    item = found.item
    if item.points is not None:
        yield fault("points-of-general", (*found.path, "points"))
    if item.kind in OUTSIDE:
        words = {"kind": item.kind.value, "section": "general"}
        yield fault("kind-in-section", (*found.path, "kind"), **words)
    if item.prefill and item.prefill not in PREFILLS:
        allowed = ", ".join(PREFILLS)
        yield fault(
            "prefill-unknown", (*found.path, "prefill"), value=item.prefill, allowed=allowed
        )


def _points_in_range(path: Path, points: Decimal | None) -> Iterator[Fault]:
    if points is not None and not 0 < points <= MOST_POINTS:
        yield fault("points-range", (*path, "points"))


def _parent(found: walk.Found) -> Iterator[Fault]:
    if found.item.kind is not Kind.POINTS:
        yield fault("parent-kind", (*found.path, "kind"))


def _leaf(path: Path, item: Item) -> Iterator[Fault]:
    if item.kind in UNSCORED and item.points is not None:
        yield fault("points-of-words", (*path, "points"), kind=item.kind.value)
    if item.kind in (*OUTSIDE, Kind.POINTS) and item.points is None:
        yield fault("points-missing", (*path, "points"), kind=item.kind.value)
    yield from _step(path, item)
    check = _OF_KIND.get(item.kind)
    if check:
        yield from check(path, item)


def _step(path: Path, item: Item) -> Iterator[Fault]:
    if item.kind is Kind.POINTS and item.step is None:
        yield fault("step-missing", (*path, "step"))
    if item.step is None or item.points is None:
        return
    if item.step not in STEPS or item.step > item.points or item.points % item.step:
        yield fault("step-range", (*path, "step"))


def _levels(path: Path, item: Item) -> Iterator[Fault]:
    if len(item.levels) < 2:
        yield fault("levels-few", (*path, "levels"))
    elif [level.value for level in item.levels] != list(range(len(item.levels))):
        yield fault("levels-order", (*path, "levels"))


def _options(path: Path, item: Item) -> Iterator[Fault]:
    if not item.options:
        yield fault("options-few", (*path, "options"))
    for n, option in enumerate(item.options):
        where = (*path, "options", n, "share")
        if option.share is None and item.points is not None:
            yield fault("share-missing", where, value=option.code)
        elif option.share is not None and item.points is None:
            yield fault("share-unused", where)
        elif option.share is not None and not 0 <= option.share <= ONE:
            yield fault("share-range", where)


def _bands(path: Path, item: Item) -> Iterator[Fault]:
    ratios = [band.ratio for band in item.bands]
    if len(set(ratios)) < len(ratios) or any(ratio < 0 for ratio in ratios):
        yield fault("bands-order", (*path, "bands"))
    if any(not 0 <= band.share <= ONE for band in item.bands):
        yield fault("share-range", (*path, "bands"))


def _table(path: Path, item: Item) -> Iterator[Fault]:
    if not item.columns:
        yield fault("columns-few", (*path, "columns"))
    if (item.points is None) is bool(item.levels):
        yield fault("levels-points", (*path, "levels"))
    if item.levels:
        yield from _levels(path, item)


_OF_KIND: dict[Kind, Callable[[Path, Item], Iterator[Fault]]] = {
    Kind.SCALE: _levels,
    Kind.CHOICE: _options,
    Kind.INDICATOR: _bands,
    Kind.TABLE: _table,
}
