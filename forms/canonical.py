"""A checklist as canonical JSON and back, and the content hash that names it.

Sorted keys, no spaces, UTF-8, NFC; numbers are plain decimals. A text ``label`` is written as
``label`` (Vietnamese) and ``label_en``. What stands at its default is left out, except the keys in
``ALWAYS``, so that a reader need not know our defaults for the bones of a checklist.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from forms import definition
from forms.definition import Checklist, Text

ALWAYS = {
    "Checklist": frozenset({"code", "version", "title", "sections"}),
    "Section": frozenset({"code", "title", "points", "kind", "items"}),
    "Item": frozenset({"code", "kind", "label", "points", "items"}),
}

T = TypeVar("T")
# What a field may hold, as ``typing`` says it: a class or a form that has no class.
Hint = Any


class NotAChecklist(ValueError):
    """The JSON does not say a checklist; the message names the place and what is wrong."""


def canonical_json(checklist: Checklist) -> bytes:
    """The bytes whose hash names this checklist."""
    return _dumps(to_dict(checklist)).encode()


def content_hash(checklist: Checklist) -> str:
    """SHA-256, hex, of the canonical JSON."""
    return hashlib.sha256(canonical_json(checklist)).hexdigest()


def from_json(data: bytes | str) -> Checklist:
    """Read canonical (or merely valid) JSON; raise NotAChecklist with the place of the fault."""
    try:
        raw = json.loads(
            data,
            parse_float=_decimal,
            parse_int=_decimal,
            parse_constant=_refuse,
            object_pairs_hook=once_each,
        )
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise NotAChecklist(f"not JSON: {error}") from error
    return from_dict(raw)


def to_dict(value: object) -> dict[str, Any]:
    """A dataclass of ``forms.definition`` as plain JSON values; decimals stay Decimal."""
    out: dict[str, Any] = {}
    always = ALWAYS.get(type(value).__name__, frozenset())
    for each in fields(value):  # type: ignore[arg-type]  # callers hand in dataclasses only
        held = getattr(value, each.name)
        if held == _default(each) and each.name not in always:
            continue
        if isinstance(held, Text):
            out[each.name] = _nfc(held.vi)
            if held.en:
                out[f"{each.name}_en"] = _nfc(held.en)
        else:
            out[each.name] = _plain(held)
    return out


def from_dict(raw: object) -> Checklist:
    """The reverse of ``to_dict``; unknown keys and wrong types are faults with their place."""
    return _build(Checklist, raw, "checklist")


def plain_number(value: Decimal) -> str:
    """A decimal in plain notation without trailing zeros: 95, 0.25; never 9.5E+1."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of a JSON object; a key that comes twice would lose one of its values."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} comes twice")
    return found


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return _nfc(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return to_dict(value)
    return value


def _dumps(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key)}:{_dumps(value[key])}" for key in sorted(value))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_dumps(each) for each in value) + "]"
    if isinstance(value, Decimal):
        return plain_number(value)
    return json.dumps(value, ensure_ascii=False)


def _build(cls: type[T], raw: object, where: str) -> T:
    if not isinstance(raw, dict):
        raise NotAChecklist(f"{where}: expected an object")
    hints = _hints(typing.cast(type, cls))
    known: dict[str, Any] = {}
    rest = dict(raw)
    for each in fields(cls):  # type: ignore[arg-type]  # cls is one of our dataclasses
        hint = hints[each.name]
        english = rest.pop(f"{each.name}_en", "") if hint is Text else ""
        if each.name in rest:
            spot = f"{where}.{each.name}"
            known[each.name] = _value(hint, rest.pop(each.name), english, spot)
        elif _default(each) is MISSING:
            raise NotAChecklist(f"{where}: {each.name} is missing")
    if rest:
        raise NotAChecklist(f"{where}: unknown key {min(rest)!r}")
    return cls(**known)


def _value(hint: Hint, raw: object, english: object, where: str) -> object:
    origin: Any = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        if raw is None:
            return None
        hint = next(each for each in typing.get_args(hint) if each is not type(None))
        origin = typing.get_origin(hint)
    if hint is Text:
        return Text(_string(raw, where), _string(english, where))
    if origin is tuple:
        return _tuple(typing.get_args(hint)[0], raw, where)
    if is_dataclass(hint):
        return _build(typing.cast(type, hint), raw, where)
    return _scalar(hint, raw, where)


def _tuple(hint: Hint, raw: object, where: str) -> tuple[object, ...]:
    if not isinstance(raw, list):
        raise NotAChecklist(f"{where}: expected a list")
    return tuple(_value(hint, each, "", f"{where}[{n}]") for n, each in enumerate(raw))


def _scalar(hint: Hint, raw: object, where: str) -> object:
    if hint is str:
        return _string(raw, where)
    if hint is bool:
        if not isinstance(raw, bool):
            raise NotAChecklist(f"{where}: expected true or false")
        return raw
    if hint is Decimal or hint is int:
        number = _number(raw, where)
        if hint is int and number != number.to_integral_value():
            raise NotAChecklist(f"{where}: expected a whole number")
        return int(number) if hint is int else number
    try:
        return hint(raw)
    except ValueError as error:
        raise NotAChecklist(f"{where}: {raw!r} is none of {', '.join(hint)}") from error


def _number(raw: object, where: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str, Decimal)):
        raise NotAChecklist(f"{where}: expected a number")
    try:
        number = Decimal(str(raw))
    except InvalidOperation as error:
        raise NotAChecklist(f"{where}: {raw!r} is not a number") from error
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise NotAChecklist(f"{where}: {raw!r} is out of range")
    return number


def _string(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        raise NotAChecklist(f"{where}: expected text")
    if any(0xD800 <= ord(char) <= 0xDFFF for char in raw):
        raise NotAChecklist(f"{where}: the text has half a character (a lone surrogate)")
    return _nfc(raw)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _default(each: Field[Any]) -> object:
    return each.default


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, vars(definition))


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"the number {text} is out of range") from error


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is not a number")
