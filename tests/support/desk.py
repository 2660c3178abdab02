"""What tests of the desk pages share: a visit worth reviewing, and reading a page's words."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey_app.visits.models import Visit
from tests.support.phone import Phone, jpeg

# Every scored item of the small checklist, answered.
ANSWERS: dict[str, object] = {
    "A1": {"value": "yes"},
    "A2": {"value": 3},
    "A3": {"value": "2.5"},
    "B1": {"value": "231", "judged": "8", "reason": "còn hồ sơ đang xét"},
    "B2": {"not_applicable": "không phát sinh"},
    "B3": {"value": "x"},
    "B4": {"value": {"rows": [{"ten": "Tổ tự quản", "so": "3"}], "level": 2}},
}


def hand_over(phone: Phone, *more: dict[str, Any]) -> list[str]:
    """Answer everything, record what else there is, hand over; the ids of the heads."""
    entries = [phone.answer(item, value) for item, value in ANSWERS.items()] + list(more)
    heads = [str(each["id"]) for each in entries]
    receipts = phone.receipts(*entries, phone.submit(heads))
    assert {each["state"] for each in receipts} == {"stored"}, receipts
    return heads


def full_visit(phone: Phone) -> bytes:
    """A visit with one of everything, handed over; the bytes of its photo."""
    picture = jpeg()
    photo = phone.photo(picture, "A1", "Trang đầu kế hoạch")
    phone.put(picture)
    slot = {"slot": "018f0000-0000-7000-8000-000000000001"}
    entries = [phone.answer(item, value) for item, value in ANSWERS.items()]
    entries += [
        photo,
        phone.entry("note", {"text": "Hồ sơ lưu đủ"}, item="A1", **slot),
        phone.entry(
            "evidence",
            {"number": "15/KH-LĐLĐ", "date": "2020-10-01", "about": "Kế hoạch sơ kết"},
            item="A1",
            **slot,
        ),
        phone.entry(
            "finding",
            {"type": "strength", "text": "Ban hành kế hoạch sớm", "addressee": None, "about": []},
            item="A1",
            **slot,
        ),
        phone.entry(
            "attendee", {"name": "Người dự họp", "position": "Chủ tịch", "side": "unit"}, **slot
        ),
    ]
    heads = [str(each["id"]) for each in entries]
    said = phone.submit(heads, [str(photo["value"]["sha256"])])
    receipts = phone.receipts(*entries, said)
    assert {each["state"] for each in receipts} == {"stored"}, receipts
    return picture


def words_of(html: str) -> str:
    """The words of a page, without tags, spaces joined."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def hidden(html: str, name: str) -> str:
    """The value of the first hidden field of this name."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', html)
    assert field, f"no field {name}"
    value = re.search(r'value="([^"]*)"', field.group())
    return value.group(1) if value else ""


def review_page(browser: FlaskClient, visit: Visit, query: str = "") -> TestResponse:
    """The review page of a visit."""
    return browser.get(f"/reviews/{visit.key}{query}")


def decide(browser: FlaskClient, visit: Visit, move: str, **fields: Any) -> TestResponse:
    """Make a move as a person does: from the page as it is now."""
    page = review_page(browser, visit).get_data(as_text=True)
    seen = {"seen": hidden(page, "seen") if 'name="seen"' in page else "0"}
    if 'name="entries_seen"' in page:
        seen["entries_seen"] = hidden(page, "entries_seen")
    return browser.post(f"/reviews/{visit.key}/{move}", data=seen | fields)
