"""What a valid value of each kind of entry is. A table of kind -> check; extra keys are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from forms.answers import InvalidAnswer, check_answer
from forms.definition import Item
from survey_app.core.problems import Code
from survey_app.fieldwork.rules import Addressee, EntryKind, FindingType, Stance

LONGEST_TEXT = 20_000
LONGEST_LINE = 1_000
MOST_ABOUT = 200

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Text, as every figure of an answer: languages print the same double differently.
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,7})?")
Field = Callable[[object], bool]


def check_value(kind: EntryKind, item: Item | None, value: object) -> Code | None:
    """The problem of this value, or None; ``null`` withdraws anything but a hand-over."""
    if value is None:
        return Code.ENTRY_VALUE_MALFORMED if kind is EntryKind.SUBMIT else None
    if kind is EntryKind.ANSWER:
        return _answer(item, value)
    required, optional = FIELDS[kind]
    if not _fits(value, required, optional) or not _agrees_with_itself(value):
        return Code.ENTRY_VALUE_MALFORMED
    return None


def is_uuid(value: object) -> bool:
    """Whether this is a UUID as canonical text."""
    return isinstance(value, str) and bool(_UUID.fullmatch(value))


def _answer(item: Item | None, value: object) -> Code | None:
    if item is None:
        return Code.ENTRY_ITEM_UNKNOWN
    try:
        check_answer(item, value)
    except InvalidAnswer:
        return Code.ENTRY_VALUE_MALFORMED
    return None


def _fits(value: object, required: Mapping[str, Field], optional: Mapping[str, Field]) -> bool:
    if not isinstance(value, dict) or not required.keys() <= value.keys():
        return False
    known = {**required, **optional}
    return all(key in known and known[key](held) for key, held in value.items())


def _agrees_with_itself(value: object) -> bool:
    """Of a reply: only the stance that agrees says so."""
    stance = value.get("stance") if isinstance(value, dict) else None
    return stance is None or not isinstance(value, dict) or value["agree"] == (stance == "agree")


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _words(value: object) -> bool:
    return _text(value) and bool(str(value).strip())


def _line(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_LINE


def _name(value: object) -> bool:
    return _line(value) and bool(str(value).strip())


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40


def _boolean(value: object) -> bool:
    return isinstance(value, bool)


def _sha256(value: object) -> bool:
    return isinstance(value, str) and bool(_SHA256.fullmatch(value))


def _degrees(most: int) -> Field:
    return lambda value: (
        isinstance(value, str) and bool(_DEGREES.fullmatch(value)) and abs(Decimal(value)) <= most
    )


def _position(value: object) -> bool:
    return _fits(value, _POSITION, {})


def _or_null(check: Field) -> Field:
    return lambda value: value is None or check(value)


def _one_of(*words: str) -> Field:
    return lambda value: isinstance(value, str) and value in words


def _list_of(check: Field, most: int) -> Field:
    return lambda value: (
        isinstance(value, list) and len(value) <= most and all(check(each) for each in value)
    )


# Where a photo was taken; the accuracy is in metres.
_POSITION: dict[str, Field] = {"lat": _degrees(90), "lon": _degrees(180), "accuracy": _count}

FIELDS: dict[EntryKind, tuple[dict[str, Field], dict[str, Field]]] = {
    EntryKind.NOTE: ({"text": _text}, {}),
    EntryKind.PHOTO: (
        {"sha256": _sha256, "bytes": _count},
        {
            "width": _or_null(_count),
            "height": _or_null(_count),
            "caption": _or_null(_text),
            "taken_at": _or_null(_line),
            "consent": _boolean,
            "position": _position,
        },
    ),
    EntryKind.EVIDENCE: (
        {"number": _or_null(_line)},
        {"date": _or_null(_line), "about": _or_null(_text)},
    ),
    EntryKind.FINDING: (
        {"type": _one_of(*FindingType), "text": _words},
        {
            "addressee": _or_null(_one_of(*Addressee)),
            "about": _or_null(_list_of(is_uuid, MOST_ABOUT)),
        },
    ),
    EntryKind.ATTENDEE: (
        {"name": _name, "side": _one_of("unit", "team")},
        {"position": _or_null(_line)},
    ),
    EntryKind.REPLY: (
        {"agree": _boolean},
        {"text": _or_null(_text), "stance": _or_null(_one_of(*Stance))},
    ),
    EntryKind.COMMENT: ({"text": _words}, {}),
    EntryKind.SUBMIT: (
        {"heads_sha256": _sha256, "heads": _count},
        {"photos": _list_of(_sha256, 5_000)},
    ),
}
