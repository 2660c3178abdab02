"""A visit filled through the API, for tests that begin where the phone has done its part."""

from __future__ import annotations

from uuid import uuid4

from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.phone import Phone, Picture
from survey_app.core import clock
from tests.support.checklist import COMPLETE
from tests.support.phone import jpeg

FINDING = "Đơn vị ban hành kế hoạch sớm và phân công rõ người, rõ việc."


def fill_and_hand_over(caller: Client, visit: str) -> str:
    """Every item, a note, a finding and a photo; then the hand-over, which the server confirms.

    Returns the hash of the photo.
    """
    phone = Phone(caller, visit, str(uuid4()), clock.now())
    for item, value in COMPLETE.items():
        phone.answer(item, value)
    phone.add("note", {"text": "Kế hoạch lưu tại Văn phòng."}, item="A1")
    finding: dict[str, object] = {
        "type": "strength",
        "text": FINDING,
        "addressee": None,
        "about": [],
    }
    phone.add("finding", finding, item="A1")
    taken = phone.take_photo(Picture(jpeg(), 64, 48), item="A1", caption="Trang đầu kế hoạch")
    phone.send()
    phone.send_photos()
    receipt = phone.hand_over()
    assert receipt["visit_state"] == "submitted", receipt
    return str(taken["value"]["sha256"])


def answer_return(caller: Client, visit: str) -> None:
    """The member says more about what was returned, and hands over again."""
    phone = Phone(caller, visit, str(uuid4()), clock.now())
    phone.catch_up()
    phone.answer("A2", {"value": 2})
    phone.send()
    receipt = phone.hand_over()
    assert receipt["visit_state"] == "submitted", receipt
