"""A visit that An and Ánh score apart, and marks that are found wherever they leak."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from survey_app.reviews import scorers
from survey_app.visits.models import Visit
from survey_app.visits.scorers import Change
from tests.support.cast import NOW, Cast
from tests.support.desk import ANSWERS
from tests.support.phone import Phone, jpeg


def score_apart(session: Session, cast: Cast, visit: Visit | None = None) -> None:
    """An is named first, Ánh second, by Châu."""
    found = session.get_one(Visit, (visit or cast.visit).id)
    change = Change(at=NOW, by_id=cast.chau.id)
    scorers.choose(session, found, (cast.an.id, cast.anh.id), change)


@dataclass(frozen=True)
class Planted:
    """What somebody recorded, and everything in it that nobody else could have made up."""

    marks: tuple[str, ...]
    heads: tuple[str, ...]
    sha256: str


def plant(phone: Phone, word: str, answers: dict[str, object] | None = None) -> Planted:
    """Record one of everything, each with the word in it; hand nothing over yet."""
    picture = jpeg(colour=f"#{hashlib.sha256(word.encode()).hexdigest()[:6]}")
    slots = [str(uuid4()) for _ in range(6)]
    entries: list[dict[str, Any]] = [
        phone.answer(item, value) for item, value in (answers or ANSWERS).items()
    ]
    entries += [
        phone.answer("B5", {"value": f"{word} bài học"}),
        phone.answer("G1", {"value": f"{word} hội trường"}),
        phone.answer("A2", {"value": 1, "reason": f"{word} tự chấm"}, layer="self"),
        phone.entry("note", {"text": f"{word} ghi chú"}, item="A1", slot=slots[0]),
        phone.entry(
            "evidence", {"number": f"{word}/KH", "about": f"{word}"}, item="A1", slot=slots[1]
        ),
        phone.entry(
            "finding", {"type": "strength", "text": f"{word} ưu điểm"}, item="A1", slot=slots[2]
        ),
        phone.entry("attendee", {"name": f"{word} dự họp", "side": "unit"}, slot=slots[3]),
        phone.entry("reply", {"agree": False, "text": f"{word} trả lời"}, slot=slots[4]),
        phone.photo(picture, "A1", f"{word} trang bìa"),
    ]
    comment = phone.entry("comment", {"text": f"{word} nhận xét"}, item="A2", slot=slots[5])
    receipts = phone.receipts(*entries, comment)
    assert {each["state"] for each in receipts} == {"stored"}, receipts
    phone.put(picture)
    sha256 = str(entries[-1]["value"]["sha256"])
    ids = [str(each["id"]) for each in (*entries, comment)]
    hashes = [each["sha256"] for each in receipts]
    return Planted(
        marks=(word, sha256, phone.device, *ids, *hashes, *slots),
        heads=tuple(str(each["id"]) for each in entries),
        sha256=sha256,
    )


def hand_over(phone: Phone, planted: Planted) -> dict[str, Any]:
    """Hand over what was planted; the receipt."""
    return phone.receipts(phone.submit(planted.heads, [planted.sha256]))[0]
