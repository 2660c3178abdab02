"""Expressions: they parse, name items that are answered, and do not go in a circle."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.definition import Checklist
from forms.expressions.faults import ExpressionError
from forms.expressions.parser import Expression, Lookup, parse
from forms.faults import Fault, Path, fault
from forms.publishing import walk

Graph = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """An expression where it stands, the code of the item or section that owns it."""

    path: Path
    owner: str
    text: str


def faults(checklist: Checklist) -> Iterator[Fault]:
    """Faults of all expressions of a checklist."""
    names = _names(checklist)
    groups = {part.code for part in checklist.sections}
    groups |= {found.item.code for found in walk.items(checklist) if found.item.items}
    for written in _all(checklist):
        parsed = _parsed(written.text)
        if isinstance(parsed, ExpressionError):
            yield _said(parsed, written.path)
            continue
        for code in sorted(parsed.codes):
            if code in groups:
                yield fault("reference-to-group", written.path, value=code)
            elif names[code] != 1:
                problem = "reference-unclear" if names[code] else "reference-unknown"
                yield fault(problem, written.path, value=code)
    yield from _circles(checklist)


def _names(checklist: Checklist) -> Counter[str]:
    """How often each code names something with answers: an item, or a column of a table."""
    names: Counter[str] = Counter()
    for item in (found.item for found in walk.items(checklist) if not found.item.items):
        names[item.code] += 1
        names.update(column.code for column in item.columns)
    return names


def _all(checklist: Checklist) -> Iterator[Written]:
    yield from _relevance(checklist)
    for found in walk.items(checklist):
        if found.item.constraint:
            path = (*found.path, "constraint")
            yield Written(path, found.item.code, found.item.constraint)


def _relevance(checklist: Checklist) -> Iterator[Written]:
    for path, section in walk.sections(checklist):
        if section.relevant:
            yield Written((*path, "relevant"), section.code, section.relevant)
    for found in walk.items(checklist):
        if found.item.relevant:
            yield Written((*found.path, "relevant"), found.item.code, found.item.relevant)


def _parsed(text: str) -> Expression | ExpressionError:
    try:
        return parse(text)
    except ExpressionError as error:
        return error


def _said(error: ExpressionError, path: Path) -> Fault:
    # People count characters from 1.
    words = {"position": error.position + 1, "vi": error.message_vi, "en": error.message_en}
    return fault("expression-bad", path, **words)


def _circles(checklist: Checklist) -> Iterator[Fault]:
    """One fault for each circle, at the first expression of the checklist that is part of it."""
    graph = _needs(checklist)
    told: set[str] = set()
    for written in _relevance(checklist):
        if written.owner in told:
            continue
        circle = _circle(graph, written.owner)
        if circle:
            told.update(circle)
            yield fault("relevance-circular", written.path, chain=" → ".join(circle))


def _needs(checklist: Checklist) -> Graph:
    """Whose relevance hangs on whose: on what it names, and on what it stands in."""
    needs: dict[str, tuple[str, ...]] = {}
    for written in _relevance(checklist):
        parsed = _parsed(written.text)
        if isinstance(parsed, Expression):
            own = (written.owner,) if _asks_itself(parsed) else ()
            needs[written.owner] = (*sorted(parsed.codes), *own)
    for section in checklist.sections:
        for item in section.items:
            needs[item.code] = (*needs.get(item.code, ()), section.code)
            for code in (*(part.code for part in item.items), *(c.code for c in item.columns)):
                needs[code] = (*needs.get(code, ()), item.code)
    return needs


def _asks_itself(parsed: Expression) -> bool:
    return any(isinstance(step, Lookup) and step.code is None for step in parsed.steps)


def _circle(graph: Graph, start: str) -> list[str]:
    """The codes on the shortest way from ``start`` back to it, both ends named, or nothing."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        code = waiting.popleft()
        for needed in graph.get(code, ()):
            if needed == start:
                return _way(came_from, start, code)
            if needed not in came_from:
                came_from[needed] = code
                waiting.append(needed)
    return []


def _way(came_from: Mapping[str, str], start: str, last: str) -> list[str]:
    way = [start]
    while last != start:
        way.append(last)
        last = came_from[last]
    return [start, *reversed(way)]
