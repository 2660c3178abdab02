"""Comments as phones send them: part of the log, no part of what is handed over."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.checklist import COMPLETE

SAID = {"text": "Số liệu này tính đến ngày nào?"}


@pytest.fixture
def handed_over(phone):
    """An's phone, when everything is answered and handed over."""
    an = phone()
    an.fill(COMPLETE)
    return an


def comment(of, item="A2", value=SAID, **more):
    return of.entry("comment", value, item=item, **{"slot": str(uuid4()), **more})


def decide(phone, cast, move, **more):
    binh = phone(cast.binh)
    reply = binh.post(f"/visits/{cast.visit.key}/decisions", {"move": move, **more})
    assert reply.status_code == 201, reply.get_json()


def test_a_comment_is_stored_and_every_phone_of_the_visit_hears_it(phone, cast):
    said = comment(phone())
    assert phone().receipts(said)[0]["state"] == "stored"

    heard = phone(cast.anh).get(f"/visits/{cast.visit.key}/entries").get_json()["entries"]

    assert [(each["kind"], each["item"], each["value"]) for each in heard] == [
        ("comment", "A2", SAID)
    ]


def test_a_comment_after_the_hand_over_leaves_the_visit_handed_over(handed_over, phone, cast):
    phone(cast.anh).receipts(comment(phone(cast.anh)))

    assert handed_over.state() == "submitted"


def test_a_comment_alone_does_not_begin_a_visit(phone):
    an = phone()
    an.receipts(comment(an))

    assert an.state() == "planned"


def test_while_the_lead_reviews_only_comments_are_open(handed_over, phone, cast):
    decide(phone, cast, "open")

    answered, said = handed_over.receipts(
        handed_over.answer("A2", {"value": 1}), comment(handed_over)
    )

    assert (answered["code"], said["state"]) == ("visit-closed", "stored")


def test_a_comment_does_not_answer_a_return(handed_over, phone, cast):
    decide(phone, cast, "return", items=[{"item": "A2", "reason": "Chưa rõ"}])

    handed_over.receipts(comment(handed_over))

    returned = handed_over.get("/visits").get_json()["visits"][0]["returned"]
    assert [each["answered"] for each in returned] == [False]


def test_nothing_is_said_on_an_approved_visit(handed_over, phone, cast):
    decide(phone, cast, "approve")

    receipt = handed_over.receipts(comment(handed_over))[0]

    assert (receipt["state"], receipt["code"]) == ("held", "visit-closed")


def test_a_comment_can_be_taken_back(phone):
    an = phone()
    said = comment(an)
    gone = an.entry("comment", None, item="A2", slot=said["slot"], supersedes=[said["id"]])

    assert {each["state"] for each in an.receipts(said, gone)} == {"stored"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        pytest.param({"item": None}, "entry-malformed", id="about no item"),
        pytest.param({"slot": None}, "entry-malformed", id="in no place of its own"),
        pytest.param({"item": "Z9"}, "entry-item-unknown", id="about an item that is not there"),
        pytest.param({"layer": "team"}, "entry-malformed", id="in a layer"),
        pytest.param({"value": {"text": "  "}}, "entry-value-malformed", id="without words"),
        pytest.param({"value": {"text": 7}}, "entry-value-malformed", id="of a number"),
        pytest.param({"value": {"text": "x" * 20_001}}, "entry-value-malformed", id="too long"),
        pytest.param({"value": {"text": "x", "to": "y"}}, "entry-value-malformed", id="of more"),
    ],
)
def test_a_comment_that_is_none_is_held(phone, more, code):
    an = phone()

    receipt = an.receipts(comment(an, **more))[0]

    assert (receipt["state"], receipt["code"]) == ("held", code)


def test_somebody_elses_comment_is_held(phone, cast, change):
    em = phone(cast.em)

    assert em.send(comment(em)).status_code == 404
