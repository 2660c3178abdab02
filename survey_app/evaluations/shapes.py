"""What a statement is at a moment, as far as the office decides it, and how a change is undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from survey_app.evaluations.parts_of_merge import Link

_FIELDS = ("code", "rank", "text", "edited", "held", "away", "into")
# No reason to refuse: an order is put back, and the teams' words follow with the next merge.
_YIELDING = frozenset({"rank", "text"})


class Overtaken(Exception):
    """What is to be undone was changed again since."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The heading, place, words and sources of a statement; ``links`` by entry."""

    code: str
    rank: int | None
    text: str
    edited: str | None
    held: bool
    away: bool
    into: int | None
    links: tuple[Link, ...]


Shapes = Mapping[int, Shape]


def written(shapes: Shapes) -> str:
    """Shapes by statement, as text to be kept."""
    return json.dumps({str(id_): asdict(each) for id_, each in shapes.items()}, ensure_ascii=False)


def read(text: str) -> dict[int, Shape]:
    """Shapes that were kept."""
    return {int(id_): _shape(told) for id_, told in json.loads(text).items()}


def _shape(told: Mapping[str, Any]) -> Shape:
    links = tuple(Link(**each) for each in told["links"])
    return Shape(**{**told, "links": links})


def turned_back(before: Shapes, after: Shapes, now: Shapes) -> dict[int, Shape]:
    """The statements as they are ``now`` with one change taken back, whatever else came since.

    What a merge added meanwhile stays. Overtaken: somebody changed the same thing again.
    """
    fields = {id_: _fields_back(before[id_], after[id_], now[id_]) for id_ in before}
    homes = _homes(now)
    for entry, (old, new) in _moved(before, after).items():
        _link_back(homes, entry, old, new)
    links: dict[int, list[Link]] = {id_: [] for id_ in now}
    for home, link in homes.values():
        links[home].append(link)
    return {
        id_: replace(each, links=tuple(sorted(links[id_], key=lambda link: link.entry_id)))
        for id_, each in fields.items()
    }


Place = tuple[int, Link]


def _fields_back(before: Shape, after: Shape, now: Shape) -> Shape:
    changed: dict[str, Any] = {}
    for name in _FIELDS:
        old, new, at = (getattr(each, name) for each in (before, after, now))
        if old == new:
            continue
        if at != new and name not in _YIELDING:
            raise Overtaken
        changed[name] = old
    return replace(now, **changed)


def _homes(shapes: Shapes) -> dict[int, Place]:
    """Where each source is; one that took another's place goes by the older entry."""
    return {
        link.seen_id or link.entry_id: (id_, link)
        for id_, each in shapes.items()
        for link in each.links
    }


def _moved(before: Shapes, after: Shapes) -> dict[int, tuple[Place | None, Place | None]]:
    """Sources that the change moved, took in, let go, or settled."""
    old, new = _by_entry(before), _by_entry(after)
    return {
        entry: (old.get(entry), new.get(entry))
        for entry in sorted(old.keys() | new.keys())
        if old.get(entry) != new.get(entry)
    }


def _by_entry(shapes: Shapes) -> dict[int, Place]:
    return {link.entry_id: (id_, link) for id_, each in shapes.items() for link in each.links}


def _link_back(homes: dict[int, Place], entry: int, old: Place | None, new: Place | None) -> None:
    key = next((key for key, (_, link) in homes.items() if entry in (key, link.entry_id)), None)
    if new is None:
        if key is None and old is not None:
            homes[old[1].seen_id or entry] = old
        return
    if key is None:
        # A merge has taken the source away since: there is nothing to put back.
        return
    home, link = homes[key]
    if home != new[0]:
        raise Overtaken
    del homes[key]
    if old is not None:
        back = replace(link, seen_id=old[1].seen_id, settled_id=old[1].settled_id)
        unchanged = link.entry_id == entry
        homes[key] = (old[0], back if unchanged else link)
