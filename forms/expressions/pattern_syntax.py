"""Reading a ``regex`` pattern: the documented subset, and a sentence for all that is outside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forms.expressions.pattern_units import (
    CLASSES,
    CONTROLS,
    LINE_END,
    PUNCTUATION,
    Ranges,
    all_but,
)

MAX_LENGTH = 200
MAX_GROUPS = 16
MAX_COUNT = 100


class PatternError(ValueError):
    """A pattern outside the documented subset."""

    def __init__(self, message_vi: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_vi = message_vi
        self.message_en = message_en


class Edge(StrEnum):
    """A place between two units."""

    START = "^"
    END = "$"
    WORD = "b"
    NO_WORD = "B"


@dataclass(frozen=True, slots=True)
class Units:
    """One unit out of these ranges."""

    ranges: Ranges

    def __contains__(self, unit: int) -> bool:
        return any(low <= unit <= high for low, high in self.ranges)


@dataclass(frozen=True, slots=True)
class Assertion:
    """No unit, but this edge here."""

    edge: Edge


@dataclass(frozen=True, slots=True)
class Sequence:
    """One after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Any one of these."""

    choices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part at least and at most so often; ``most`` None is without end."""

    part: Node
    least: int
    most: int | None


Node = Units | Assertion | Sequence | Alternatives | Repeat


def parse_pattern(units: list[int]) -> Node:
    """The tree of a pattern given as UTF-16 units."""
    if len(units) > MAX_LENGTH:
        raise PatternError(
            f"mẫu dài quá {MAX_LENGTH} ký tự.", f"it is longer than {MAX_LENGTH} characters."
        )
    reader = _Reader(units)
    node = reader.alternatives()
    if not reader.at_end():
        raise PatternError("thừa dấu ).", "there is a ) too many.")
    return node


class _Reader:
    def __init__(self, units: list[int]) -> None:
        self._units = units
        self._at = 0
        self._groups = 0

    def at_end(self) -> bool:
        return self._at >= len(self._units)

    def alternatives(self) -> Node:
        choices = [self._sequence()]
        while self._skip("|"):
            choices.append(self._sequence())
        return choices[0] if len(choices) == 1 else Alternatives(tuple(choices))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while not self.at_end() and self._peek() not in "|)":
            parts.append(self._repeated(self._atom()))
        return Sequence(tuple(parts))

    def _repeated(self, part: Node) -> Node:
        bounds = self._bounds()
        if bounds is None:
            return part
        least, most = bounds
        self._skip("?")  # a lazy repetition matches where a greedy one does
        if isinstance(part, Assertion) or (not self.at_end() and self._peek() in "*+?{"):
            raise PatternError(
                "dấu lặp phải đứng sau một ký tự hoặc một nhóm.",
                "a repetition must follow a character or a group.",
            )
        if (most is None or most > 1) and _endless(part):
            raise PatternError(
                "không lặp một nhóm đã có phần lặp * hoặc + bên trong.",
                "a group that already repeats with * or + cannot be repeated.",
            )
        return Repeat(part, least, most)

    def _bounds(self) -> tuple[int, int | None] | None:
        if self._skip("*"):
            return 0, None
        if self._skip("+"):
            return 1, None
        if self._skip("?"):
            return 0, 1
        if not self._skip("{"):
            return None
        least = self._count()
        most: int | None = least
        if self._skip(","):
            most = None if not self.at_end() and self._peek() == "}" else self._count()
        if not self._skip("}") or (most is not None and most < least):
            raise _bad_count()
        return least, most

    def _count(self) -> int:
        start = self._at
        while not self.at_end() and self._peek() in "0123456789":
            self._at += 1
        digits = "".join(map(chr, self._units[start : self._at]))
        if not digits or len(digits) > 3 or int(digits) > MAX_COUNT:
            raise _bad_count()
        return int(digits)

    def _atom(self) -> Node:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escaped()
        if sign == ".":
            return Units(all_but(LINE_END))
        if sign in "^$":
            return Assertion(Edge(sign))
        if sign in "*+?{}]":
            raise PatternError(
                f"dấu {sign} phải viết là \\{sign} nếu là ký tự thường.",
                f"write \\{sign} where {sign} is meant as a character.",
            )
        return _one(ord(sign))

    def _group(self) -> Node:
        if self._skip("?") and not self._skip(":"):
            raise PatternError(
                "chỉ dùng nhóm ( ) hoặc (?: ).", "only groups ( ) and (?: ) can be used."
            )
        self._groups += 1
        if self._groups > MAX_GROUPS:
            raise PatternError("quá nhiều nhóm.", "there are too many groups.")
        node = self.alternatives()
        if not self._skip(")"):
            raise PatternError("thiếu dấu ).", "a ) is missing.")
        return node

    def _escaped(self) -> Node:
        sign = self._next()
        if sign in "bB":
            return Assertion(Edge(sign))
        return Units(_escape(sign))

    def _class(self) -> Node:
        negated = self._skip("^")
        ranges: list[tuple[int, int]] = []
        while self._peek_or_fail() != "]":
            ranges.extend(self._class_member())
        self._at += 1
        if not ranges:
            raise PatternError("[ ] không được để trống.", "[ ] must not be empty.")
        return Units(all_but(tuple(ranges)) if negated else tuple(ranges))

    def _class_member(self) -> Ranges:
        low = self._class_atom()
        rest = self._units[self._at : self._at + 2]
        if len(rest) < 2 or rest[0] != ord("-") or rest[1] == ord("]"):
            return low
        self._at += 1
        high = self._class_atom()
        if not _is_single(low) or not _is_single(high) or high[0][0] < low[0][0]:
            raise PatternError(
                "khoảng trong [ ] phải viết từ nhỏ đến lớn.",
                "a range in [ ] must go from the smaller to the larger character.",
            )
        return ((low[0][0], high[0][0]),)

    def _class_atom(self) -> Ranges:
        sign = self._next()
        if sign == "\\":
            return _escape(self._next())
        if sign == "[":
            raise PatternError("trong [ ] viết \\[ thay cho [.", "inside [ ] write \\[ for [.")
        return ((ord(sign), ord(sign)),)

    def _peek(self) -> str:
        return chr(self._units[self._at])

    def _peek_or_fail(self) -> str:
        if self.at_end():
            raise PatternError("mẫu chưa viết hết.", "the pattern is not finished.")
        return self._peek()

    def _next(self) -> str:
        sign = self._peek_or_fail()
        self._at += 1
        return sign

    def _skip(self, sign: str) -> bool:
        if self.at_end() or self._peek() != sign:
            return False
        self._at += 1
        return True


def _escape(sign: str) -> Ranges:
    if sign.lower() in CLASSES:
        ranges = CLASSES[sign.lower()]
        return ranges if sign.islower() else all_but(ranges)
    if sign in CONTROLS:
        return ((CONTROLS[sign], CONTROLS[sign]),)
    if sign in PUNCTUATION:
        return ((ord(sign), ord(sign)),)
    raise PatternError(f"không dùng được \\{_shown(sign)}.", f"\\{_shown(sign)} cannot be used.")


def _endless(node: Node) -> bool:
    match node:
        case Repeat(part, _, most):
            return most is None or _endless(part)
        case Sequence(parts) | Alternatives(parts):
            return any(_endless(part) for part in parts)
    return False


def _one(unit: int) -> Units:
    return Units(((unit, unit),))


def _is_single(ranges: Ranges) -> bool:
    return len(ranges) == 1 and ranges[0][0] == ranges[0][1]


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"


def _bad_count() -> PatternError:
    return PatternError(
        f"số lần lặp viết {{n}}, {{n,}} hoặc {{n,m}}, không quá {MAX_COUNT}.",
        f"a count is written {{n}}, {{n,}} or {{n,m}}, at most {MAX_COUNT}.",
    )
