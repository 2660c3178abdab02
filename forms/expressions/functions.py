"""What each operator and function makes of its arguments. Total: any values give a value."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Sequence

from forms.expressions.patterns import Pattern, utf16
from forms.expressions.values import (
    JS_BLANK,
    LOOSE_DAY,
    NAN,
    WHITESPACE,
    Day,
    Nodes,
    Value,
    read_day,
    to_boolean,
    to_number,
    to_text,
    within_calendar,
)

Arguments = Sequence[Value]
Function = Callable[[Arguments], Value]
Compare = Callable[[float, float], bool]

BLANKS = re.compile(f"[{WHITESPACE}]+")
LEADING_INTEGER = re.compile(r"[+-]?[0-9]+")


def each_of(value: Value) -> Iterator[Value]:
    """The nodes of a node-set one by one as texts; any other value by itself."""
    if isinstance(value, Nodes):
        yield from value.texts
    else:
        yield value


def equal(left: Value, right: Value) -> bool:
    """``=``: some node of the one equals some node of the other."""
    return _some(_same, left, right)


def unequal(left: Value, right: Value) -> bool:
    """``!=``: some node of the one differs from some of the other; not the opposite of ``=``."""
    return _some(lambda a, b: not _same(a, b), left, right)


def _some(test: Callable[[Value, Value], bool], left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return test(to_boolean(left), to_boolean(right))
    return any(test(a, b) for a in each_of(left) for b in each_of(right))


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def _ordered(compare: Compare) -> Function:
    """``<`` and its like compare numbers (days count as such), node by node."""

    def compared(arguments: Arguments) -> bool:
        left = [to_number(each) for each in each_of(arguments[0])]
        right = [to_number(each) for each in each_of(arguments[1])]
        return any(compare(a, b) for a in left for b in right)

    return compared


def _arithmetic(compute: Callable[[float, float], float]) -> Function:
    return lambda arguments: compute(to_number(arguments[0]), to_number(arguments[1]))


def _rounding(compute: Callable[[float], float]) -> Function:
    """A function of one number; what is no finite number stays what it is."""

    def rounded(arguments: Arguments) -> float:
        number = to_number(arguments[0])
        return math.copysign(compute(number), number) if math.isfinite(number) else number

    return rounded


def _on_texts(compute: Callable[[str, str], bool]) -> Function:
    return lambda arguments: compute(to_text(arguments[0]), to_text(arguments[1]))


def divide(left: float, right: float) -> float:
    """IEEE 754 division: by zero it is an infinity, or NaN for 0 and NaN."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return NAN
    return math.copysign(math.inf, math.copysign(1, left) * math.copysign(1, right))


def modulo(left: float, right: float) -> float:
    """The remainder with the sign of the dividend."""
    if right == 0 or not math.isfinite(left) or math.isnan(right):
        return NAN
    return math.fmod(left, right)


def round_half_away(arguments: Arguments) -> float:
    """To so many decimals (0 if not said), halves away from zero: round(-2.5) is -3."""
    number = to_number(arguments[0])
    decimals = int(to_number(arguments[1])) if len(arguments) > 1 else 0
    multiplier = float(f"1e{decimals}")
    shifted = abs(number) * multiplier
    if not math.isfinite(shifted):
        return number if decimals == 0 else shifted / multiplier * (-1.0 if number < 0 else 1.0)
    up = math.ceil(shifted)
    rounded = float(up - 1 if up - 0.5 > shifted else up)
    return rounded / multiplier * (-1.0 if number < 0 else 1.0)


def total(arguments: Arguments) -> float:
    """Sum of the nodes. A blank row adds nothing; a text that is no number makes it NaN."""
    filled = (each for each in each_of(arguments[0]) if to_text(each).strip(WHITESPACE))
    result = 0.0
    for each in filled:
        result += to_number(each)
    return result


def _extreme(choose: Callable[[list[tuple[float, float]]], tuple[float, float]]) -> Function:
    """The largest or smallest of all nodes; NaN where one is no number, a blank one too."""

    def extreme(arguments: Arguments) -> float:
        numbers = [to_number(each) for value in arguments for each in each_of(value)]
        if not numbers or any(map(math.isnan, numbers)):
            return NAN
        # The sign decides between 0 and -0.
        return choose([(number, math.copysign(1, number)) for number in numbers])[0]

    return extreme


def count(arguments: Arguments) -> float:
    """How many nodes, blank ones too."""
    value = arguments[0]
    return float(len(value.texts)) if isinstance(value, Nodes) else 1.0


def _choices(value: Value) -> list[str]:
    return BLANKS.split(to_text(value).strip(WHITESPACE))


def selected(arguments: Arguments) -> bool:
    """Whether the option is among those chosen (codes with blanks between)."""
    return to_text(arguments[1]).strip(WHITESPACE) in _choices(arguments[0])


def count_selected(arguments: Arguments) -> float:
    """How many options are chosen."""
    return float(sum(1 for choice in _choices(arguments[0]) if choice))


def substr(arguments: Arguments) -> str:
    """From a place to before another, counted from 0, or from the end where negative."""
    units = utf16(to_text(arguments[0]))
    size = len(units)
    bounds = [_whole(each) for each in arguments[1:]]
    start = bounds[0]
    end = bounds[1] if len(bounds) > 1 else size
    if start is None or end is None:
        return ""
    start = min(max(start + size if start < 0 else start, 0), size)
    end = min(max(end + size if end < 0 else end, 0), size)
    raw = b"".join(unit.to_bytes(2, "little") for unit in units[start:end])
    return raw.decode("utf-16-le", "surrogatepass")


def _whole(value: Value) -> int | None:
    """The whole number at the beginning of the text of a value."""
    match = LEADING_INTEGER.match(to_text(value).lstrip(JS_BLANK))
    return int(match[0]) if match else None


def to_day(arguments: Arguments) -> Value:
    """A day from a text like 2020-11-01 (2020-11-1 too) or from a number of days."""
    value = arguments[0]
    if isinstance(value, bool):
        return ""
    if isinstance(value, str | Nodes):
        text = to_text(value)
        return Day(read_day(text, LOOSE_DAY)) if text else ""
    return Day(within_calendar(to_number(value)))


def concat(arguments: Arguments) -> str:
    """All texts in a row; of a column, the texts of all its rows."""
    return "".join(to_text(each) for value in arguments for each in each_of(value))


def matches(arguments: Arguments, pattern: Pattern) -> bool:
    """Whether the pattern is found anywhere in the text."""
    return pattern.found_in(to_text(arguments[0]))


FUNCTIONS: dict[str, Function] = {
    "or": lambda a: to_boolean(a[0]) or to_boolean(a[1]),
    "and": lambda a: to_boolean(a[0]) and to_boolean(a[1]),
    "=": lambda a: equal(a[0], a[1]),
    "!=": lambda a: unequal(a[0], a[1]),
    "<": _ordered(operator.lt),
    "<=": _ordered(operator.le),
    ">": _ordered(operator.gt),
    ">=": _ordered(operator.ge),
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "div": _arithmetic(divide),
    "mod": _arithmetic(modulo),
    "negate": lambda a: to_number(a[0]) * -1.0,
    "abs": lambda a: abs(to_number(a[0])),
    "boolean": lambda a: to_boolean(a[0]),
    "ceiling": _rounding(math.ceil),
    "coalesce": lambda a: to_text(a[0]) or to_text(a[1]),
    "concat": concat,
    "contains": _on_texts(lambda text, part: part in text),
    "count": count,
    "count-selected": count_selected,
    "date": to_day,
    "ends-with": _on_texts(str.endswith),
    "false": lambda _: False,
    "floor": _rounding(math.floor),
    "if": lambda a: a[1] if to_boolean(a[0]) else a[2],
    "int": _rounding(math.trunc),
    "max": _extreme(max),
    "min": _extreme(min),
    "not": lambda a: not to_boolean(a[0]),
    "number": lambda a: to_number(a[0]),
    "round": round_half_away,
    "selected": selected,
    "starts-with": _on_texts(str.startswith),
    "string": lambda a: to_text(a[0]),
    "string-length": lambda a: float(len(utf16(to_text(a[0])))),
    "substr": substr,
    "sum": total,
    "true": lambda _: True,
}
