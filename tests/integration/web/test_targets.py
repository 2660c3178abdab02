"""Targets typed in the browser: all rows or none, with their sources, and nobody overtaken."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from forms.definition import Direction
from survey_app.core.vietnamese import number, typed_number
from survey_app.visits.models import Target
from survey_app.visits.targets import source_in_full
from tests.support.desk import words_of

PATH = "/units/LD-HUONGHOA/targets"
BEFORE = re.compile(r'name="before" value="([0-9a-f]{16})"')

TYPED = [
    ("12", "12"),
    ("1250,5", "1250.5"),
    ("1.250,5", "1250.5"),
    ("1.250", "1250"),
    ("1.250.000", "1250000"),
    ("0.5", "0.5"),
    ("0,5", "0.5"),
    ("12.75", "12.75"),
    ("0.500", "0.500"),
    (" 7 ", "7"),
    ("-3", "-3"),
    ("", None),
    ("mười", None),
    ("1,2,3", None),
    ("1e3", None),
    ("NaN", None),
    ("١٢", None),
    ("9" * 31, None),
]


@pytest.mark.parametrize(("text", "value"), TYPED)
def test_a_number_is_read_the_vietnamese_way(text, value):
    assert typed_number(text) == (None if value is None else Decimal(value))


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_a_number_on_paper_is_read_as_itself(value):
    assert typed_number(number(value)) == value


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def send(office, **form):
    before = BEFORE.findall(office.get(PATH).get_data(as_text=True))[0]
    whole = {"before": before, "B1.term": "500", "B1.milestone": "250",
             "B1.source": "Nghị quyết thử"} | form  # fmt: skip
    return office.post(PATH, data=whole)


def kept(look, cast):
    asked = select(Target).where(Target.unit_id == cast.visit.unit_id)
    return {row.item: (row.term, row.milestone, row.source) for row in look(asked)}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"B1.term": "-1"}, "số không âm"),
        ({"B1.milestone": "nhiều"}, "số không âm"),
        ({"B1.term": "NaN"}, "số không âm"),
        ({"B1.term": "1" * 13}, "Số quá lớn"),
        ({"B1.term": "1,1234567"}, "Số quá lớn"),
        ({"B1.source": ""}, "phải đi kèm nguồn"),
        ({"B1.term": "", "B1.milestone": ""}, "phải đi kèm nguồn"),
        ({"B1.source": "x" * 501}, "Nguồn nhiều nhất 500 ký tự"),
        ({"B1.measure": "x" * 61}, "đơn vị tính nhiều nhất 60"),
        ({"B1.measure": "nghìn người"}, "Đơn vị tính khác với phiếu"),
        ({"B1.direction": "sideways"}, "Chiều không có trong danh sách"),
        ({"B1.cut_off_on": "2020-02-30"}, "không phải là ngày"),
        ({"B1.term": "", "B1.milestone": "", "B1.source": "", "B1.measure": "người"}, "phải có số"),
    ],
)
def test_a_row_that_is_wrong_keeps_every_row_from_being_saved(cast, office, look, form, words):
    before = kept(look, cast)

    reply = send(office, **form)

    assert reply.status_code == 422
    assert words in words_of(reply.get_data(as_text=True))
    assert kept(look, cast) == before


def test_targets_are_changed_and_score_the_visit_anew(cast, office, phone, look):
    an = phone()
    an.receipts(an.answer("B1", {"value": "200"}))
    seen = an.get(f"/visits/{cast.visit.key}/score").get_json()

    reply = send(office, **{"B1.term": "1.000", "B1.milestone": "400", "B1.source": "NQ mới"})

    assert reply.status_code == 303
    assert kept(look, cast)["B1"] == (Decimal(1000), Decimal(400), "NQ mới")
    assert an.get(f"/visits/{cast.visit.key}/score").get_json() != seen


def test_a_target_has_its_own_measure_direction_and_day(cast, office, look):
    send(office, **{"B1.measure": "Người", "B1.direction": "down", "B1.cut_off_on": "2020-09-30"})

    (row,) = look(select(Target).where(Target.unit_id == cast.visit.unit_id))
    page = words_of(office.get("/units/LD-HUONGHOA").get_data(as_text=True))
    assert (row.measure, row.direction) == ("Người", Direction.DOWN)
    assert "Người 250 500 càng ít càng tốt 30/09/2020" in page
    assert source_in_full(row) == "Nghị quyết thử; số liệu đến ngày 30/09/2020"


def test_a_direction_of_its_own_counts_in_the_score(cast, office, phone):
    an = phone()
    an.receipts(an.answer("B1", {"value": "500"}))
    full = an.get(f"/visits/{cast.visit.key}/score").get_json()

    send(office, **{"B1.direction": "down"})

    assert an.get(f"/visits/{cast.visit.key}/score").get_json() != full


def test_an_emptied_row_is_no_target_and_no_zero(cast, office, phone):
    an = phone()
    an.receipts(an.answer("B1", {"value": "200"}))

    send(office, **{"B1.term": "", "B1.milestone": "", "B1.source": ""})

    told = an.get(f"/visits/{cast.visit.key}/score").get_json()
    assert "no_target" in str(told)


def test_a_form_that_somebody_overtook_saves_nothing_and_keeps_what_was_typed(cast, office, look):
    old = BEFORE.findall(office.get(PATH).get_data(as_text=True))[0]
    send(office, **{"B1.term": "600"})
    form = {"before": old, "B1.term": "700", "B1.milestone": "", "B1.source": "của tôi"}

    reply = office.post(PATH, data=form)

    assert reply.status_code == 409
    assert 'value="700"' in reply.get_data(as_text=True)
    assert kept(look, cast)["B1"][0] == Decimal(600)


def test_the_same_again_changes_nothing(cast, office, look):
    before = look(select(Target).where(Target.unit_id == cast.visit.unit_id))[0].edition

    reply = send(office)

    assert reply.status_code == 303
    assert look(select(Target).where(Target.unit_id == cast.visit.unit_id))[0].edition == before


@pytest.mark.parametrize(
    "path", ["/units/KHONG-CO/targets", "/units/x%00/targets", "/units/a%0Ab/targets"]
)
def test_a_unit_that_is_not_there_is_told(cast, office, path):
    assert office.get(path).status_code == 404
    assert office.post(path).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_nobody_but_the_office_enters_targets(cast, desk, who):
    assert desk(getattr(cast, who)).get(PATH).status_code == 403
    assert desk(getattr(cast, who)).post(PATH).status_code == 403


def test_markup_in_a_source_is_shown_as_text(cast, office):
    send(office, **{"B1.source": '"><script>alert(1)</script>'})

    for path in (PATH, "/units/LD-HUONGHOA"):
        assert "<script>alert" not in office.get(path).get_data(as_text=True)
