"""The lead's and the office's moves through the API, and the report that an approval seals."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.reports.models import Report, SealedFile
from survey_app.reviews.models import Decision
from survey_app.scoring.models import LayerScore, VisitScore
from tests.support.checklist import COMPLETE
from tests.support.phone import jpeg

APPROVE = {"move": "approve"}
RETURN = {"move": "return", "items": [{"item": "A2", "reason": "Chưa rõ", "proposed": 2}]}


@pytest.fixture
def handed_over(phone):
    """An's phone, when everything is answered and handed over."""
    an = phone()
    an.fill(COMPLETE)
    return an


@pytest.fixture
def decide(phone, cast):
    """Bình's moves on the first visit."""
    binh = phone(cast.binh)
    return lambda body: binh.post(f"/visits/{cast.visit.key}/decisions", body)


def test_an_approval_seals_the_report(handed_over, decide, look):
    response = decide(APPROVE)
    pdf = handed_over.get(f"/visits/{handed_over.visit}/report.pdf")

    assert (response.status_code, response.get_json()["state"]) == (201, "approved")
    assert pdf.data.startswith(b"%PDF")
    assert look(select(SealedFile.sha256)) == [pdf.headers["ETag"].strip('"')]


def test_the_sealed_report_is_the_same_bytes_each_time(handed_over, decide):
    decide(APPROVE)
    path = f"/visits/{handed_over.visit}/report.pdf"

    first, second = handed_over.get(path), handed_over.get(path)
    known = handed_over.headers | {"If-None-Match": first.headers["ETag"]}
    third = handed_over.client.get(f"/api/v1{path}", headers=known)

    assert first.data == second.data
    assert (third.status_code, third.data) == (304, b"")


def test_a_draft_can_be_read_before_the_approval(handed_over, look):
    pdf = handed_over.get(f"/visits/{handed_over.visit}/report.pdf")

    assert pdf.mimetype == "application/pdf"
    assert look(select(Report.id)) == []


def test_a_score_agreed_at_the_desk_counts_and_overwrites_nothing(handed_over, decide, look):
    body = {"move": "agree", "item": "A2", "value": 2, "reason": "Hồ sơ chưa đủ"}

    assert decide(body).status_code == 201
    score = handed_over.get(f"/visits/{handed_over.visit}/score").get_json()

    shares = {layer: score["layers"][layer]["items"][1]["share"] for layer in ("team", "agreed")}
    assert (score["counts"], shares) == ("agreed", {"team": "0.75", "agreed": "0.5"})
    assert look(select(LayerScore.reason)) == ["Hồ sơ chưa đủ"]


def test_the_projected_total_follows_the_layer_that_counts(handed_over, decide, look):
    decide({"move": "agree", "item": "A2", "value": 0, "reason": "Không có hồ sơ"})

    totals = look(select(VisitScore.total).order_by(VisitScore.id))

    assert totals[0] > totals[1]


def test_a_returned_item_is_the_only_one_left_open(handed_over, decide):
    decide(RETURN)

    visit = handed_over.get("/visits").get_json()["visits"][0]
    closed, opened = handed_over.receipts(
        handed_over.answer("A1", {"value": "no"}), handed_over.answer("A2", {"value": 2})
    )

    assert (visit["state"], visit["open"]) == ("returned", {"all": False, "items": ["A2"]})
    assert visit["returned"][0]["proposed"] == {"value": 2}
    assert (closed["code"], opened["state"]) == ("item-closed", "stored")


def test_a_returned_item_is_settled_by_an_answer_and_a_new_hand_over(handed_over, decide):
    heads = [each for each in handed_over.made.values() if each["kind"] == "answer"]
    old = next(each["id"] for each in heads if each["item"] == "A2")
    decide(RETURN)
    waiting = decide(APPROVE)
    new = handed_over.answer("A2", {"value": 2}, supersedes=[old])
    left = [each["id"] for each in heads if each["id"] != old] + [new["id"]]

    handed_over.receipts(new, handed_over.submit(left))

    assert (waiting.status_code, waiting.get_json()["code"]) == (409, "approval-waits-for-returns")
    assert handed_over.state() == "submitted"
    assert decide(APPROVE).status_code == 201


def test_nothing_is_recorded_on_an_approved_visit(handed_over, decide):
    decide(APPROVE)

    receipt = handed_over.receipts(handed_over.answer("A1", {"value": "no"}))[0]

    assert (receipt["state"], receipt["code"]) == ("held", "visit-closed")


def test_a_reopened_visit_is_sealed_again_as_a_new_revision(handed_over, decide, look):
    decide(APPROVE)
    reopened = decide({"move": "reopen", "reason": "Đơn vị bổ sung số liệu"})
    decide({"move": "agree", "item": "A2", "value": 4, "reason": "Đã bổ sung"})
    decide(APPROVE)

    assert reopened.get_json()["state"] == "submitted"
    assert look(select(Report.revision).order_by(Report.id)) == [1, 2]


def test_approval_waits_for_photos_that_have_not_come(phone, decide):
    an = phone()
    data = jpeg()
    entries = [an.answer(item, value) for item, value in COMPLETE.items()] + [an.photo(data)]
    an.receipts(*entries, an.submit([each["id"] for each in entries]))

    refused = decide(APPROVE)
    an.put(data)

    assert refused.get_json()["code"] == "approval-waits-for-photos"
    assert decide(APPROVE).status_code == 201


def test_approval_waits_for_items_nobody_answered(phone, decide):
    an = phone()
    an.fill({item: value for item, value in COMPLETE.items() if item != "B1"})

    response = decide(APPROVE)

    assert response.get_json()["code"] == "approval-waits-for-answers"
    assert response.get_json()["waiting"] == [
        {"code": "approval-waits-for-answers", "about": ["B1"]}
    ]


def test_approval_waits_for_a_clash(phone, cast, decide):
    an, anh = phone(), phone(cast.anh)
    an.fill(COMPLETE)
    anh.receipts(anh.answer("A2", {"value": 0}))

    assert decide(APPROVE).get_json()["code"] == "approval-waits-for-clashes"


REFUSED = [
    pytest.param({"move": "dance"}, 422, id="a move nobody knows"),
    pytest.param({}, 422, id="no move"),
    pytest.param({"move": "agree", "item": "A2", "value": 2}, 422, id="no reason"),
    pytest.param(
        {"move": "agree", "item": "A2", "value": 9, "reason": "x"}, 422, id="off the scale"
    ),
    pytest.param({"move": "agree", "item": "Z", "value": 1, "reason": "x"}, 422, id="no such item"),
    pytest.param({"move": "agree", "reason": "x"}, 422, id="no item"),
    pytest.param({"move": "return", "items": []}, 422, id="nothing returned"),
    pytest.param({"move": "return", "items": [{"item": "A2"}]}, 422, id="returned without reason"),
    pytest.param({"move": "reopen", "reason": "x"}, 409, id="reopened before approval"),
    pytest.param({"move": "approve", "seen": 7}, 409, id="a look at something else"),
    pytest.param({"move": "approve", "seen": 10**30}, 422, id="a look at what cannot be"),
    pytest.param({"move": "approve", "entries_seen": 2**31}, 422, id="entries that cannot be"),
    pytest.param({"move": "approve", "note": "x"}, 422, id="a strange field"),
    pytest.param(
        {"move": "agree", "item": "A2", "value": 2, "reason": "\ud800"}, 422, id="half a character"
    ),
    pytest.param(
        {"move": "return", "items": [{"item": "A2", "reason": "\udc00"}]},
        422,
        id="half a character in a line",
    ),
    pytest.param(
        {"move": "agree", "item": "A2", "value": 2, "reason": "x", "layer": "final"},
        403,
        id="the office's layer",
    ),
    pytest.param(
        {"move": "agree", "item": "A2", "value": 2, "reason": "x" * 5_001}, 422, id="a long reason"
    ),
]


@pytest.mark.parametrize(("body", "status"), REFUSED)
def test_a_move_that_cannot_be_made_changes_nothing(handed_over, decide, look, body, status):
    response = decide(body)

    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert look(select(Decision.id)) == []


def test_two_leads_at_once_lose_nothing_and_are_told(handed_over, decide):
    first = decide({"move": "open", "seen": 0})
    second = decide({"move": "approve", "seen": 0})

    assert [first.status_code, second.status_code] == [201, 409]
    assert second.get_json()["code"] == "review-stale"


@pytest.mark.parametrize(
    ("who", "status"), [("an", 403), ("dung", 403), ("em", 404), ("quan", 403)]
)
def test_nobody_else_decides(handed_over, phone, cast, who, status):
    stranger = phone(getattr(cast, who))

    response = stranger.post(f"/visits/{cast.visit.key}/decisions", APPROVE)

    assert response.status_code == status


@pytest.mark.parametrize("who", ["dung", "em"])
def test_the_report_is_not_shown_to_another_team(handed_over, phone, cast, who):
    path = f"/visits/{cast.visit.key}/report.pdf"

    assert phone(getattr(cast, who)).get(path).status_code == 404
