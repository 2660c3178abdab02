"""The lead's queue and the page of one review: what they show, to whom."""

from __future__ import annotations

import re

from tests.support.desk import decide, full_visit, hand_over, review_page, words_of
from tests.support.queries import counted


def test_the_queue_tells_what_waits_for_the_lead(cast, phone, desk):
    hand_over(phone())

    page = desk(cast.binh).get("/reviews").get_data(as_text=True)

    assert "LĐLĐ huyện Hướng Hóa" in page
    assert "Chờ tôi thẩm định (1)" in page
    assert "LĐLĐ huyện Đakrông" not in page


def test_a_lead_sees_no_review_of_another_team(cast, desk):
    assert review_page(desk(cast.binh), cast.other_visit).status_code == 404


def test_a_member_has_no_queue(cast, desk):
    assert desk(cast.an).get("/reviews").status_code == 403


def test_a_stranger_finds_no_review(cast, desk):
    assert review_page(desk(cast.dung), cast.visit).status_code == 403
    assert review_page(desk(cast.em), cast.visit).status_code == 404


def test_nobody_reviews_without_signing_in(cast, client):
    assert client.get("/reviews").status_code == 401


def test_the_page_shows_the_visit_as_it_was_filled(cast, phone, desk):
    full_visit(phone())

    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    for told in (
        "Đã ban hành kế hoạch",
        "Mức 3/4",
        "231 người",
        "chấm 8 điểm",
        "còn hồ sơ đang xét",
        "KAD: không phát sinh",
        "Trang đầu kế hoạch",
        "Hồ sơ lưu đủ",
        "15/KH-LĐLĐ",
        "ngày 01/10/2020 – Kế hoạch sơ kết",
        "Ban hành kế hoạch sớm",
        "Người dự họp",
        "mốc giữa nhiệm kỳ 250 người",
        "Tổ tự quản",
    ):
        assert told in words, told


def test_what_was_typed_in_the_field_is_never_html(cast, phone, desk):
    entry = phone().entry("note", {"text": "<script>alert(1)</script>"}, item="A1")
    hand_over(phone(), {**entry, "slot": "018f0000-0000-7000-8000-000000000002"})

    page = review_page(desk(cast.binh), cast.visit).get_data(as_text=True)

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_speaks_english_to_who_wants_it(cast, phone, desk):
    hand_over(phone())
    browser = desk(cast.binh)
    browser.post("/language", data={"language": "en"})

    words = words_of(review_page(browser, cast.visit).get_data(as_text=True))

    for told in ("Begin the review", "Organisation", "Level 3/4", "N/A: không phát sinh"):
        assert told in words, told


def test_no_two_places_on_the_page_have_the_same_name(cast, phone, desk):
    full_visit(phone())

    page = review_page(desk(cast.chau), cast.visit).get_data(as_text=True)

    names = re.findall(r'\sid="([^"]*)"', page)
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_field_on_the_page_has_its_label(cast, phone, desk):
    full_visit(phone())

    page = review_page(desk(cast.chau), cast.visit).get_data(as_text=True)

    labelled = set(re.findall(r'<label for="([^"]+)"', page))
    fields = re.findall(
        r'<(?:select|textarea|input(?![^>]*type="(?:hidden|checkbox)"))[^>]*id="([^"]+)"', page
    )
    assert sorted(set(fields) - labelled) == []


def test_the_filters_show_what_was_asked_for(cast, phone, desk):
    hand_over(phone())
    browser = desk(cast.binh)
    decide(browser, cast.visit, "returns", **{"items": "A2", "reason-A2": "Xem lại"})

    open_only = review_page(browser, cast.visit, "?show=open").get_data(as_text=True)
    unchanged = review_page(browser, cast.visit, "?show=changed").get_data(as_text=True)

    assert 'id="item-A2"' in open_only
    assert 'id="item-A1"' not in open_only
    assert "Không có gì thay đổi từ lần xem trước." in unchanged


def test_the_page_asks_as_often_for_many_entries_as_for_few(app, cast, phone, desk):
    hand_over(phone())
    browser = desk(cast.binh)
    few = counted(app, lambda: review_page(browser, cast.visit))
    notes = [
        phone().entry("note", {"text": str(n)}, item="A1", slot=f"018f0000-0000-7000-8000-{n:012d}")
        for n in range(30)
    ]
    phone().receipts(*notes)

    assert counted(app, lambda: review_page(browser, cast.visit)) == few
