"""What the desk says beside its decisions: comments, and looks that somebody marks."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import Entry, HeldEntry
from survey_app.fieldwork.rules import EntryKind
from survey_app.reviews.models import VisitLook
from tests.support.desk import decide, full_visit, hand_over, hidden, review_page, words_of

ASKED = "Số liệu này tính đến ngày nào?"


@pytest.fixture
def lead(cast, phone, desk):
    """Bình at a desk, when the visit is handed over."""
    hand_over(phone())
    return desk(cast.binh)


def say(browser, visit, text=ASKED, item="A2", **more):
    fields = {"item": item, "text": text, "form": str(uuid4()), **more}
    return browser.post(f"/reviews/{visit.key}/comments", data=fields)


def page_of(browser, visit, query=""):
    return review_page(browser, visit, query).get_data(as_text=True)


def item_of(page, code):
    """The part of the page that is about one item."""
    return page.partition(f'id="item-{code}"')[2].partition("</article>")[0]


def test_a_comment_reaches_every_phone_and_stands_on_the_page(lead, cast, phone):
    assert say(lead, cast.visit).status_code == 303

    heard = phone(cast.anh).get(f"/visits/{cast.visit.key}/entries").get_json()["entries"][-1]
    assert (heard["kind"], heard["item"], heard["value"]) == ("comment", "A2", {"text": ASKED})
    assert heard["device"] == "desk"
    assert heard["slot"] == heard["id"]
    assert ASKED in item_of(page_of(lead, cast.visit), "A2")


def test_a_comment_disturbs_no_hand_over(lead, cast, phone):
    say(lead, cast.visit)

    assert phone().state() == "submitted"


def test_a_form_that_is_sent_twice_is_said_once(lead, cast, look):
    form = str(uuid4())

    replies = [say(lead, cast.visit, form=form) for _ in range(2)]

    assert [reply.status_code for reply in replies] == [303, 303]
    assert len(look(select(Entry).where(Entry.kind == EntryKind.COMMENT))) == 1
    assert look(select(HeldEntry.id)) == []


def test_a_form_that_was_changed_and_sent_again_says_both(lead, cast, look):
    form = str(uuid4())

    say(lead, cast.visit, form=form)
    say(lead, cast.visit, "Và nguồn?", form=form)

    said = select(Entry.value).where(Entry.kind == EntryKind.COMMENT).order_by(Entry.number)
    assert look(said) == [f'{{"text":"{ASKED}"}}', '{"text":"Và nguồn?"}']


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        pytest.param({"text": "  "}, 422, "Nhập nội dung trao đổi.", id="nothing said"),
        pytest.param({"text": "x" * 5_001}, 422, "Nội dung gửi chưa đúng", id="too much said"),
        pytest.param({"item": "Z9"}, 422, "Tiêu chí không có trong phiếu", id="no such item"),
        pytest.param({"item": ""}, 422, "Tiêu chí không có trong phiếu", id="about nothing"),
        pytest.param({"item": "<b>"}, 422, "Tiêu chí không có trong phiếu", id="HTML for an item"),
    ],
)
def test_a_comment_that_cannot_be_kept_is_told_and_not_lost(lead, cast, look, fields, status, told):
    reply = say(lead, cast.visit, **fields)

    assert reply.status_code == status
    page = reply.get_data(as_text=True)
    assert told in page
    assert "<b>" not in page
    assert look(select(Entry).where(Entry.kind == EntryKind.COMMENT)) == []
    assert look(select(HeldEntry.id)) == []


def test_what_was_typed_for_too_long_a_comment_stays_in_its_form(lead, cast):
    page = say(lead, cast.visit, "dài " * 1_300).get_data(as_text=True)

    assert "dài dài dài" in item_of(page, "A2")


def test_the_longest_comment_is_kept(lead, cast):
    assert say(lead, cast.visit, "ế" * 5_000).status_code == 303


def test_a_changed_form_without_its_id_is_said_all_the_same(lead, cast):
    assert say(lead, cast.visit, form="x").status_code == 303


def test_a_comment_is_never_html(lead, cast):
    say(lead, cast.visit, "<script>alert(1)</script> & <b>")

    page = page_of(lead, cast.visit)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in page


def test_an_own_comment_is_taken_back_and_that_it_was_there_stays_known(lead, cast):
    say(lead, cast.visit)
    way = re.search(r'action="([^"]+/withdrawal)[^"]*"', page_of(lead, cast.visit))
    assert way

    replies = [lead.post(way.group(1)) for _ in range(2)]

    assert [reply.status_code for reply in replies] == [303, 303]
    page = item_of(page_of(lead, cast.visit), "A2")
    assert ASKED not in page
    assert "(ý kiến đã rút lại)" in page


def test_nobody_takes_back_what_somebody_else_said(lead, cast, desk, look):
    say(lead, cast.visit)
    (slot,) = look(select(Entry.slot).where(Entry.kind == EntryKind.COMMENT))

    reply = desk(cast.chau).post(f"/reviews/{cast.visit.key}/comments/{slot}/withdrawal")

    assert reply.status_code == 404
    assert ASKED in page_of(lead, cast.visit)


def test_on_an_approved_visit_nothing_is_said(cast, phone, desk):
    full_visit(phone())
    browser = desk(cast.binh)
    decide(browser, cast.visit, "approval")

    reply = say(browser, cast.visit)

    assert reply.status_code == 409
    assert 'name="text"' not in page_of(browser, cast.visit)


def test_what_the_team_says_is_new_until_it_is_marked_or_answered(lead, cast, phone):
    an = phone()
    an.receipts(an.entry("comment", {"text": "Đến 31/10"}, item="A3", slot=str(uuid4())))
    news = page_of(lead, cast.visit, "?show=changed")
    assert "1 ý mới" in item_of(news, "A3")
    assert 'id="item-A1"' not in news

    say(lead, cast.visit, "Đã rõ", "A3")

    assert "1 ý mới" not in item_of(page_of(lead, cast.visit), "A3")


def test_a_look_that_is_marked_ends_what_was_new(lead, cast, phone, look):
    an = phone()
    an.receipts(an.entry("comment", {"text": "Đến 31/10"}, item="A3", slot=str(uuid4())))
    page = page_of(lead, cast.visit)
    seen = {name: hidden(page, name) for name in ("seen", "entries_seen")}

    assert lead.post(f"/reviews/{cast.visit.key}/looks", data=seen).status_code == 303

    assert "Không có gì thay đổi từ lần xem trước." in page_of(lead, cast.visit, "?show=changed")
    assert look(select(VisitLook.entries_seen)) == [int(seen["entries_seen"])]


def test_an_old_page_sent_late_takes_no_look_back(lead, cast, look):
    for entries in ("9", "3", "x", "-5", "999999999999"):
        way = f"/reviews/{cast.visit.key}/looks"
        assert lead.post(way, data={"seen": "0", "entries_seen": entries}).status_code == 303

    assert look(select(VisitLook.entries_seen)) == [9]


def test_looks_are_each_persons_own(lead, cast, desk, phone):
    an = phone()
    an.receipts(an.entry("comment", {"text": "Đến 31/10"}, item="A3", slot=str(uuid4())))
    lead.post(f"/reviews/{cast.visit.key}/looks", data={"seen": "0", "entries_seen": "99"})

    assert "1 ý mới" in item_of(page_of(desk(cast.chau), cast.visit), "A3")
    assert "1 ý mới" not in page_of(lead, cast.visit)


WAYS = ("comments", "settlements", "looks", "undo", "confirmations", "take-backs")


@pytest.mark.parametrize(
    ("who", "status"), [("an", 403), ("dung", 403), ("em", 404), ("quan", 403)]
)
def test_nobody_else_says_or_chooses_anything(lead, cast, desk, who, status):
    browser = desk(getattr(cast, who))

    for way in WAYS:
        assert browser.post(f"/reviews/{cast.visit.key}/{way}").status_code == status, way


def test_the_findings_do_not_print_what_was_said(lead, cast, phone):
    before = phone().get(f"/visits/{cast.visit.key}/report.pdf").data
    say(lead, cast.visit)

    assert phone().get(f"/visits/{cast.visit.key}/report.pdf").data == before


def test_the_words_of_the_page_name_who_said_what(lead, cast):
    say(lead, cast.visit)

    assert re.search(
        rf"{re.escape(ASKED)} Binh, \d\d/\d\d/\d{{4}}", words_of(page_of(lead, cast.visit))
    )
