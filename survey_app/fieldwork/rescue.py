"""The rescue file of a phone: what it holds, read without trusting a byte of it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from survey_app.fieldwork.canonical import NotJson, canonical, parse
from survey_app.fieldwork.values import is_uuid

FORMAT = "survey-rescue-1"
# More than any phone gathers over a round; a file with more was not made by one.
MOST_ENTRIES = 20_000
MOST_PHOTOS = 2_000
LARGEST_ID = 2**31
_HEAD = re.compile(rb'\s*\{\s*"format"\s*:\s*"survey-rescue-1"')
_HASH = re.compile(r"[0-9a-f]{64}")


class Fault(StrEnum):
    """Why a file cannot be taken for a rescue file of this server."""

    BROKEN = "broken"
    OTHER_KIND = "other-kind"
    TOO_MUCH = "too-much"
    OTHER_SERVER = "other-server"


class NotARescueFile(ValueError):
    """The file cannot be brought in; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a file says: whose phone, when it was written, and everything that was unsent."""

    person_id: int
    username: str
    made_at: str
    entries: tuple[object, ...]
    photos: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class RescuedPhoto:
    """A photo of the file; ``data`` is None where the file lacks it or its bytes are not whole."""

    sha256: str
    data: bytes | None


def begins_like_one(head: bytes) -> bool:
    """Whether a file that begins with these bytes was written by a phone for rescue."""
    return bool(_HEAD.match(head))


def read(data: bytes) -> Rescued:
    """The contents of a file; raises NotARescueFile."""
    try:
        sent = parse(data)
    except NotJson as error:
        raise NotARescueFile(Fault.BROKEN) from error
    if not isinstance(sent, dict) or sent.get("format") != FORMAT:
        raise NotARescueFile(Fault.OTHER_KIND)
    entries, photos = sent.get("entries"), sent.get("photos")
    if not isinstance(entries, list) or not isinstance(photos, list):
        raise NotARescueFile(Fault.BROKEN)
    if len(entries) > MOST_ENTRIES or len(photos) > MOST_PHOTOS:
        raise NotARescueFile(Fault.TOO_MUCH)
    _check_depth(entries)
    person_id, username = _whose(sent.get("user"))
    made_at = sent.get("made_at")
    said = made_at[:40] if isinstance(made_at, str) else ""
    return Rescued(person_id, username, said, tuple(entries), tuple(photos))


def by_visit(entries: Iterable[object]) -> dict[UUID | None, list[object]]:
    """The entries by the visit that they name; None for those that name none."""
    groups: dict[UUID | None, list[object]] = defaultdict(list)
    for entry in entries:
        named = entry.get("visit") if isinstance(entry, dict) else None
        groups[UUID(str(named)) if is_uuid(named) else None].append(entry)
    return groups


def photo_of(sent: object) -> RescuedPhoto:
    """One photo of the file, its bytes held against their hash."""
    told = sent if isinstance(sent, dict) else {}
    name, text = told.get("sha256"), told.get("base64")
    if not isinstance(name, str) or not _HASH.fullmatch(name):
        return RescuedPhoto("", None)
    data = _bytes(text)
    whole = data is not None and hashlib.sha256(data).hexdigest() == name
    return RescuedPhoto(name, data if whole else None)


def _bytes(text: object) -> bytes | None:
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _whose(user: object) -> tuple[int, str]:
    told = user if isinstance(user, dict) else {}
    person_id, username = told.get("id"), told.get("username")
    if isinstance(person_id, bool) or not isinstance(person_id, int):
        raise NotARescueFile(Fault.OTHER_SERVER)
    if not 0 < person_id < LARGEST_ID or not isinstance(username, str):
        raise NotARescueFile(Fault.OTHER_SERVER)
    return person_id, username


def _check_depth(entries: list[object]) -> None:
    """What is nested too deeply to be written again cannot be stored."""
    try:
        canonical(entries)
    except NotJson as error:
        raise NotARescueFile(Fault.BROKEN) from error
