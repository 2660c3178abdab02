"""The patterns of ``regex``: a small language that every engine reads alike, in linear time.

A pattern is searched anywhere in the text, as ODK does; ``^`` and ``$`` tie it to the ends. It
works on UTF-16 units, as JavaScript does. The states are followed side by side and never tried one
after the other, so that no pattern can make a phone or the server stand still.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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

MAX_STATES = 400
WORD = ((48, 57), (65, 90), (95, 95), (97, 122))


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


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was checked and compiled."""

    text: str
    states: tuple[_State, ...]

    def found_in(self, text: str) -> bool:
        """Whether the pattern matches anywhere in the text."""
        units = utf16(text)
        active: set[int] = set()
        for at in range(len(units) + 1):
            reached = self._reached(active | {0}, units, at)
            if reached is None:
                return True
            if at == len(units):
                break
            active = {n + 1 for n in reached if self._takes(n, units[at])}
        return False

    def _takes(self, number: int, unit: int) -> bool:
        units = self.states[number].units
        return units is not None and unit in units

    def _reached(self, start: set[int], units: list[int], at: int) -> set[int] | None:
        """The states that wait for a unit here; None where the pattern has matched."""
        pending, seen, waiting = list(start), set(start), set()
        while pending:
            number = pending.pop()
            state = self.states[number]
            if state.do is _Do.MATCH:
                return None
            if state.do is _Do.TAKE:
                waiting.add(number)
                continue
            if state.edge is not None and not _holds(state.edge, units, at):
                continue
            new = [each for each in state.to if each not in seen]
            seen.update(new)
            pending.extend(new)
        return waiting


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


def _holds(edge: Edge, units: list[int], at: int) -> bool:
    if edge is Edge.START:
        return at == 0
    if edge is Edge.END:
        return at == len(units)
    before = at > 0 and _is_word(units[at - 1])
    after = at < len(units) and _is_word(units[at])
    return (before != after) is (edge is Edge.WORD)


def _is_word(unit: int) -> bool:
    return any(low <= unit <= high for low, high in WORD)
