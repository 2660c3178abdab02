"""A visit filled through the API, for tests that begin where the phone has done its part."""

from __future__ import annotations

from uuid import uuid4

from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.phone import Phone
from survey_app.core import clock
from tests.support.checklist import COMPLETE

FINDING = "Đơn vị ban hành kế hoạch sớm và phân công rõ người, rõ việc."


def fill_and_hand_over(caller: Client, visit: str) -> None:
    """Every item, a note and a finding; then the hand-over, which the server confirms."""
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
    phone.send()
    receipt = phone.hand_over()
    assert receipt["visit_state"] == "submitted", receipt


def answer_return(caller: Client, visit: str) -> None:
    """The member says more about what was returned, and hands over again."""
    phone = Phone(caller, visit, str(uuid4()), clock.now())
    phone.catch_up()
    phone.answer("A2", {"value": 2})
    phone.send()
    receipt = phone.hand_over()
    assert receipt["visit_state"] == "submitted", receipt
