"""Every part of a definition with its path: the one way the rules go through a checklist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from forms.definition import Checklist, Item, Section
from forms.faults import Path

Naming = Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Found:
    """An item where it stands; ``section`` is None for general information, ``depth`` 0 on top."""

    path: Path
    item: Item
    section: Section | None
    depth: int


def sections(checklist: Checklist) -> Iterator[tuple[Path, Section]]:
    """The sections in order."""
    for n, section in enumerate(checklist.sections):
        yield ("sections", n), section


def items(checklist: Checklist) -> Iterator[Found]:
    """Every item, parents before their sub-items, general information first."""
    yield from _within(("general",), checklist.general, None, 0)
    for path, section in sections(checklist):
        yield from _within((*path, "items"), section.items, section, 0)


def _within(
    path: Path, held: tuple[Item, ...], section: Section | None, depth: int
) -> Iterator[Found]:
    for n, item in enumerate(held):
        yield Found((*path, n), item, section, depth)
        yield from _within((*path, n, "items"), item.items, section, depth + 1)
