"""The small parts of an item as lines of text, as somebody types them, and back.

A level is ``0 – Không thực hiện``, an option ``a = Tốt = 1`` (its share may be left out), a band
``0,8 = 0,75``, a column ``ten = Tên chỉ tiêu = text``, a threshold ``tot = Tốt = 70``. English
words follow after `` | ``. Blank lines count for nothing; what cannot be read raises ``BadLine``
with its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from forms.canonical import plain_number
from forms.definition import Band, Column, Format, Level, Option, Text, Threshold

T = TypeVar("T")
MOST_LINES = 200
_LEVEL = re.compile(r"(\d{1,2})\s*[–\-:.=]\s*(.+)")


class BadLine(ValueError):
    """A line that cannot be read; ``number`` counts from 1."""

    def __init__(self, number: int, line: str) -> None:
        super().__init__(f"line {number}: {line}")
        self.number = number
        self.line = line


def levels_of(text: str) -> tuple[Level, ...]:
    """The levels, in the order in which they were typed."""
    return _each(text, _level)


def options_of(text: str) -> tuple[Option, ...]:
    """The options."""
    return _each(text, _option)


def bands_of(text: str) -> tuple[Band, ...]:
    """The bands."""
    return _each(text.replace(";", "\n"), _band)


def columns_of(text: str) -> tuple[Column, ...]:
    """The columns of a table."""
    return _each(text, _column)


def thresholds_of(text: str) -> tuple[Threshold, ...]:
    """The thresholds of the level of implementation."""
    return _each(text, _threshold)


def threshold_lines(thresholds: tuple[Threshold, ...]) -> str:
    """The thresholds as lines."""
    return "\n".join(
        f"{each.code} = {_words(each.label)} = {_comma(each.total_from)}" for each in thresholds
    )


def level_lines(levels: tuple[Level, ...]) -> str:
    """The levels as lines."""
    return "\n".join(f"{each.value} – {_words(each.label)}" for each in levels)


def option_lines(options: tuple[Option, ...]) -> str:
    """The options as lines."""
    return "\n".join(
        f"{each.code} = {_words(each.label)}"
        + (f" = {_comma(each.share)}" if each.share is not None else "")
        for each in options
    )


def band_lines(bands: tuple[Band, ...]) -> str:
    """The bands as lines."""
    return "\n".join(f"{_comma(each.ratio)} = {_comma(each.share)}" for each in bands)


def column_lines(columns: tuple[Column, ...]) -> str:
    """The columns as lines."""
    return "\n".join(
        f"{each.code} = {_words(each.label)} = {each.format.value}" for each in columns
    )


def _each(text: str, read: Callable[[str], T]) -> tuple[T, ...]:
    return tuple(_read(text, read))


def _read(text: str, read: Callable[[str], T]) -> Iterator[T]:
    count = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        count += 1
        try:
            if count > MOST_LINES:
                raise ValueError
            yield read(line.strip())
        except (ValueError, InvalidOperation):
            raise BadLine(number, line.strip()[:80]) from None


def _level(line: str) -> Level:
    found = _LEVEL.fullmatch(line)
    if found is None:
        raise ValueError
    return Level(int(found[1]), _text(found[2]))


def _option(line: str) -> Option:
    code, words, *rest = _fields(line)
    share = _number_or_none(rest[-1]) if rest else None
    label = " = ".join([words, *(rest if share is None else rest[:-1])])
    return Option(code, _text(label), share)


def _band(line: str) -> Band:
    ratio, share = _fields(line)
    return Band(_number(ratio), _number(share))


def _column(line: str) -> Column:
    code, words, *form = _fields(line)
    if len(form) > 1:
        raise ValueError
    return Column(code, _text(words), Format(form[0].lower()) if form else Format.TEXT)


def _threshold(line: str) -> Threshold:
    code, *words, total = _fields(line)
    if not words:
        raise ValueError
    return Threshold(code, _text(" = ".join(words)), _number(total))


def _fields(line: str) -> list[str]:
    fields = [each.strip() for each in line.split("=")]
    if len(fields) < 2 or not fields[0]:
        raise ValueError
    return fields


def _text(words: str) -> Text:
    vi, _, en = words.partition(" | ")
    if not vi.strip():
        raise ValueError
    return Text(vi.strip(), en.strip())


def _number(text: str) -> Decimal:
    value = Decimal(text.replace(",", "."))
    if not value.is_finite() or abs(value.adjusted()) > 30:
        raise ValueError
    return value


def _number_or_none(text: str) -> Decimal | None:
    try:
        return _number(text)
    except (ValueError, InvalidOperation):
        return None


def _words(text: Text) -> str:
    return f"{text.vi} | {text.en}" if text.en else text.vi


def _comma(value: Decimal) -> str:
    return plain_number(value).replace(".", ",")
