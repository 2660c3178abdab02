"""The address of a unit: typed on a page of its own, or brought with the table of units."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.visits.models import Unit
from tests.support.desk import hidden, words_of

HH, DK = "huonghoa@vidu.example", "dakrong@vidu.example"
PATH = "/units/LD-HUONGHOA/contact"
ROW = "LD-VIDU\tLĐLĐ huyện Ví Dụ\thuyện\t3\tVí Dụ\tVi Du; Ví-dụ\t\t"


def test_it_is_kept_shown_and_taken_away(cast, desk, look):
    browser = desk(cast.chau)

    kept = browser.post(PATH, data={"email": f" {HH} ", "before": ""})
    shown = browser.get("/units/LD-HUONGHOA").get_data(as_text=True)
    browser.post(PATH, data={"email": "", "before": HH})

    assert (kept.status_code, HH in shown) == (303, True)
    assert {each.email for each in look(select(Unit))} == {""}
    told = look(select(AuditRow).where(AuditRow.action == "unit.changed"))
    assert told
    assert [each for each in told if HH in each.detail] == []


@pytest.mark.parametrize("typed", ["ai", "a@b", "a@b.example, c@d.example", "ạ@b.example",
                                   "x" * 300 + "@b.example"])  # fmt: skip
def test_what_is_no_address_is_told_and_not_kept(cast, desk, look, typed):
    reply = desk(cast.chau).post(PATH, data={"email": typed, "before": ""})

    assert reply.status_code == 422
    assert "Địa chỉ thư điện tử không đúng" in reply.get_data(as_text=True)
    assert {each.email for each in look(select(Unit))} == {""}


def test_of_two_who_change_it_at_once_the_second_is_told(cast, desk, look):
    browser = desk(cast.chau)
    browser.post(PATH, data={"email": HH, "before": ""})

    late = browser.post(PATH, data={"email": DK, "before": ""})

    assert (late.status_code, "Có người vừa đổi" in late.get_data(as_text=True)) == (409, True)
    assert HH in {each.email for each in look(select(Unit))}


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_changes_it(cast, desk, who):
    assert desk(getattr(cast, who)).get(PATH).status_code == 403
    assert desk(getattr(cast, who)).post(PATH, data={"email": HH}).status_code == 403


def test_the_unit_that_is_not_there_has_none(cast, desk):
    assert desk(cast.chau).get("/units/KHONG-CO/contact").status_code == 404


@pytest.fixture
def table(cast):
    return f"/round/{cast.round.id}/enter/units"


def test_the_units_as_they_are_come_as_a_table_that_changes_nothing_when_brought_back(
    cast, desk, look, table
):
    office, row = desk(cast.chau), {"text": f"{ROW}\t{HH}", "act": "all"}
    seen = hidden(office.post(table, data=row).get_data(as_text=True), "seen")
    office.post(table, data=row | {"seen": seen})
    book = office.get("/units.xlsx").data
    reply = office.post(table, data={"file": (io.BytesIO(book), "don-vi.xlsx")})

    page = reply.get_data(as_text=True)
    assert look(select(Unit).order_by(Unit.id))[-1].email == HH
    assert HH in page
    assert "Mọi dòng đều đã có" in words_of(page)


def test_a_wrong_address_in_the_table_is_told(cast, desk, table):
    reply = desk(cast.chau).post(table, data={"text": f"{ROW}\tvidu.example"})

    told = words_of(reply.get_data(as_text=True))
    assert "Thư điện tử: “vidu.example” không phải là một địa chỉ thư điện tử." in told
