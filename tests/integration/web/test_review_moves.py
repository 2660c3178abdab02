"""Every move of a review at the desk, allowed and refused, and what it leaves behind."""

from __future__ import annotations

from sqlalchemy import select

from survey_app.reviews.models import Decision, ReturnedItem
from survey_app.reviews.rules import Move
from survey_app.scoring.models import LayerScore
from tests.support.desk import decide, full_visit, hand_over, hidden, review_page, words_of


def test_opening_begins_the_review(cast, phone, desk, look):
    hand_over(phone())

    reply = decide(desk(cast.binh), cast.visit, "opening")

    assert reply.status_code == 303
    assert [each.move for each in look(select(Decision))] == [Move.OPEN]


def test_before_the_hand_over_nothing_can_be_decided(cast, phone, desk, look):
    phone().receipts(phone().answer("A1", {"value": "yes"}))

    reply = decide(desk(cast.binh), cast.visit, "opening")

    assert reply.status_code == 409
    assert look(select(Decision)) == []


def test_an_agreed_score_stands_beside_the_teams(cast, phone, desk, look):
    hand_over(phone())
    browser = desk(cast.binh)

    reply = decide(
        browser, cast.visit, "scores", item="A2", layer="agreed", value="2", reason="Thiếu số liệu"
    )

    assert reply.status_code == 303
    assert [(each.item, each.value) for each in look(select(LayerScore))] == [
        ("A2", '{"value":"2"}')
    ]
    words = words_of(review_page(browser, cast.visit).get_data(as_text=True))
    assert "Mức 3/4" in words
    assert "Mức 2/4" in words
    assert "Lý do: Thiếu số liệu" in words


def test_a_score_with_a_decimal_comma_is_understood(cast, phone, desk, look):
    hand_over(phone())

    decide(
        desk(cast.binh), cast.visit, "scores", item="A3", layer="agreed", value="1,5", reason="Rõ"
    )

    assert [each.value for each in look(select(LayerScore))] == ['{"value":"1.5"}']


def test_a_score_needs_a_reason_and_what_was_typed_stays(cast, phone, desk, look):
    hand_over(phone())

    reply = decide(desk(cast.binh), cast.visit, "scores", item="A3", layer="agreed", value="1,5")

    assert reply.status_code == 422
    page = reply.get_data(as_text=True)
    assert "Nêu lý do." in page
    assert 'value="1,5"' in page
    assert look(select(LayerScore)) == []


def test_a_score_outside_its_steps_is_refused_in_words(cast, phone, desk, look):
    hand_over(phone())

    reply = decide(
        desk(cast.binh), cast.visit, "scores", item="A3", layer="agreed", value="1,3", reason="Rõ"
    )

    assert reply.status_code == 422
    assert "điểm phải theo bước 0.5" in reply.get_data(as_text=True)
    assert look(select(LayerScore)) == []


def test_only_the_office_gives_the_final_score(cast, phone, desk, look):
    hand_over(phone())
    fields = {"item": "A2", "layer": "final", "value": "4", "reason": "Đối chiếu hồ sơ"}

    by_lead = decide(desk(cast.binh), cast.visit, "scores", **fields)
    by_office = decide(desk(cast.chau), cast.visit, "scores", **fields)

    assert by_lead.status_code == 403
    assert by_office.status_code == 303
    assert [each.layer for each in look(select(LayerScore))] == ["final"]


def test_several_items_are_returned_at_once(cast, phone, desk, look):
    hand_over(phone())
    browser = desk(cast.binh)

    reply = decide(
        browser,
        cast.visit,
        "returns",
        **{
            "items": ["A1", "A2"],
            "reason-A1": "Chụp lại trang đầu",
            "reason-A2": "Điểm cao so với minh chứng",
            "value-A2": "2",
        },
    )

    assert reply.status_code == 303
    found = [(each.item, each.proposed) for each in look(select(ReturnedItem))]
    assert found == [("A1", None), ("A2", '{"value":"2"}')]
    words = words_of(review_page(browser, cast.visit).get_data(as_text=True))
    assert "Đề xuất: Mức 2/4" in words
    assert "đã trả lại" in words


def test_a_return_without_a_reason_keeps_what_was_typed(cast, phone, desk, look):
    hand_over(phone())

    reply = decide(
        desk(cast.binh),
        cast.visit,
        "returns",
        **{"items": ["A1", "A2"], "reason-A1": "Chụp lại trang đầu"},
    )

    assert reply.status_code == 422
    page = reply.get_data(as_text=True)
    assert "A2: Nêu lý do trả lại." in page
    assert "Chụp lại trang đầu" in page
    assert look(select(ReturnedItem)) == []


def test_returning_nothing_is_told(cast, phone, desk):
    hand_over(phone())

    reply = decide(desk(cast.binh), cast.visit, "returns")

    assert reply.status_code == 422
    assert "Chọn ít nhất một tiêu chí để trả lại." in reply.get_data(as_text=True)


def test_a_return_is_open_until_it_is_answered_and_handed_over(cast, phone, desk):
    heads = hand_over(phone())
    browser, team = desk(cast.binh), phone()
    decide(browser, cast.visit, "returns", **{"items": "A2", "reason-A2": "Xem lại"})

    refused = decide(browser, cast.visit, "approval")
    mended = team.answer("A2", {"value": 2}, supersedes=[heads[1]])
    team.receipts(mended)
    still = decide(browser, cast.visit, "approval")
    now = [*heads[:1], *heads[2:], str(mended["id"])]
    team.receipts(team.submit(now))
    approved = decide(browser, cast.visit, "approval")

    assert (refused.status_code, still.status_code, approved.status_code) == (409, 409, 303)


def test_a_score_given_at_the_desk_takes_a_return_back(cast, phone, desk):
    hand_over(phone())
    browser = desk(cast.binh)
    decide(browser, cast.visit, "returns", **{"items": "A2", "reason-A2": "Xem lại"})

    waiting = decide(browser, cast.visit, "approval")
    decide(browser, cast.visit, "scores", item="A2", layer="agreed", value="2", reason="Theo hồ sơ")
    approved = decide(browser, cast.visit, "approval")

    assert (waiting.status_code, approved.status_code) == (409, 303)


def test_a_score_can_be_taken_back(cast, phone, desk):
    hand_over(phone())
    browser = desk(cast.binh)
    decide(browser, cast.visit, "scores", item="A2", layer="agreed", value="1", reason="Theo hồ sơ")

    decide(browser, cast.visit, "scores", item="A2", layer="agreed", take_back="1", reason="Nhầm")

    words = words_of(review_page(browser, cast.visit).get_data(as_text=True))
    assert "Mức 1/4" not in words


def test_an_approval_seals_the_report(cast, phone, desk):
    full_visit(phone())
    browser = desk(cast.binh)

    reply = decide(browser, cast.visit, "approval")

    assert reply.status_code == 303
    page = review_page(browser, cast.visit).get_data(as_text=True)
    assert "Bản 1" in page
    assert browser.get(f"/visits/{cast.visit.key}/report.pdf").data.startswith(b"%PDF")


def test_an_approval_of_what_was_not_looked_at_is_refused(cast, phone, desk, look):
    hand_over(phone())
    browser = desk(cast.binh)
    page = review_page(browser, cast.visit).get_data(as_text=True)
    slot = "018f0000-0000-7000-8000-000000000003"
    phone().receipts(phone().entry("note", {"text": "Thêm"}, item="A1", slot=slot))

    reply = browser.post(
        f"/reviews/{cast.visit.key}/approval",
        data={"seen": hidden(page, "seen"), "entries_seen": hidden(page, "entries_seen")},
    )

    assert reply.status_code == 409
    assert look(select(Decision)) == []


def test_two_who_decide_at_once_are_told_and_lose_nothing(cast, phone, desk, look):
    hand_over(phone())
    stale = {"seen": "0", "items": "A2", "reason-A2": "Xem lại mức này"}
    decide(desk(cast.chau), cast.visit, "scores", item="A1", layer="final", value="no", reason="Rõ")

    reply = desk(cast.binh).post(f"/reviews/{cast.visit.key}/returns", data=stale)

    assert reply.status_code == 409
    page = reply.get_data(as_text=True)
    assert "Có người vừa xử lý cuộc khảo sát này" in page
    assert "Xem lại mức này" in page
    assert [each.move for each in look(select(Decision))] == [Move.AGREE]


def test_reopening_needs_a_reason_and_tells_what_uses_the_visit(cast, phone, desk, look):
    full_visit(phone())
    browser = desk(cast.binh)
    decide(browser, cast.visit, "approval")

    page = review_page(browser, cast.visit).get_data(as_text=True)
    refused = decide(browser, cast.visit, "reopening", reason="  ")
    reopened = decide(browser, cast.visit, "reopening", reason="Đơn vị bổ sung số liệu")

    assert "Báo cáo kết quả khảo sát, bản 1" in page
    assert (refused.status_code, reopened.status_code) == (422, 303)
    assert [each.move for each in look(select(Decision))] == [Move.APPROVE, Move.REOPEN]


def test_before_reopening_every_revision_and_every_evaluation_is_named(cast, phone, desk):
    full_visit(phone())
    lead, office = desk(cast.binh), desk(cast.chau)
    decide(lead, cast.visit, "approval")
    unused = reopening_of(lead, cast.visit)
    office.post(f"/rounds/{cast.round.id}/evaluation")
    decide(lead, cast.visit, "reopening", reason="Đơn vị bổ sung số liệu")
    decide(lead, cast.visit, "approval")

    seen, linked = reopening_of(lead, cast.visit), reopening_of(office, cast.visit)

    assert "đánh dấu đã cũ" not in unused
    for revision in (1, 2):
        assert f"/visits/{cast.visit.key}/reports/{revision}.pdf" in seen
    assert words_of(seen).count("các ý lấy từ cuộc khảo sát này sẽ được đánh dấu đã cũ") == 1
    assert "Tổng hợp kết quả đợt thử" in words_of(seen)
    assert "/evaluations/" in linked
    assert "/evaluations/" not in seen


def reopening_of(browser, visit):
    """What stands before the button that takes an approval back."""
    page = review_page(browser, visit).get_data(as_text=True)
    part = page.partition("Mở lại cuộc khảo sát</summary>")[2].partition("</details>")[0]
    listed, form, _after = part.partition("<form")
    assert form
    return listed


def test_after_an_approval_nothing_else_can_be_done(cast, phone, desk):
    full_visit(phone())
    browser = desk(cast.binh)
    decide(browser, cast.visit, "approval")

    again = decide(browser, cast.visit, "approval")
    returned = decide(browser, cast.visit, "returns", **{"items": "A1", "reason-A1": "Muộn"})

    assert (again.status_code, returned.status_code) == (409, 409)


def test_moves_are_not_a_members_nor_a_strangers(cast, phone, desk):
    hand_over(phone())
    moves = ("opening", "scores", "returns", "approval", "reopening")

    by_member = [desk(cast.an).post(f"/reviews/{cast.visit.key}/{move}") for move in moves]
    by_dung = [desk(cast.dung).post(f"/reviews/{cast.visit.key}/{move}") for move in moves]
    by_em = [desk(cast.em).post(f"/reviews/{cast.visit.key}/{move}") for move in moves]

    assert {reply.status_code for reply in by_member} == {403}
    assert {reply.status_code for reply in by_dung} == {403}
    assert {reply.status_code for reply in by_em} == {404}
