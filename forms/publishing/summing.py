"""Points add up: sub-items to their item, items to their section, base sections to the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from forms.canonical import plain_number
from forms.definition import Checklist, Item, Section, SectionKind
from forms.faults import Fault, Path, fault
from forms.publishing import walk


def faults(checklist: Checklist) -> Iterator[Fault]:
    """Every sum that does not agree with what is written above it."""
    for found in walk.items(checklist):
        if found.item.items:
            yield from _item(found.path, found.item)
    for path, section in walk.sections(checklist):
        yield from _section(path, section)
    yield from _base(checklist)


def _item(path: Path, item: Item) -> Iterator[Fault]:
    total = _sum(part.points for part in item.items)
    if total != item.points:
        yield _disagreement("item-points", path, total, item.points)


def _section(path: Path, section: Section) -> Iterator[Fault]:
    total = _sum(item.points for item in section.items)
    # Outside the base the cap limits what counts, so a section need not state its points.
    if section.points is None and section.kind is not SectionKind.BASE:
        return
    if total != section.points:
        yield _disagreement("section-points", path, total, section.points)


def _base(checklist: Checklist) -> Iterator[Fault]:
    total = _sum(part.points for part in checklist.sections if part.kind is SectionKind.BASE)
    # A checklist that scores nothing has no base to agree with.
    if total is not None and total != checklist.base_points:
        said, summed = plain_number(checklist.base_points), plain_number(total)
        yield fault("base-points", ("base_points",), sum=summed, points=said)


def _sum(points: Iterable[Decimal | None]) -> Decimal | None:
    given = [each for each in points if each is not None]
    return sum(given, Decimal(0)) if given else None


def _disagreement(code: str, path: Path, total: Decimal | None, said: Decimal | None) -> Fault:
    shown = ("0" if each is None else plain_number(each) for each in (total, said))
    summed, points = shown
    return fault(code, (*path, "points"), sum=summed, points=points)
