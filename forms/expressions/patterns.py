"""The patterns of ``regex``: a small language that every engine reads alike, in linear time.

A pattern is searched anywhere in the text, as ODK does; ``^`` and ``$`` tie it to the ends. It
works on UTF-16 units, as JavaScript does. The states are followed side by side and never tried one
after the other, so that no pattern can make a phone or the server stand still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from forms.expressions.pattern_syntax import (
    Alternatives,
    Assertion,
    Edge,
    Node,
    PatternError,
    Repeat,
    Sequence,
    Units,
    parse_pattern,
)
from forms.expressions.pattern_units import WORD

MAX_STATES = 400
# The states of a text repeat themselves; this many of their successions are remembered.
MAX_REMEMBERED = 500
END = -1


class _Do(StrEnum):
    TAKE = "take"
    FORK = "fork"
    ASSERT = "assert"
    MATCH = "match"


@dataclass(frozen=True, slots=True)
class _State:
    """Take a unit, fork to other states, or go on only where an edge is."""

    do: _Do
    units: Units | None = None
    edge: Edge | None = None
    to: tuple[int, ...] = ()


class _Spot(NamedTuple):
    """A place in the text: the unit that follows, END at the end, and what is before it."""

    unit: int
    first: bool
    after_word: bool


_Active = frozenset[int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was checked and compiled."""

    text: str
    states: tuple[_State, ...]

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches anywhere in the text."""
        known: dict[tuple[_Active, _Spot], _Active | None] = {}
        active: _Active = frozenset()
        for spot in _spots(utf16(text)):
            key = (active, spot)
            if key not in known:
                if len(known) >= MAX_REMEMBERED:
                    known.clear()
                known[key] = self._after(active | {0}, spot)
            after = known[key]
            if after is None:
                return True
            active = after
        return False

    def _after(self, start: _Active, spot: _Spot) -> _Active | None:
        """The states after the unit of this spot; None where the pattern has matched before it."""
        pending, seen, after = list(start), set(start), set()
        while pending:
            number = pending.pop()
            state = self.states[number]
            if state.do is _Do.MATCH:
                return None
            if state.units is not None and spot.unit in state.units:
                after.add(number + 1)
            if state.edge is None or _holds(state.edge, spot):
                new = [each for each in state.to if each not in seen]
                seen.update(new)
                pending.extend(new)
        return frozenset(after)


def compile_pattern(text: str) -> Pattern:
    """Check and compile a pattern; PatternError says what the language does not have."""
    states: list[_State] = []
    _compile(parse_pattern(utf16(text)), states)
    states.append(_State(_Do.MATCH))
    return Pattern(text, tuple(states))


def utf16(text: str) -> list[int]:
    """The UTF-16 units of a text: what JavaScript counts as its characters."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[n] | raw[n + 1] << 8 for n in range(0, len(raw), 2)]


def _compile(node: Node, states: list[_State]) -> None:
    """Append the states of a node; it is left by falling through to what comes next."""
    if len(states) >= MAX_STATES:
        raise PatternError("mẫu quá dài.", "the pattern is too long.")
    match node:
        case Units():
            states.append(_State(_Do.TAKE, units=node))
        case Assertion(edge):
            states.append(_State(_Do.ASSERT, edge=edge, to=(len(states) + 1,)))
        case Sequence(parts):
            for part in parts:
                _compile(part, states)
        case Alternatives(choices):
            _alternatives(choices, states)
        case Repeat():
            _repeat(node, states)


def _alternatives(choices: tuple[Node, ...], states: list[_State]) -> None:
    """Fork → first … jump → second … jump → the end, where all meet."""
    fork = len(states)
    states.append(_State(_Do.FORK))
    starts, jumps = [], []
    for choice in choices:
        starts.append(len(states))
        _compile(choice, states)
        jumps.append(len(states))
        states.append(_State(_Do.FORK))
    states[fork] = _State(_Do.FORK, to=tuple(starts))
    for jump in jumps:
        states[jump] = _State(_Do.FORK, to=(len(states),))


def _repeat(node: Repeat, states: list[_State]) -> None:
    """The part as often as it must be, then as often as it may be."""
    for _ in range(node.least):
        before = len(states)
        _compile(node.part, states)
        if len(states) == before:  # an empty group: repeating it would be work for nothing
            return
    if node.most is None:
        fork = len(states)
        states.append(_State(_Do.FORK))
        _compile(node.part, states)
        states.append(_State(_Do.FORK, to=(fork,)))
        states[fork] = _State(_Do.FORK, to=(fork + 1, len(states)))
        return
    for _ in range(node.most - node.least):
        fork = len(states)
        states.append(_State(_Do.FORK))
        _compile(node.part, states)
        states[fork] = _State(_Do.FORK, to=(fork + 1, len(states)))


def _spots(units: list[int]) -> Iterator[_Spot]:
    after_word = False
    for at, unit in enumerate(units):
        yield _Spot(unit, at == 0, after_word)
        after_word = _is_word(unit)
    yield _Spot(END, not units, after_word)


def _holds(edge: Edge, spot: _Spot) -> bool:
    if edge is Edge.START:
        return spot.first
    if edge is Edge.END:
        return spot.unit == END
    return (spot.after_word != _is_word(spot.unit)) is (edge is Edge.WORD)


def _is_word(unit: int) -> bool:
    return any(low <= unit <= high for low, high in WORD)
