"""What has been recorded on a visit, as values: the heads of the log, by kind and item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from survey_app.fieldwork.rules import ASIDE, EntryKind, Layer, Slot


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as its readers need it; ``value`` is parsed, None for a withdrawal."""

    id: int
    uuid: UUID
    number: int
    kind: EntryKind
    item: str | None
    slot: UUID | None
    layer: Layer | None
    value: dict[str, Any] | None
    supersedes: tuple[str, ...]
    device: str
    seq: int
    author_id: int
    author: str
    made_at: str
    received_at: datetime
    skew: int | None

    @property
    def about(self) -> Slot:
        """The slot this entry fills."""
        return Slot(self.kind, self.item, self.slot, self.layer)


@dataclass(frozen=True)
class Recorded:
    """The current state of a visit. Withdrawals and clashing slots are left out of the lists."""

    heads: tuple[EntryView, ...] = ()

    @cached_property
    def _slots(self) -> dict[Slot, list[EntryView]]:
        slots: dict[Slot, list[EntryView]] = defaultdict(list)
        for head in self.heads:
            slots[head.about].append(head)
        return slots

    @cached_property
    def _settled(self) -> dict[EntryKind, list[EntryView]]:
        kinds: dict[EntryKind, list[EntryView]] = defaultdict(list)
        for found in self._slots.values():
            if len(found) == 1 and found[0].value is not None:
                kinds[found[0].kind].append(found[0])
        for each in kinds.values():
            each.sort(key=lambda head: head.number)
        return kinds

    def clashes(self) -> dict[Slot, list[EntryView]]:
        """Slots that two people filled without seeing each other's entry."""
        return {
            slot: sorted(found, key=lambda head: head.number)
            for slot, found in self._slots.items()
            if len(found) > 1 and slot.kind not in ASIDE
        }

    def answers(self, layer: Layer) -> dict[str, EntryView]:
        """The settled answers of a layer, by item."""
        found = self._settled[EntryKind.ANSWER]
        return {str(each.item): each for each in found if each.layer is layer}

    def wire_answers(self, layer: Layer) -> dict[str, Any]:
        """The settled answers of a layer in the form the scoring engine takes."""
        return {item: each.value for item, each in self.answers(layer).items()}

    def of_kind(self, kind: EntryKind) -> list[EntryView]:
        """Settled entries of a kind in order of arrival."""
        return list(self._settled[kind])

    def notes(self, item: str | None) -> list[EntryView]:
        """Notes on an item, or on the visit itself for None."""
        return self._on(EntryKind.NOTE, item)

    def photos(self, item: str | None) -> list[EntryView]:
        """Photos of an item, or of the visit itself for None."""
        return self._on(EntryKind.PHOTO, item)

    def evidence(self, item: str | None) -> list[EntryView]:
        """Documents that prove an item."""
        return self._on(EntryKind.EVIDENCE, item)

    def all_photos(self) -> list[EntryView]:
        """Every photo of the visit in order of arrival."""
        return self.of_kind(EntryKind.PHOTO)

    def findings(self) -> list[EntryView]:
        """Every finding."""
        return self.of_kind(EntryKind.FINDING)

    def attendees(self) -> list[EntryView]:
        """Everybody who took part."""
        return self.of_kind(EntryKind.ATTENDEE)

    def replies(self) -> list[EntryView]:
        """Replies to returned items and to findings."""
        return self.of_kind(EntryKind.REPLY)

    def comments(self) -> list[EntryView]:
        """What was said about items, in order of arrival; what was taken back has no value."""
        said = [each for each in self.heads if each.kind is EntryKind.COMMENT]
        return sorted(said, key=lambda head: head.number)

    def submits(self) -> list[EntryView]:
        """Hand-overs in order of arrival; each counts, none replaces another."""
        heads = [each for each in self.heads if each.kind is EntryKind.SUBMIT]
        return sorted(heads, key=lambda head: head.number)

    def evidence_counts(self) -> dict[str, dict[str, int]]:
        """How many documents and photos each item has."""
        counts: dict[str, dict[str, int]] = defaultdict(lambda: {"documents": 0, "photos": 0})
        for each in _with_item(self.of_kind(EntryKind.EVIDENCE)):
            counts[str(each.item)]["documents"] += 1
        for each in _with_item(self.of_kind(EntryKind.PHOTO)):
            counts[str(each.item)]["photos"] += 1
        return dict(counts)

    def _on(self, kind: EntryKind, item: str | None) -> list[EntryView]:
        return [each for each in self._settled[kind] if each.item == item]


@dataclass(frozen=True, slots=True)
class HandOver:
    """The last hand-over of a visit, and what the server still lacks of it."""

    number: int
    by: str
    by_id: int
    at: datetime
    missing_photos: tuple[str, ...]
    entries_missing: bool

    @property
    def is_complete(self) -> bool:
        """Whether everything that the phone had has arrived."""
        return not self.missing_photos and not self.entries_missing


def _with_item(entries: Iterable[EntryView]) -> list[EntryView]:
    return [each for each in entries if each.item is not None]
