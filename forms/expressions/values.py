"""The values of an expression and how one kind is read as another, as ODK's engine does it.

Numbers are doubles. A day is a number with a calendar face: it counts days from 1970-01-01 and is
written as a date. A reference gives the texts of its nodes: one for an item, one a row for a
column.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date

NAN = math.nan
WHITESPACE = " \t\r\n"
FIRST_DAY, LAST_DAY = -719_528, 2_932_896  # 0000-01-01 and 9999-12-31
UNIX_ORDINAL = date(1970, 1, 1).toordinal()
# What JavaScript trims off a number, beyond XML's own white space.
JS_BLANK = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
LOOSE_DAY = re.compile(r"([0-9]{4})-([1-9]|[0-9]{2})-([1-9]|[0-9]{2})")
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day by its count from 1970-01-01; NaN for what is no day."""

    days: float


@dataclass(frozen=True, slots=True)
class Nodes:
    """The texts that a reference finds, in order."""

    texts: tuple[str, ...]


Value = str | float | bool | Day | Nodes


def to_number(value: Value) -> float:
    """The value as a double; NaN where it is none. A text like 2020-11-01 counts its days."""
    match value:
        case bool():
            return 1.0 if value else 0.0
        case Day(days):
            return days
        case str():
            return _number_in(value)
        case Nodes(texts):
            return _number_in(texts[0]) if texts else NAN
        case _:
            return float(value)


def to_text(value: Value) -> str:
    """The value as text; NaN and what is no day are blank, numbers never have an exponent."""
    match value:
        case bool():
            return "true" if value else "false"
        case Day(days):
            return _day_text(days)
        case str():
            return value
        case Nodes(texts):
            return texts[0] if texts else ""
        case _:
            return number_text(float(value))


def to_boolean(value: Value) -> bool:
    """The value as a truth: a number that is not 0 or NaN, a text that is not blank, any node."""
    match value:
        case bool():
            return value
        case Day(days):
            return days != 0 and not math.isnan(days)
        case str():
            return value != ""
        case Nodes(texts):
            return bool(texts)
        case _:
            return value != 0 and not math.isnan(value)


def number_text(number: float) -> str:
    """The shortest digits that give the same double again, in plain notation."""
    if math.isnan(number):
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    digits, _, exponent = f"{number!r}".partition("e")
    if exponent:
        digits = _shifted(digits, int(exponent))
    digits = digits.removesuffix(".0")
    return "0" if digits == "-0" else digits


def day_of(year: int, month: int, day: int) -> float:
    """Days from 1970-01-01 in the Gregorian calendar, extended backwards; NaN if no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= _days_in(year, month):
        return NAN
    before = sum(_days_in(year, each) for each in range(1, month))
    past = year - 1
    leaps = past // 4 - past // 100 + past // 400
    return float(past * 365 + leaps + before + day - UNIX_ORDINAL)


def read_day(text: str, form: re.Pattern[str]) -> float:
    """The day that a text names in this form, or NaN."""
    match = form.fullmatch(text)
    return day_of(*map(int, match.groups())) if match else NAN


def within_calendar(days: float) -> float:
    """The whole day, or NaN outside the years 0 to 9999, which have four digits."""
    if not FIRST_DAY <= days < LAST_DAY + 1:
        return NAN
    return float(math.floor(days))


def _number_in(text: str) -> float:
    trimmed = text.strip(JS_BLANK)
    if trimmed in ("Infinity", "+Infinity", "-Infinity"):
        return float(trimmed)
    if NUMBER.fullmatch(trimmed):
        return float(trimmed)
    return read_day(text, ISO_DAY)


def _shifted(digits: str, exponent: int) -> str:
    """Digits with an exponent as plain digits: 1.5 and -7 is 0.00000015."""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _, fraction = digits.partition(".")
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{whole}{fraction}"
    return f"{sign}{whole}{fraction}{'0' * (exponent - len(fraction))}"


def _day_text(days: float) -> str:
    if math.isnan(days):
        return ""
    count = int(days)
    era = 0
    if count < 1 - UNIX_ORDINAL:  # the year 0, which Python's calendar does not have
        era, count = -400, count + 146_097
    found = date.fromordinal(count + UNIX_ORDINAL)
    return f"{found.year + era:04d}-{found.month:02d}-{found.day:02d}"


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else MONTH_DAYS[month - 1]
