"""Exact figures as text. Nothing is rounded before it is written here, and then half up.

The twin of these functions is in ``survey_app/phone/src/form/rational.ts``.
"""

from __future__ import annotations

from fractions import Fraction

PLACES = 6
SHOWN_PLACES = 2
BRIEF_PLACES = 4


def plain(value: Fraction | None) -> str | None:
    """All the digits where the decimal is finite, else rounded to 6 places; None stays None."""
    if value is None:
        return None
    places = _places(value.denominator)
    return _trimmed(_rounded(value, PLACES if places is None else places))


def shown(value: Fraction | None) -> str | None:
    """Two places, half up, with a decimal comma: ``12,35``; None where there is no figure."""
    return None if value is None else _rounded(value, SHOWN_PLACES).replace(".", ",")


def brief(value: Fraction) -> str:
    """For a line of working: exact up to 4 places, else rounded to 2; no trailing zeros."""
    places = _places(value.denominator)
    exact = places is not None and places <= BRIEF_PLACES
    return _trimmed(_rounded(value, places if exact and places else SHOWN_PLACES))


def _places(denominator: int) -> int | None:
    """How many decimals a fraction in lowest terms needs, or None where they never end."""
    rest, twos, fives = denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _rounded(value: Fraction, places: int) -> str:
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(units).rjust(places + 1, "0")
    sign = "-" if value < 0 and units else ""
    whole, rest = digits[: len(digits) - places], digits[len(digits) - places :]
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
