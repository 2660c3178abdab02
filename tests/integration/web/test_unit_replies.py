"""The unit replies to findings, the lead answers, and nothing is approved over its head."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from survey_app.core import clock
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import EntryKind
from survey_app.reviews.models import ReplyAnswer, ReplyWindow
from tests.support.desk import decide, hand_over
from tests.support.unit import open_replies, unit_of

SLOT = "018f0000-0000-7000-8000-00000000000a"
OTHER = "018f0000-0000-7000-8000-00000000000b"


@pytest.fixture
def found(phone):
    """A visit that was handed over with two findings."""
    an = phone()
    limit = {"type": "limitation", "text": "Kế hoạch ban hành chậm"}
    good = {"type": "strength", "text": "Hồ sơ đầy đủ"}
    hand_over(
        an,
        an.entry("finding", limit, item="A1", slot=SLOT),
        an.entry("finding", good, slot=OTHER),
    )
    return an


@pytest.fixture
def unit(app, change, cast, found):
    made = unit_of(app, change, cast.visit, cast.binh)
    open_replies(change, cast.visit, cast.binh)
    return made


def say(unit, stance, text="", slot=SLOT, seen=""):
    """The unit's reply to one finding."""
    fields = {f"stance-{slot}": stance, f"text-{slot}": text, f"seen-{slot}": seen}
    return unit.post("/replies", **fields)


def replies(look):
    """The standing words of every reply that was made."""
    asked = select(Entry).where(Entry.kind == EntryKind.REPLY).order_by(Entry.number)
    return look(asked)


def answer(browser, visit, reply, text="Đoàn đã xem lại"):
    return browser.post(f"/visits/{visit.key}/unit/replies/{reply}/answers", data={"text": text})


def test_the_unit_reads_the_findings_once_they_are_open(unit):
    words = unit.words("/replies")

    assert "Kế hoạch ban hành chậm" in words
    assert "Hồ sơ đầy đủ" in words
    assert "Xem ghi nhận và cho ý kiến" in unit.words()


@pytest.mark.parametrize(
    ("stance", "text", "agrees"),
    [
        ("agree", "", True),
        ("explain", "Do bão lũ tháng 10", False),
        ("disagree", "Đã ban hành ngày 05/10", False),
    ],
)
def test_a_reply_becomes_an_entry_under_its_finding(unit, look, stance, text, agrees):
    response = say(unit, stance, text)

    assert response.status_code == 303
    [entry] = replies(look)
    assert (str(entry.slot), entry.item) == (SLOT, None)
    assert f'"stance":"{stance}"' in entry.value
    assert f'"agree":{str(agrees).lower()}' in entry.value


@pytest.mark.parametrize(
    ("stance", "text", "told"),
    [
        ("explain", "", "Nêu ý kiến của đơn vị"),
        ("disagree", "  ", "Nêu ý kiến của đơn vị"),
        ("", "chỉ có chữ", "Chọn thống nhất"),
        ("maybe", "không rõ", "Chọn thống nhất"),
        ("explain", "x" * 5_001, "5.000"),
    ],
)
def test_a_reply_that_says_too_little_or_too_much_is_told(unit, look, stance, text, told):
    response = say(unit, stance, text)

    assert response.status_code == 422
    assert told in response.get_data(as_text=True)
    assert replies(look) == []


def test_a_changed_reply_replaces_the_first_and_the_log_keeps_both(unit, look):
    say(unit, "disagree", "chưa đúng")
    [first] = replies(look)

    say(unit, "agree", seen=str(first.uuid))

    first, second = replies(look)
    assert str(first.uuid) in second.supersedes


def test_two_people_of_a_unit_reply_over_each_other_only_knowingly(unit, look):
    say(unit, "disagree", "người thứ nhất")

    response = say(unit, "agree")

    assert response.status_code == 422
    assert "vừa được sửa ở nơi khác: “người thứ nhất”" in response.get_data(as_text=True)
    assert len(replies(look)) == 1


def test_a_reply_does_not_settle_what_the_team_owes(unit, found, desk, cast):
    lead = desk(cast.binh)
    decide(lead, cast.visit, "returns", **{"items": "A1", "reason-A1": "thiếu văn bản"})
    say(unit, "explain", "Đã gửi văn bản")

    assert found.state() == "returned"


def test_an_explained_finding_waits_for_the_lead_before_approval(unit, look, cast, desk):
    lead = desk(cast.binh)
    say(unit, "explain", "Do bão lũ")

    refused = decide(lead, cast.visit, "approval")
    [reply] = replies(look)
    answered = answer(lead, cast.visit, reply.uuid)
    approved = decide(lead, cast.visit, "approval")

    assert refused.status_code == 409
    assert "chưa được trả lời" in refused.get_data(as_text=True)
    assert answered.status_code == 303
    assert approved.status_code == 303


def test_agreement_owes_no_answer(unit, cast, desk):
    say(unit, "agree")

    assert decide(desk(cast.binh), cast.visit, "approval").status_code == 303


def test_a_unit_that_replies_anew_is_answered_anew(unit, look, cast, desk):
    lead = desk(cast.binh)
    say(unit, "explain", "lần một")
    [first] = replies(look)
    answer(lead, cast.visit, first.uuid)
    say(unit, "disagree", "lần hai", seen=str(first.uuid))

    assert decide(lead, cast.visit, "approval").status_code == 409
    assert answer(lead, cast.visit, first.uuid).status_code == 409


def test_both_leads_answers_are_kept_and_the_newest_is_shown(unit, look, cast, desk):
    say(unit, "explain", "Do bão lũ")
    [reply] = replies(look)
    answer(desk(cast.binh), cast.visit, reply.uuid, "Trưởng đoàn trả lời")
    answer(desk(cast.chau), cast.visit, reply.uuid, "Văn phòng trả lời")

    words = desk(cast.binh).get(f"/visits/{cast.visit.key}/unit").get_data(as_text=True)

    assert [row.text for row in look(select(ReplyAnswer).order_by(ReplyAnswer.number))] == [
        "Trưởng đoàn trả lời",
        "Văn phòng trả lời",
    ]
    assert "Văn phòng trả lời" in words
    assert "Văn phòng trả lời" in unit.words("/replies")


@pytest.mark.parametrize("text", ["", "   ", "x" * 5_001])
def test_an_answer_needs_words_and_not_too_many(unit, look, cast, desk, text):
    say(unit, "explain", "Do bão lũ")
    [reply] = replies(look)

    response = answer(desk(cast.binh), cast.visit, reply.uuid, text)

    assert response.status_code == 422
    assert look(select(ReplyAnswer)) == []


def test_a_printed_finding_carries_reply_and_answer(unit, look, cast, desk):
    lead = desk(cast.binh)
    say(unit, "explain", "Do bão lũ tháng 10")
    [reply] = replies(look)
    answer(lead, cast.visit, reply.uuid, "Đoàn ghi nhận lý do khách quan")
    pdf = lead.get(f"/visits/{cast.visit.key}/report.pdf").get_data()

    printed = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )

    assert "Ý kiến của đơn vị (giải trình): Do bão lũ tháng 10" in printed
    assert "Đoàn trả lời: Đoàn ghi nhận lý do khách quan" in printed


def test_findings_close_with_the_last_day(app, change, cast, found, look):
    unit = unit_of(app, change, cast.visit, cast.binh)
    open_replies(change, cast.visit, cast.binh)

    def age(session):
        for row in session.scalars(select(ReplyWindow)):
            row.until = clock.today() - timedelta(days=1)

    change(age)

    assert unit.get("/replies").status_code == 409
    assert say(unit, "agree").status_code == 409
    assert replies(look) == []


def test_opening_and_closing_are_acts_that_leave_a_trace(cast, desk, found, look):
    lead, office = desk(cast.binh), desk(cast.chau)
    until = (clock.today() + timedelta(days=3)).isoformat()
    lead.post(f"/visits/{cast.visit.key}/unit/reply-windows", data={"window-until": until})
    office.post(f"/visits/{cast.visit.key}/unit/reply-windows/closing")

    rows = look(select(ReplyWindow).order_by(ReplyWindow.number))

    assert [(row.until is None, row.made_by_id) for row in rows] == [
        (False, cast.binh.id),
        (True, cast.chau.id),
    ]


def test_findings_are_not_opened_before_the_team_has_handed_over(cast, desk, look):
    until = (clock.today() + timedelta(days=3)).isoformat()

    response = desk(cast.binh).post(
        f"/visits/{cast.visit.key}/unit/reply-windows", data={"window-until": until}
    )

    assert response.status_code == 409
    assert look(select(ReplyWindow)) == []


def test_markup_in_a_reply_and_its_answer_stays_text(unit, look, cast, desk):
    lead = desk(cast.binh)
    say(unit, "explain", "<b>đậm</b>")
    [reply] = replies(look)
    answer(lead, cast.visit, reply.uuid, "<i>nghiêng</i>")

    page = lead.get(f"/visits/{cast.visit.key}/unit").get_data(as_text=True)

    assert "&lt;b&gt;đậm" in page
    assert "&lt;i&gt;nghiêng" in unit.words("/replies")
