"""JSON as phones send it, its canonical form, and the hash that receipts repeat.

Canonical: sorted keys, no spaces, UTF-8, NFC. Numbers keep the digits they were sent with, since
languages print the same double differently. Half a character (a lone surrogate), which UTF-8
cannot carry, is written as the escape that browsers write.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from typing import Any

import orjson

# What JSON can say; a recursive alias that says so helps nobody who reads a value.
Json = Any

# Digits; a double ends at 309.
LONGEST_NUMBER = 400
_fast = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Literal(float):
    """A number with a fraction or exponent that remembers how it was written."""

    text: str

    def __new__(cls, text: str) -> Literal:
        """The number that this text says."""
        self = super().__new__(cls, text)
        self.text = text
        return self


class NotJson(ValueError):
    """The body is not JSON at all."""


def parse(body: bytes) -> object:
    """The body as Python values; NaN and infinities come through, to be held by name later."""
    try:
        return _parsed(body)
    except (ValueError, RecursionError) as error:
        raise NotJson(str(error)) from error


def canonical(value: object) -> str:
    """Canonical JSON of parsed values."""
    plain = written_plainly(value)
    return _written_with_care(value) if plain is None else plain


def written_plainly(value: object) -> str | None:
    """Canonical JSON of what needs no care; None where something in it does.

    Care is for numbers that keep their digits, half characters and text that is not NFC: what
    comes out here is whole and finite.
    """
    try:
        text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError:
        return None
    return text if unicodedata.is_normalized("NFC", text) else None


def _written_with_care(value: object) -> str:
    try:
        text = _dumps(value)
        if not unicodedata.is_normalized("NFC", text):
            # Each text by itself: in the whole, a mark after a line break would join the n of \n.
            text = _dumps(_composed(value))
    except RecursionError as error:
        raise NotJson("nested too deeply") from error
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def digest(text: str) -> str:
    """SHA-256, hex, of canonical JSON."""
    return hashlib.sha256(text.encode()).hexdigest()


def has_broken_text(text: str) -> bool:
    """Whether canonical JSON holds half a character or a NUL, which no database keeps as text."""
    return ("\\ud" in text and bool(re.search(r"(?<!\\)(?:\\\\)*\\ud[89a-f]", text))) or (
        "\\u0000" in text and bool(re.search(r"(?<!\\)(?:\\\\)*\\u0000", text))
    )


def is_finite(value: object) -> bool:
    """Whether no number in here is NaN or infinite."""
    if isinstance(value, dict):
        return all(map(is_finite, value.values()))
    if isinstance(value, list):
        return all(map(is_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def without_controls(value: Json) -> Json:
    """The same value for people to read, without the control characters that no printer knows."""
    if isinstance(value, str):
        return _CONTROLS.sub("", value)
    if isinstance(value, dict):
        return {key: without_controls(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_controls(each) for each in value]
    return value


def _parsed(body: bytes) -> object:
    try:
        parsed: object = json.loads(body, parse_float=Literal, parse_constant=Literal)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except ValueError:
        # A whole number longer than Python reads: JSON all the same, and not its neighbours' fault.
        parsed = json.loads(
            body, parse_int=_whole_number, parse_float=Literal, parse_constant=Literal
        )
    return parsed


def _whole_number(text: str) -> int | Literal:
    return int(text) if len(text) <= LONGEST_NUMBER else Literal(text)


def _composed(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_composed(key): _composed(each) for key, each in value.items()}
    return [_composed(each) for each in value] if isinstance(value, list) else value


def _dumps(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{_fast(key)}:{_dumps(value[key])}" for key in sorted(value))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_dumps(each) for each in value) + "]"
    return value.text if isinstance(value, Literal) else _fast(value)
