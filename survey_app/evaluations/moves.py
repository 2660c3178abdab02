"""What the office can do to statements: from how they are to how they are to be. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from survey_app.evaluations.parts_of_merge import Link
from survey_app.evaluations.shapes import Shape, Shapes


def worded(shape: Shape, text: str, gone: Mapping[int, int]) -> Shape:
    """The office's words over it; blank ones, or the teams' own, give the teams' words back.

    They were written knowing what changed below them, so that is settled. ``gone``: as ``settled``.
    """
    words = text if text and text != shape.text else None
    return replace(shape, edited=words, links=settled(shape.links, gone))


def settled(links: Sequence[Link], gone: Mapping[int, int]) -> tuple[Link, ...]:
    """The links with what changed accepted.

    ``gone`` has the entries that were withdrawn, each with the report that has them no more; they
    are let go, unless nothing else is left to tell where the statement came from.
    """
    left = tuple(replace(link, seen_id=None) for link in links if link.entry_id not in gone)
    if left:
        return left
    return tuple(
        replace(link, seen_id=None, settled_id=gone.get(link.entry_id, link.settled_id))
        for link in links
    )


def kept_ours(shape: Shape, gone: Mapping[int, int]) -> Shape:
    """Its words stand, whatever the teams say now; they are the office's from here on."""
    words = shape.text if shape.edited is None else shape.edited
    return replace(shape, edited=words, links=settled(shape.links, gone))


def took_new(shape: Shape, gone: Collection[int], words: str) -> Shape:
    """The teams' present ``words`` in place of the office's; not printed if no finding is left."""
    left = tuple(replace(link, seen_id=None) for link in shape.links if link.entry_id not in gone)
    if not left:
        return replace(shape, links=(), away=True, into=None)
    return replace(shape, edited=None, text=words or shape.text, links=left)


def placed(shape: Shape, code: str) -> Shape:
    """Under another heading, at its end until somebody orders it."""
    return replace(shape, code=code, rank=None, held=True)


def ordered(shapes: Shapes, ids: Sequence[int]) -> dict[int, Shape]:
    """In this order."""
    return {id_: replace(shapes[id_], rank=place) for place, id_ in enumerate(ids, start=1)}


def joined(shapes: Shapes, into: int) -> dict[int, Shape]:
    """All of them as one: the others give it their sources and are not printed any more."""
    links = [link for each in shapes.values() for link in each.links]
    links.sort(key=lambda link: link.entry_id)
    out = {id_: replace(each, away=True, into=into, links=()) for id_, each in shapes.items()}
    out[into] = replace(shapes[into], held=True, links=tuple(links))
    return out


def split(shapes: Shapes, old: int, new: int, entries: Collection[int]) -> dict[int, Shape]:
    """Some of the sources of ``old`` to ``new``, which is printed from now on."""
    mine, others = shapes[old], shapes[new]
    stay = tuple(link for link in mine.links if link.entry_id not in entries)
    going = [link for link in mine.links if link.entry_id in entries]
    go = tuple(sorted([*others.links, *going], key=lambda link: link.entry_id))
    return {
        old: replace(mine, held=True, links=stay),
        new: replace(others, held=True, away=False, into=None, links=go),
    }


def left_out(shape: Shape) -> Shape:
    """Not printed; its sources stay with it, so that no merge brings them back."""
    return replace(shape, away=True)
