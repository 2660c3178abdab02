"""What has been recorded on a visit, as values: the heads of the log, by kind and item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from survey_app.fieldwork.pairs import Pair, is_score, merged, settled
from survey_app.fieldwork.rules import ASIDE, EntryKind, Layer, Slot
from survey_app.fieldwork.views import EntryView

__all__ = ["EntryView", "HandOver", "Recorded"]


@dataclass(frozen=True)
class Recorded:
    """The current state of a visit. Withdrawals and clashing slots are left out of the lists.

    Where two score it apart (``pair``), ``apart`` has what each of them says: their scores are no
    clash of each other, and the list of the team's answers is what counts of them.
    """

    heads: tuple[EntryView, ...] = ()
    pair: Pair | None = None
    apart: Mapping[int, tuple[EntryView, ...]] = field(default_factory=dict)

    @cached_property
    def _groups(self) -> list[tuple[Slot, list[EntryView]]]:
        """What was said in each slot; of scores given apart, in each slot of each scorer."""
        slots: dict[tuple[Slot, int | None], list[EntryView]] = defaultdict(list)
        owners = {each.uuid: who for who, told in self.apart.items() for each in told}
        for head in self.heads:
            slots[head.about, owners.get(head.uuid)].append(head)
        return [(about, self._said_once(found)) for (about, _who), found in slots.items()]

    def _said_once(self, found: list[EntryView]) -> list[EntryView]:
        """Two who may not see each other write the same thing down twice, and mean it once."""
        alike = self.pair is not None and all(each.value == found[0].value for each in found)
        return found[:1] if alike else found

    @cached_property
    def by_scorer(self) -> dict[int, dict[str, EntryView]]:
        """Of a visit scored apart: the settled answers of each scorer, by item."""
        return {who: settled(told) for who, told in self.apart.items()}

    @cached_property
    def _settled(self) -> dict[EntryKind, list[EntryView]]:
        kinds: dict[EntryKind, list[EntryView]] = defaultdict(list)
        for about, found in self._groups:
            is_apart = self.pair is not None and is_score(about)
            if len(found) == 1 and found[0].value is not None and not is_apart:
                kinds[found[0].kind].append(found[0])
        if self.pair is not None:
            kinds[EntryKind.ANSWER] += merged(self.by_scorer, self.pair).values()
        for each in kinds.values():
            each.sort(key=lambda head: head.number)
        return kinds

    def clashes(self) -> dict[Slot, list[EntryView]]:
        """Slots that two people filled without seeing each other's entry."""
        return {
            slot: sorted(found, key=lambda head: head.number)
            for slot, found in self._groups
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
