"""Entries as values: kinds, canonical JSON and its hash, heads, what a phone says at hand-over."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class EntryKind(StrEnum):
    """What an entry records."""

    ANSWER = "answer"
    NOTE = "note"
    PHOTO = "photo"
    FINDING = "finding"
    EVIDENCE = "evidence"
    ATTENDEE = "attendee"
    REPLY = "reply"
    COMMENT = "comment"
    SUBMIT = "submit"


# The device of entries that are made at a desk. A phone's is a UUID.
DESK = "desk"

# What is said about the record and is no part of it: a hand-over neither counts nor waits for it.
ASIDE = frozenset({EntryKind.SUBMIT, EntryKind.COMMENT})


class Layer(StrEnum):
    """Whose score it is, in the order in which they come; the last that has one counts."""

    SELF = "self"
    TEAM = "team"
    AGREED = "agreed"
    FINAL = "final"


# How the device of an entry begins that its unit made by its link.
FROM_UNIT = "lien-ket-don-vi-"


class FindingType(StrEnum):
    """What a finding says."""

    STRENGTH = "strength"
    LIMITATION = "limitation"
    DIFFICULTY = "difficulty"
    OBJECTIVE_CAUSE = "objective_cause"
    SUBJECTIVE_CAUSE = "subjective_cause"
    LESSON = "lesson"
    FORECAST = "forecast"
    TASK = "task"
    RECOMMENDATION = "recommendation"


class Addressee(StrEnum):
    """To whom a recommendation goes."""

    PARTY = "party"
    STATE = "state"
    HIGHER_UNION = "higher_union"
    UNIT = "unit"


class Stance(StrEnum):
    """What the visited unit says to a finding."""

    AGREE = "agree"
    EXPLAIN = "explain"
    DISAGREE = "disagree"

    @classmethod
    def of(cls, value: Mapping[str, object]) -> Stance:
        """The stance of a reply; where it names none, it agrees or disagrees."""
        if value.get("stance") in tuple(cls):
            return cls(str(value["stance"]))
        return cls.AGREE if value.get("agree") else cls.DISAGREE


class HeldState(StrEnum):
    """What became of something that was held for the office."""

    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"


class Slot(NamedTuple):
    """What an entry is about: entries with equal slots replace each other."""

    kind: EntryKind
    item: str | None
    slot: UUID | None
    layer: Layer | None


@dataclass(frozen=True, slots=True)
class Mark:
    """As much of an entry as the current state needs."""

    id: UUID
    number: int
    about: Slot
    supersedes: tuple[UUID, ...]
    device: str = ""
    seq: int = 0


def is_phone(device: str) -> bool:
    """Whether an entry of this device can have come from a phone: other names are the server's."""
    return device != DESK and not device.startswith(FROM_UNIT)


def heads(marks: Iterable[Mark]) -> list[Mark]:
    """The entries that nothing of the same slot supersedes, in whatever order they came."""
    marks = list(marks)
    replaced = {key for each in marks for key in _replaced_by(each)}
    return [each for each in marks if (each.about, each.id) not in replaced]


def heads_digest(ids: Iterable[UUID]) -> str:
    """SHA-256, hex, of the ids of the heads, sorted and joined without separator."""
    return _digest_of(sorted(str(each) for each in ids))


def _digest_of(ids: Iterable[str]) -> str:
    return hashlib.sha256("".join(ids).encode()).hexdigest()


def check_code(digest: str) -> str:
    """What people compare of such a digest: its first eight digits, in two groups."""
    return f"{digest[:4]}-{digest[4:8]}".upper()


def clashes(marks: Iterable[Mark]) -> Mapping[Slot, list[Mark]]:
    """The slots with more than one head: two people who did not see each other's entry."""
    by_slot: dict[Slot, list[Mark]] = {}
    for each in heads(marks):
        if each.about.kind not in ASIDE:
            by_slot.setdefault(each.about, []).append(each)
    return {slot: found for slot, found in by_slot.items() if len(found) > 1}


def matches_hand_over(marks: Iterable[Mark], said: Mark, digest: str, count: int) -> bool:
    """Whether the server has every head that the phone knew when it handed over.

    The phone knew all its own earlier entries and those of others up to some number; colleagues
    may have gone on since. So the heads are compared at each such moment, the latest first.
    """
    marks = list(marks)
    if _knew(marks, said, digest, count, aside=ASIDE):
        return True
    # A phone that counts comments among its heads is believed as well.
    has_comments = any(each.about.kind is EntryKind.COMMENT for each in marks)
    return has_comments and _knew(marks, said, digest, count, aside={EntryKind.SUBMIT})


def _knew(
    marks: list[Mark], said: Mark, digest: str, count: int, *, aside: Collection[EntryKind]
) -> bool:
    recorded = [each for each in marks if each.about.kind not in aside]
    own = [each for each in recorded if each.device == said.device and each.seq < said.seq]
    others = [each for each in recorded if each.device != said.device]
    others.sort(key=lambda each: each.number)
    known = _Heads([*own, *others])
    while not known.are(digest, count):
        if not others:
            return False
        known.forget(others.pop())
    return True


class _Heads:
    """The ids of the heads among marks that are forgotten one by one.

    Each step costs what that one mark moves: a log of thousands is asked at each of its moments.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        marks = list(marks)
        self._known = {(each.about, each.id) for each in marks}
        self._replaced = Counter(key for each in marks for key in _replaced_by(each))
        current = self._known - self._replaced.keys()
        # In order, as the digest takes them.
        self._ids = sorted(str(id_) for _, id_ in current)

    def are(self, digest: str, count: int) -> bool:
        """Whether there are so many heads, with this digest."""
        return len(self._ids) == count and _digest_of(self._ids) == digest

    def forget(self, gone: Mark) -> None:
        """Take this mark away: what it alone had replaced is a head again."""
        key = (gone.about, gone.id)
        self._known.discard(key)
        if not self._replaced[key]:
            self._ids.pop(bisect_left(self._ids, str(gone.id)))
        for back in _replaced_by(gone):
            self._replaced[back] -= 1
            if not self._replaced[back] and back in self._known:
                insort(self._ids, str(back[1]))


def _replaced_by(mark: Mark) -> set[tuple[Slot, UUID]]:
    return {(mark.about, id_) for id_ in mark.supersedes}


@dataclass(frozen=True, slots=True)
class Openness:
    """What members may still record: everything, only returned items, or nothing.

    Comments stay open as long as anybody is at work on the visit, whatever else is closed.
    """

    everything: bool = True
    items: frozenset[str] = frozenset()
    comments: bool = True

    @property
    def nothing(self) -> bool:
        """Whether nothing of the record itself may be changed."""
        return not self.everything and not self.items


OPEN = Openness()
CLOSED = Openness(everything=False, comments=False)
