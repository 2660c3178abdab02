"""A phone as a test holds it: makes entries, sends them, checks what the server says."""

from __future__ import annotations

import hashlib
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

Sent = dict[str, Any]


def digest(entry: Sent) -> str:
    """The hash of an entry as a phone computes it."""
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


_taken = count(1)


def slot() -> UUID:
    """The id of a new photo; like a phone's, a later one is the greater."""
    return UUID(int=(next(_taken) << 64) | uuid4().int >> 64)


def jpeg(width: int = 64, height: int = 48, colour: str = "teal", **options: Any) -> bytes:
    """A real JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG", **options)
    return out.getvalue()


@dataclass
class Phone:
    """One person's phone with its own device id and counter."""

    client: FlaskClient
    token: str
    visit: UUID
    device: str = field(default_factory=lambda: str(uuid4()))
    seq: int = 0
    made: dict[str, Sent] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        """What every call carries."""
        return {"Authorization": f"Bearer {self.token}"}

    def entry(self, kind: str, value: object, **more: object) -> Sent:
        """A new entry of this visit; ``more`` overrides any field."""
        self.seq += 1
        made: Sent = {
            "id": str(uuid4()),
            "visit": str(self.visit),
            "kind": kind,
            "item": None,
            "slot": None,
            "layer": "team" if kind == "answer" else None,
            "value": value,
            "supersedes": [],
            "device": self.device,
            "seq": self.seq,
            "made_at": "2020-11-10T09:00:00+07:00",
            **more,
        }
        self.made[str(made["id"])] = made
        return made

    def answer(self, item: str, value: object, **more: object) -> Sent:
        """An answer of the team."""
        return self.entry("answer", value, item=item, **more)

    def photo(self, data: bytes, item: str | None = "A1", caption: str = "Kế hoạch") -> Sent:
        """A photo entry for these bytes."""
        value = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "width": 64,
            "height": 48,
            "caption": caption,
            "taken_at": "2020-11-10T09:05:00+07:00",
        }
        return self.entry("photo", value, item=item, slot=str(slot()))

    def send(self, *entries: Sent) -> TestResponse:
        """POST these entries."""
        return self.client.post(
            f"/api/v1/visits/{self.visit}/entries",
            json={"entries": list(entries)},
            headers=self.headers,
        )

    def receipts(self, *entries: Sent) -> list[Sent]:
        """The receipts of entries that the server takes or holds."""
        response = self.send(*entries)
        assert response.status_code == 200, response.get_data(as_text=True)
        found: list[Sent] = response.get_json()["receipts"]
        return found

    def put(self, data: bytes, name: str | None = None) -> TestResponse:
        """PUT a photo, under its own hash unless told another."""
        sha256 = name or hashlib.sha256(data).hexdigest()
        return self.client.put(f"/api/v1/photos/{sha256}", data=data, headers=self.headers)

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET an address of the API."""
        return self.client.get(f"/api/v1{path}", headers=self.headers, **options)

    def post(self, path: str, body: object) -> TestResponse:
        """POST JSON to an address of the API."""
        return self.client.post(f"/api/v1{path}", json=body, headers=self.headers)

    def state_of_photo(self, data: bytes) -> int:
        """The status with which the server shows the photo of these bytes."""
        return self.get(f"/photos/{hashlib.sha256(data).hexdigest()}").status_code

    def submit(self, heads: Sequence[str], photos: Sequence[str] = ()) -> Sent:
        """The hand-over entry of a phone that knows these heads."""
        joined = "".join(sorted(heads))
        value = {
            "heads_sha256": hashlib.sha256(joined.encode()).hexdigest(),
            "heads": len(heads),
            "photos": list(photos),
        }
        return self.entry("submit", value)

    def state(self) -> str:
        """Where the server says the visit stands."""
        visits = self.get("/visits").get_json()["visits"]
        return str(next(each["state"] for each in visits if each["id"] == str(self.visit)))

    def fill(self, answers: dict[str, object]) -> list[str]:
        """Answer everything and hand over; the ids of the heads."""
        entries = [self.answer(item, value) for item, value in answers.items()]
        heads = [str(each["id"]) for each in entries]
        receipts = self.receipts(*entries, self.submit(heads))
        assert {each["state"] for each in receipts} == {"stored"}, receipts
        return heads
