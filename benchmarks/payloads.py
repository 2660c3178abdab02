"""What a phone sends: a visit of 40 answers and 10 notes in one body, and photos of 250 KB."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from PIL import Image

from forms.definition import Checklist, Kind

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = 40
NOTES = 10
PHOTO_BYTES = 250_000
WORDS = "Kế hoạch được triển khai kịp thời, song số liệu ở cơ sở vùng sâu còn chậm đối chiếu. "
MADE_AT = "2020-11-10T09:00:00+07:00"
DOCUMENT = {"number": "12/BC-CĐN", "date": "2020-10-30", "about": "kết quả nửa nhiệm kỳ"}

# Milliseconds: visits are made one after the other, an hour apart.
_MOMENTS = itertools.count(0, 3_600_000)

SAID: dict[Kind, object] = {
    Kind.SCALE: 3,
    Kind.YES_NO: "yes",
    Kind.INDICATOR: "120",
    Kind.TEXT: WORDS,
    Kind.BONUS: "yes",
    Kind.PENALTY: "no",
    Kind.POINTS: "0",
}


@dataclass(frozen=True, slots=True)
class Share:
    """What one client works with: its person's token and the visits that are its own."""

    token: str
    visits: list[str]


def answers_for(checklist: Checklist) -> list[tuple[str, object]]:
    """Forty items with an answer each, as many kinds as the checklist has."""
    items = [item for section, item in checklist.items() if section is not None]
    said = [(item.code, SAID[item.kind]) for item in items if item.kind in SAID and not item.items]
    if len(said) < ANSWERS:
        raise RuntimeError(f"{checklist.code} has only {len(said)} items to answer")
    return said[:ANSWERS]


def visit_body(
    visit: str, answers: list[tuple[str, object]], photos: list[str], documents: int = 0
) -> bytes:
    """The entries of a new visit, photos named by their hashes, as the body of one POST.

    ``documents`` are so many of its items with a document named as evidence.
    """
    device = str(uuid4())
    first = next(_MOMENTS)
    told: list[tuple[str, str, object]] = [
        ("answer", item, {"value": value}) for item, value in answers
    ]
    told += [("note", answers[at][0], {"text": WORDS * 2}) for at in range(NOTES)]
    told += [("photo", answers[0][0], _photo_value(sha256)) for sha256 in photos]
    told += [("evidence", answers[at][0], DOCUMENT) for at in range(documents)]
    entries = [
        {
            "id": _uuid7(first + seq),
            "visit": visit,
            "kind": kind,
            "item": item,
            "slot": None if kind == "answer" else str(uuid4()),
            "layer": "team" if kind == "answer" else None,
            "value": value,
            "supersedes": [],
            "device": device,
            "seq": seq,
            "made_at": MADE_AT,
        }
        for seq, (kind, item, value) in enumerate(told, start=1)
    ]
    return json.dumps({"entries": entries}, ensure_ascii=False).encode()


class Camera:
    """Makes JPEGs of 250 KB that nobody has seen before.

    Noise is drawn and encoded once. Each picture then has other factors for the finest detail in
    its table of factors (DQT): other bytes, the same size and a sound picture, in no time.
    """

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        small = Image.frombytes("RGB", (320, 240), chance.randbytes(320 * 240 * 3))
        image = small.resize((1280, 960), Image.Resampling.BICUBIC)
        self._data = next(
            data for quality in range(30, 96, 2) if len(data := _jpeg(image, quality)) > PHOTO_BYTES
        )
        # Marker, length and number of the table are five bytes; then come its 64 factors.
        self._finest = self._data.index(b"\xff\xdb") + 5 + 61
        self._count = seed << 12

    def photo(self) -> tuple[str, bytes]:
        """The hash and the bytes of a picture that was not there before."""
        self._count += 1
        # Factors are from 1 to 255.
        factors = bytes(1 + self._count // 255**place % 255 for place in range(3))
        data = self._data[: self._finest] + factors + self._data[self._finest + 3 :]
        return hashlib.sha256(data).hexdigest(), data


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _photo_value(sha256: str) -> dict[str, object]:
    return {
        "sha256": sha256,
        "bytes": PHOTO_BYTES,
        "width": 1280,
        "height": 960,
        "caption": "Trang đầu của kế hoạch",
        "taken_at": MADE_AT,
    }


def _uuid7(moment: int) -> str:
    """An id as phones make them: the time first, so that ids of one visit lie side by side."""
    made = 1_604_973_600_000 + moment
    return str(UUID(int=(made << 80) | (0x7 << 76) | (0b10 << 62) | (uuid4().int & (2**62 - 1))))
