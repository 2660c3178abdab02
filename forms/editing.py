"""Changing a definition part by part: what a person does to a draft, as pure functions.

Nothing here judges: a draft may be wrong for a while, ``forms.publishing`` says where. A part is
named by its code; an unknown code raises ``NoSuchPart``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from forms.definition import Checklist, Item, Section

Part = TypeVar("Part", Item, Section)


class NoSuchPart(LookupError):
    """There is no section or item of this code, or not where it was looked for."""


def find_section(checklist: Checklist, code: str) -> Section | None:
    """The section of this code."""
    return next((each for each in checklist.sections if each.code == code), None)


def find_item(checklist: Checklist, code: str) -> Item | None:
    """The item of this code, whether it is answered itself or has sub-items."""
    waiting = [*checklist.general, *(item for each in checklist.sections for item in each.items)]
    while waiting:
        item = waiting.pop(0)
        if item.code == code:
            return item
        waiting.extend(item.items)
    return None


def with_item(checklist: Checklist, item: Item) -> Checklist:
    """The item of the same code replaced by this one; what it holds stays as it was."""
    return _changed(checklist, item.code, lambda old: (replace(item, items=old.items),))


def with_section(checklist: Checklist, section: Section) -> Checklist:
    """The section of the same code replaced by this one; its items stay as they were."""
    if find_section(checklist, section.code) is None:
        raise NoSuchPart(section.code)
    sections = (
        replace(section, items=each.items) if each.code == section.code else each
        for each in checklist.sections
    )
    return replace(checklist, sections=tuple(sections))


def with_new_item(checklist: Checklist, inside: str, item: Item) -> Checklist:
    """This item at the end of a section, of the general information (no code), or of an item."""
    if not inside:
        return replace(checklist, general=(*checklist.general, item))
    section = find_section(checklist, inside)
    if section is not None:
        grown = replace(section, items=(*section.items, item))
        sections = (grown if each is section else each for each in checklist.sections)
        return replace(checklist, sections=tuple(sections))
    return _changed(checklist, inside, lambda old: (replace(old, items=(*old.items, item)),))


def with_new_section(checklist: Checklist, section: Section) -> Checklist:
    """This section after the others."""
    return replace(checklist, sections=(*checklist.sections, section))


def without(checklist: Checklist, code: str) -> Checklist:
    """The checklist without the section or item of this code, and whatever that holds."""
    if find_section(checklist, code) is not None:
        left = tuple(each for each in checklist.sections if each.code != code)
        return replace(checklist, sections=left)
    return _changed(checklist, code, lambda _: ())


def moved(checklist: Checklist, code: str, by: int) -> Checklist:
    """The section or item so many places later (or, negative, earlier) among its neighbours.

    At an end it stays where it is.
    """
    if find_section(checklist, code) is not None:
        return replace(checklist, sections=_shifted(checklist.sections, code, by))
    return _around(checklist, code, lambda items: _shifted(items, code, by))


def moved_into(checklist: Checklist, code: str, inside: str) -> Checklist:
    """The item at the end of another section, or of the general information (no code)."""
    item = find_item(checklist, code)
    if item is None or (inside and find_section(checklist, inside) is None):
        raise NoSuchPart(code)
    return with_new_item(without(checklist, code), inside, item)


def section_of(checklist: Checklist, code: str) -> str:
    """The code of the section that an item stands in; empty for general information."""
    for section in checklist.sections:
        if find_item(replace(checklist, general=(), sections=(section,)), code) is not None:
            return section.code
    return ""


def _shifted(parts: tuple[Part, ...], code: str, by: int) -> tuple[Part, ...]:
    at = next(n for n, each in enumerate(parts) if each.code == code)
    to = min(max(at + by, 0), len(parts) - 1)
    rest = [each for n, each in enumerate(parts) if n != at]
    rest.insert(to, parts[at])
    return tuple(rest)


def _changed(
    checklist: Checklist, code: str, change: Callable[[Item], tuple[Item, ...]]
) -> Checklist:
    """The checklist with what ``change`` makes of the item of this code, in its place."""

    def among(items: tuple[Item, ...]) -> tuple[Item, ...]:
        at = next(n for n, each in enumerate(items) if each.code == code)
        return (*items[:at], *change(items[at]), *items[at + 1 :])

    return _around(checklist, code, among)


def _around(
    checklist: Checklist, code: str, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]
) -> Checklist:
    """The checklist with the items among which this code stands replaced by ``change`` of them."""
    if find_item(checklist, code) is None:
        raise NoSuchPart(code)
    return replace(
        checklist,
        general=_within(checklist.general, code, change),
        sections=tuple(
            replace(each, items=_within(each.items, code, change)) for each in checklist.sections
        ),
    )


def _within(
    items: tuple[Item, ...], code: str, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]
) -> tuple[Item, ...]:
    if any(each.code == code for each in items):
        return change(items)
    return tuple(
        replace(each, items=_within(each.items, code, change)) if each.items else each
        for each in items
    )
