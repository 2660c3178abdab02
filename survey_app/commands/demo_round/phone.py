"""What a phone does with one visit: makes entries, knows their heads, believes only receipts."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from survey_app.commands.demo_round.client import Client
from survey_app.core.uuid7 import uuid7

MOST_AT_ONCE = 150
Entry = dict[str, Any]
About = tuple[str, str | None, str | None, str | None]


class NotBelieved(RuntimeError):
    """A receipt that does not repeat what was sent, or says that it was held."""


def canonical(value: object) -> str:
    """The one spelling of a value that is hashed: keys sorted, no spaces, NFC, UTF-8.

    For values without fractions; those are sent as text, since languages print them differently.
    """
    return json.dumps(_nfc(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _nfc(value: object) -> object:
    """Each text by itself: the "n" of a written line break takes no mark that follows it."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_nfc(key): _nfc(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_nfc(each) for each in value]
    return value


def digest(value: object) -> str:
    """The hash that the receipt of an entry must repeat."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


@dataclass
class Phone:
    """One device on one visit. Entries wait in ``unsent`` until ``send``; ``clock`` moves on."""

    client: Client
    visit: str
    device: str
    clock: datetime
    seq: int = 0
    unsent: list[Entry] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    _heads: dict[str, About] = field(default_factory=dict, repr=False)
    _cursor: int = 0
    _used: list[str] = field(default_factory=list, repr=False)

    def record(
        self,
        kind: str,
        value: object,
        *,
        item: str | None = None,
        slot: str | None = None,
        layer: str | None = None,
    ) -> Entry:
        """Make an entry; it supersedes what this phone knows of the same slot."""
        about = (kind, item, slot, layer)
        replaced = sorted(id_ for id_, other in self._heads.items() if other == about)
        self.seq += 1
        entry: Entry = {
            "id": str(uuid7(self.clock)),
            "visit": self.visit,
            "kind": kind,
            "item": item,
            "slot": slot,
            "layer": layer,
            "value": value,
            "supersedes": replaced,
            "device": self.device,
            "seq": self.seq,
            "made_at": self.clock.isoformat(timespec="milliseconds"),
        }
        for id_ in replaced:
            del self._heads[id_]
        if kind != "submit":
            self._heads[entry["id"]] = about
        self.unsent.append(entry)
        # Ids and slots sort by the time they were made, so no two may share a millisecond.
        self.pass_time(milliseconds=1)
        return entry

    def answer(self, item: str, value: object, *, layer: str = "team") -> Entry:
        """Answer an item."""
        return self.record("answer", value, item=item, layer=layer)

    def add(self, kind: str, value: object, *, item: str | None = None) -> Entry:
        """Record one of many of its kind, in a slot of its own."""
        return self.record(kind, value, item=item, slot=str(uuid7(self.clock)))

    def take_photo(self, picture: Picture, *, item: str | None, caption: str) -> Entry:
        """Record a photo; its bytes wait for ``send_photos``."""
        sha256 = hashlib.sha256(picture.data).hexdigest()
        self.photos[sha256] = picture.data
        self._used.append(sha256)
        value = {
            "sha256": sha256,
            "bytes": len(picture.data),
            "width": picture.width,
            "height": picture.height,
            "caption": caption,
            "taken_at": self.clock.isoformat(timespec="seconds"),
            "consent": True,
        }
        return self.add("photo", value, item=item)

    def pass_time(self, **about: float) -> None:
        """Let the phone's clock move on; the arguments are those of a timedelta."""
        self.clock += timedelta(**about)

    def send(self) -> list[dict[str, Any]]:
        """Send what waits, in parcels; raise NotBelieved where a receipt is not right."""
        receipts: list[dict[str, Any]] = []
        while self.unsent:
            parcel, self.unsent = self.unsent[:MOST_AT_ONCE], self.unsent[MOST_AT_ONCE:]
            told = self.client.post_entries(self.visit, parcel)
            check_receipts(parcel, told)
            receipts += told
        return receipts

    def send_photos(self) -> None:
        """Send the photos, the smallest first, as phones do."""
        for sha256, data in sorted(self.photos.items(), key=lambda each: (len(each[1]), each[0])):
            if self.client.put_photo(data) != sha256:
                raise NotBelieved(sha256)
        self.photos.clear()

    def catch_up(self) -> None:
        """Learn what colleagues recorded and what is still the head of its slot."""
        for each in self.client.entries(self.visit, after=self._cursor):
            self._cursor = each["number"]
            for id_ in each["supersedes"]:
                self._heads.pop(id_, None)
            if each["kind"] != "submit":
                about = (each["kind"], each["item"], each["slot"], each["layer"])
                self._heads[each["id"]] = about

    def hand_over(self) -> dict[str, Any]:
        """Say what this phone has recorded, send it, and return the receipt."""
        ids = sorted(self._heads)
        value = {
            "heads_sha256": hashlib.sha256("".join(ids).encode()).hexdigest(),
            "heads": len(ids),
            "photos": sorted(set(self._used)),
        }
        self.record("submit", value)
        return self.send()[-1]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


def check_receipts(sent: Sequence[Entry], told: Sequence[Mapping[str, Any]]) -> None:
    """Raise NotBelieved unless each receipt repeats the id and the hash, and says "stored"."""
    if len(sent) != len(told):
        raise NotBelieved(f"{len(sent)} entries, {len(told)} receipts")
    for entry, receipt in zip(sent, told, strict=True):
        expected = (entry["id"], digest(entry), "stored")
        if (receipt["id"], receipt["sha256"], receipt["state"]) != expected:
            raise NotBelieved(f"{entry['kind']} {entry['item']}: {dict(receipt)}")
