"""Phones that go on sending while servers die: they believe receipts only, and try again."""

from __future__ import annotations

import hashlib
import http.client
import io
import random
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from PIL import Image

from tests.support.phone import Sent, digest
from tests.support.server import Answer, Place, call

ITEMS = ("A1", "A2", "B5")
VALUES: dict[str, list[object]] = {
    "A1": [{"value": "yes"}, {"value": "no"}],
    "A2": [{"value": 1}, {"value": 4}, {"not_applicable": "không phát sinh"}],
    "B5": [{"value": "Gắn kế hoạch với thực tế."}],
}
GONE = (OSError, http.client.HTTPException)
# Seconds for which a phone goes on sending what was never promised, once all is over.
GIVES_UP_AFTER = 100.0


@dataclass
class Sender(threading.Thread):
    """One phone: makes entries and photos, sends them until it holds the receipt of each."""

    place: Place
    username: str
    seed: int
    stop: threading.Event
    told: dict[str, int] = field(default_factory=dict)
    photos: set[str] = field(default_factory=set)
    made: dict[str, Sent] = field(default_factory=dict)
    lies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.random = random.Random(self.seed)
        self.device = f"may-{self.seed}"
        self.waiting: deque[list[Sent] | bytes] = deque()
        self.heads: dict[str, str] = {}
        self.stopped_at: float | None = None

    def __hash__(self) -> int:
        return id(self)

    @property
    def receipts(self) -> int:
        """How many things this phone was promised so far."""
        return len(self.told) + len(self.photos)

    @property
    def photographed(self) -> int:
        """How many photos among them."""
        return len(self.photos)

    def run(self) -> None:
        """Go on until told to stop, and then until nothing waits."""
        while not self._is_over():
            if not self.waiting:
                self._record()
            self._send_next()

    def _is_over(self) -> bool:
        """Nothing waits any more, or has waited in vain for too long since the end."""
        if not self.stop.is_set():
            return False
        self.stopped_at = self.stopped_at or time.monotonic()
        return not self.waiting or time.monotonic() > self.stopped_at + GIVES_UP_AFTER

    def send(self, things: list[Sent] | bytes) -> bool:
        """Send once; whether everything in it was promised."""
        try:
            came = self._photo(things) if isinstance(things, bytes) else self._entries(things)
        except GONE:
            return False
        if came.status >= 500 or came.status == 429:
            self.lies += [f"{came.status}"] if came.status not in (429, 503) else []
            return False
        return self._believe(things, came)

    def record(self) -> None:
        """Make something new and queue it."""
        self._record()

    def _send_next(self) -> None:
        things = self.waiting[0]
        if self.send(things):
            self.waiting.popleft()
            # Now and then the answer is lost on its way, and the phone sends it all again.
            if self.random.random() < 0.2:
                self.send(things)
        else:
            time.sleep(0.01)

    def _record(self) -> None:
        if self.random.random() < 0.5:
            picture = self._picture()
            name = hashlib.sha256(picture).hexdigest()
            value = {"sha256": name, "bytes": len(picture), "caption": "Kế hoạch"}
            self.waiting.append(picture)
            self.waiting.append([self._entry("photo", value, slot=self._id())])
            return
        self.waiting.append([self._answer() for _ in range(self.random.randint(1, 4))])

    def _answer(self) -> Sent:
        item = self.random.choice(ITEMS)
        replaced = [self.heads[item]] if item in self.heads else []
        made = self._entry(
            "answer",
            self.random.choice(VALUES[item]),
            item=item,
            layer="team",
            supersedes=replaced,
        )
        self.heads[item] = str(made["id"])
        return made

    def _entry(self, kind: str, value: object, **more: object) -> Sent:
        made: Sent = {
            "id": self._id(),
            "visit": self.place.visit,
            "kind": kind,
            "item": None,
            "value": value,
            "device": self.device,
            "seq": len(self.made) + 1,
            "made_at": "2020-11-10T09:00:00+07:00",
            **more,
        }
        self.made[str(made["id"])] = made
        return made

    def _picture(self) -> bytes:
        out = io.BytesIO()
        size = (96, 64)
        Image.frombytes("RGB", size, self.random.randbytes(size[0] * size[1] * 3)).save(out, "JPEG")
        return out.getvalue()

    def _id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def _entries(self, entries: list[Sent]) -> Answer:
        return self._call("POST", f"/visits/{self.place.visit}/entries", json={"entries": entries})

    def _photo(self, data: bytes) -> Answer:
        return self._call("PUT", f"/photos/{hashlib.sha256(data).hexdigest()}", body=data)

    def _call(self, method: str, path: str, **options: Any) -> Answer:
        token = self.place.tokens[self.username]
        port = self.place.settings.port
        return call(port, method, f"/api/v1{path}", token=token, timeout=20, **options)

    def _believe(self, things: list[Sent] | bytes, came: Answer) -> bool:
        if isinstance(things, bytes):
            name = hashlib.sha256(things).hexdigest()
            if came.json.get("sha256") == name and came.json.get("state") == "stored":
                self.photos.add(name)
                return True
            self.lies.append(f"photo: {came.status} {came.body[:200]!r}")
            return False
        for receipt, entry in zip(came.json.get("receipts", []), things, strict=False):
            self._note(receipt, entry)
        return all(each["id"] in self.told for each in things)

    def _note(self, receipt: dict[str, Any], entry: Sent) -> None:
        if (receipt["id"], receipt["sha256"]) != (entry["id"], digest(entry)):
            self.lies.append(f"a receipt of something else: {receipt}")
        elif receipt["state"] != "stored":
            self.lies.append(f"held: {receipt}")
        elif self.told.setdefault(receipt["id"], receipt["number"]) != receipt["number"]:
            self.lies.append(f"another number the second time: {receipt}")
