"""Vietnamese text: NFC, folding for search, order, numbers, dates. Facts: Unicode, CLDR vi."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
# ngang < huyền < hỏi < ngã < sắc < nặng
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# No database keeps a NUL as text, and no printer knows the others.
_CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")
_INVISIBLE = _ZERO_WIDTH | _CONTROLS
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_DIGITS = re.compile(r"[0-9]{1,4}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_SPACES = re.compile(r"[^\S\n]+")

SortKey = tuple[tuple[int, ...], tuple[int, ...], str]


def clean(text: str) -> str:
    """Text as we keep it: NFC, no invisible characters, single spaces, trimmed. Never respelled."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).replace("\r\n", "\n")
    return _SPACES.sub(" ", text).strip()


def folded(text: str) -> str:
    """Text without marks and case, for search: ``Đakrông`` -> ``dakrong``."""
    lower = unicodedata.normalize("NFC", text).casefold().replace("đ", "d").replace("ð", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare).strip()


def sort_key(text: str) -> SortKey:
    """A key that puts words in Vietnamese order: letters, then tones, then the text itself."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text).lower():
        letter, tone = _parted(char)
        rank = _LETTER_RANK.get(letter)
        letters.append(ord(letter[0]) if rank is None else 1000 + rank)
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def name_key(name: str) -> tuple[SortKey, SortKey]:
    """A key for people: by given name, which is the last word, then by the words before it."""
    before, _, given = name.strip().rpartition(" ")
    return sort_key(given), sort_key(before)


def number(value: Decimal, *, places: int | None = None) -> str:
    """A number on paper: ``1.234.567,89``. With ``places`` rounded half up to so many decimals."""
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(value, "f")
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = "-" if text.startswith("-") else ""
    whole, _, rest = text.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped},{rest}" if rest else f"{sign}{grouped}"


def typed_number(text: str) -> Decimal | None:
    """The number that somebody typed the Vietnamese way, or None: ``1.250,5``, ``1250,5``, ``12``.

    A dot is a decimal point only where it cannot be one of thousands: ``0.5`` and ``12.75`` are
    read, ``1.250`` is one thousand two hundred and fifty.
    """
    typed = clean(text)
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(".", "")
    typed = typed.replace(",", ".")
    return Decimal(typed) if _PLAIN.fullmatch(typed) else None


def typed_day(typed: str) -> date | None:
    """A day typed as 03/11/2020, 3.11.2020 or 2020-11-03; None where it is none that is meant."""
    parts = typed.replace(".", "/").replace("-", "/").split("/")
    if len(parts) != 3 or not all(_DIGITS.fullmatch(each) for each in parts):
        return None
    first, second, third = (int(each) for each in parts)
    try:
        found = date(first, second, third) if len(parts[0]) == 4 else date(third, second, first)
    except ValueError:
        return None
    return found if is_meant(found) else None


def is_meant(on: date) -> bool:
    """Whether somebody can mean this day: a year such as 0020 is a slip of the keyboard.

    Days far off would also lead plans and calendars beyond the days that there are.
    """
    return _FIRST_YEAR <= on.year <= _LAST_YEAR


def day(on: date) -> str:
    """A day on screen: ``03/11/2020``."""
    return f"{on.day:02d}/{on.month:02d}/{on.year}"


def day_in_words(on: date) -> str:
    """A day in a document, zeros as Decree 30/2020 has them: ``ngày 03 tháng 11 năm 2020``."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def _parted(char: str) -> tuple[str, int]:
    """A letter without its tone (but with its hat, horn or breve), and the tone's rank."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in parts[1:] if mark in _TONES), 0)
    bare = "".join(mark for mark in parts if mark not in _TONES)
    return unicodedata.normalize("NFC", bare), tone
