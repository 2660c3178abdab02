"""Numbers and words as they come in: read strictly, tidied once, refused by name.

The twin is ``survey_app/phone/src/form/wire.ts``. Both give the same value, or the same code.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from forms.refusals import refuse

TEXT_LIMIT = 20_000
WHOLE_DIGITS = 15
DECIMALS = 12

# Spelled out because Python and JavaScript strip different sets.
BLANKS = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_DIGITS = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Word pastes vertical tabs and page breaks for new lines; other control characters mean nothing,
# and a NUL cannot be stored at all.
_LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HALVES = re.compile(r"[\ud800-\udfff]")


def words(raw: object, limit: int = TEXT_LIMIT) -> str:
    """Text in NFC with its ends trimmed, at most ``limit`` characters."""
    if not isinstance(raw, str):
        raise refuse("text_type")
    if _HALVES.search(raw):
        raise refuse("text_broken")
    tidy = _CONTROLS.sub("", _LINE_ENDS.sub("\n", raw))
    tidy = unicodedata.normalize("NFC", tidy).strip(BLANKS)
    if len(tidy) > limit:
        raise refuse("text_length", limit=limit)
    return tidy


def signed_number(raw: object) -> Decimal:
    """A finite number of at most 15 digits before and 12 after the point, given as text or JSON."""
    spelled = _spelled(raw)
    if not _DIGITS.fullmatch(spelled):
        raise refuse("number_form")
    if not _NUMBER.fullmatch(spelled):
        raise refuse("number_size", whole=WHOLE_DIGITS, decimals=DECIMALS)
    return Decimal(spelled)


def number(raw: object) -> Decimal:
    """A number that is not negative."""
    value = signed_number(raw)
    if value < 0:
        raise refuse("number_negative")
    return value


def whole_number(raw: object) -> int:
    """An integer, or text that says one; it may be negative."""
    value = signed_number(raw)
    if value != value.to_integral_value():
        raise refuse("number_whole")
    return int(value)


def day(raw: object) -> str:
    """A day of the calendar as ``2020-11-22``."""
    spelled = words(raw)
    if not _DAY.fullmatch(spelled):
        raise refuse("day_form")
    try:
        return date.fromisoformat(spelled).isoformat()
    except ValueError as error:
        raise refuse("day_form") from error


def is_blank(raw: object) -> bool:
    """Whether nothing was said: null, no words, no rows."""
    return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip(BLANKS))


def _spelled(raw: object) -> str:
    if isinstance(raw, str):
        return words(raw)
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise refuse("number_form")
    exact = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not exact.is_finite():
        raise refuse("number_form")
    # Spelling out 1E+400 would be a page of zeros; adjusted() sees its size without doing so.
    if exact and abs(exact.adjusted()) > WHOLE_DIGITS:
        raise refuse("number_size", whole=WHOLE_DIGITS, decimals=DECIMALS)
    plain = format(exact, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
