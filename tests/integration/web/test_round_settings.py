"""A round is begun and set up in the browser; what is missing is listed with its pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.evaluations.models import OutlineSection
from survey_app.reports.page_setup import PageSetup
from survey_app.reports.rules import Document, heading_of
from survey_app.visits.models import Round
from tests.support.desk import hidden, words_of
from tests.support.typing_in import form_of

NEW = {"name": "Đợt mới", "starts_on": "2021-03-01", "ends_on": "2021-03-31", "shows_level": "y"}


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def settings(cast):
    return f"/round/{cast.round.id}/settings"


def test_a_round_begins_with_the_proposed_outline(office, look):
    reply = office.post("/round/new", data=NEW)

    made = look(select(Round).order_by(Round.id))[-1]
    assert reply.location == f"/round/{made.id}/missing"
    assert (made.name, made.shows_level, made.penalties) == ("Đợt mới", True, False)
    assert look(select(OutlineSection).where(OutlineSection.round_id == made.id))


def test_a_round_begins_like_an_earlier_one(office, cast, look, settings):
    keep(office, settings, place="Ví Dụ", penalties="y")
    form = form_of(office, f"/round/new?from={cast.round.id}", "/round/new")

    office.post("/round/new", data=form | {"name": "Đợt sau", **days()})

    made = look(select(Round).order_by(Round.id))[-1]
    assert (made.name, made.penalties) == ("Đợt sau", True)
    assert heading_of(made.heading, Document.VISIT).place == "Ví Dụ"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Nhập tên đợt khảo sát."),
        ({"name": "Đợt thử"}, "Đã có đợt khảo sát tên này."),
        ({"starts_on": ""}, "Nhập ngày."),
        ({"ends_on": "2021-02-01"}, "Ngày kết thúc không được trước ngày bắt đầu."),
        ({"ends_on": "mai"}, "Ngày không hợp lệ."),
        ({"starts_on": "0021-03-01"}, "Ngày không hợp lệ."),
        ({"reports_due_on": "9999-12-31"}, "Ngày không hợp lệ."),
    ],
)
def test_a_round_that_cannot_begin_is_told(office, look, typed, sentence):
    reply = office.post("/round/new", data=NEW | typed)

    assert reply.status_code == 422
    assert sentence in words_of(reply.get_data(as_text=True))
    assert len(look(select(Round))) == 1


def test_saving_settings_on_which_nothing_was_typed_changes_nothing(office, look, settings):
    before = look(select(Round))[0]

    reply = keep(office, settings)

    after = look(select(Round))[0]
    assert reply.status_code == 303
    assert (after.name, after.starts_on, after.penalties) == (
        before.name,
        before.starts_on,
        before.penalties,
    )


def test_heading_lines_are_kept_and_printed(office, look, settings):
    keep(
        office,
        settings,
        organisation="LIÊN ĐOÀN LAO ĐỘNG\nTỈNH VÍ DỤ",
        visit_signature="TM. ĐOÀN\nTRƯỞNG ĐOÀN\n\nĐẠI DIỆN ĐƠN VỊ",
        evaluation_addressees="Lưu: VT",
    )

    typed = look(select(Round.heading))[0]
    visit, evaluation = (heading_of(typed, each) for each in (Document.VISIT, Document.EVALUATION))
    assert visit.organisation == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH VÍ DỤ")
    assert visit.signature == (("TM. ĐOÀN", "TRƯỞNG ĐOÀN"), ("ĐẠI DIỆN ĐƠN VỊ",))
    assert evaluation.addressees == ("Lưu: VT",)
    assert evaluation.signature == (("TM. BAN THƯỜNG VỤ",),)


def test_margins_and_size_are_kept_shown_and_copied(office, cast, look, settings):
    keep(office, settings, page_left="32,5", page_size="14")

    form = form_of(office, settings)
    assert (form["page_left"], form["page_size"], form["page_top"]) == ("32,5", "14", "")
    begun = form_of(office, f"/round/new?from={cast.round.id}", "/round/new")
    office.post("/round/new", data=begun | {"name": "Đợt sau", **days()})
    made = look(select(Round).order_by(Round.id))
    pages = [heading_of(each.heading, Document.MINUTES).page for each in made]
    assert pages == [PageSetup(left=32.5, size=14.0)] * 2

    keep(office, settings, page_left="", page_size="")
    [first, _] = look(select(Round.heading).order_by(Round.id))
    assert heading_of(first, Document.VISIT).page == PageSetup()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"page_left": "29"}, "Lề trái (mm): nhập từ 30 đến 35, chẵn hoặc nửa đơn vị"),
        ({"page_right": "20,3"}, "Lề phải (mm): nhập từ 15 đến 20"),
        ({"page_top": "hai mươi"}, "Lề trên (mm): nhập từ 20 đến 25"),
        ({"page_bottom": "1e99"}, "Lề dưới (mm): nhập từ 20 đến 25"),
        ({"page_size": "12"}, "Cỡ chữ nội dung (pt): nhập từ 13 đến 14"),
    ],
)
def test_margins_that_the_decree_does_not_allow_are_told(office, look, settings, typed, sentence):
    reply = keep(office, settings, **typed)

    assert reply.status_code == 422
    assert sentence in words_of(reply.get_data(as_text=True))
    assert heading_of(look(select(Round.heading))[0], Document.VISIT).page == PageSetup()


def test_settings_that_somebody_changed_meanwhile_are_not_overwritten(office, look, settings):
    mine = form_of(office, settings) | {"place": "Của tôi"}
    keep(office, settings, place="Của người khác")

    reply = office.post(settings, data=mine)

    page = reply.get_data(as_text=True)
    assert reply.status_code == 409
    assert "Có người vừa đổi thiết lập này." in page
    assert hidden(page, "before") != mine["before"]
    assert "Của người khác" in look(select(Round.heading))[0]


def test_what_the_office_must_enter_is_listed(office, cast):
    words = words_of(office.get(f"/round/{cast.round.id}/missing").get_data(as_text=True))

    assert "Chưa có thời điểm chốt số liệu." in words
    assert "LĐLĐ huyện Hướng Hóa: thiếu 1 chỉ tiêu (B2)." in words
    assert "Phiếu khảo sát đủ" in words


def test_what_was_entered_is_no_longer_listed(office, cast, settings):
    keep(
        office,
        settings,
        cut_off_on="2020-09-30",
        reports_due_on="2021-01-10",
        keep_until="2021-12-31",
    )

    words = words_of(office.get(f"/round/{cast.round.id}/missing").get_data(as_text=True))
    assert "Ngày, thời hạn đủ" in words


@pytest.mark.parametrize("path", ["/round/99/settings", "/round/99/missing"])
def test_a_round_that_is_not_there_is_told(office, path):
    assert office.get(path).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_only_the_office_sets_a_round_up(cast, desk, settings, who):
    browser = desk(getattr(cast, who))

    assert browser.post("/round/new", data=NEW).status_code == 403
    assert browser.post(settings, data=NEW).status_code == 403
    assert browser.get(f"/round/{cast.round.id}/missing").status_code == 403


def keep(browser, path, **typed):
    """Send the page's form with this typed into it."""
    return browser.post(path, data=form_of(browser, path) | typed)


def days():
    return {"starts_on": "2021-03-01", "ends_on": "2021-03-31"}
