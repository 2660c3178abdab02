"""Vietnamese text: order, folding, numbers, dates."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.vietnamese import (
    clean,
    day,
    day_in_words,
    folded,
    name_key,
    number,
    sort_key,
)


def test_tones_are_in_their_order():
    words = ["mạ", "má", "mã", "mả", "mà", "ma"]

    assert sorted(words, key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_units_are_in_vietnamese_order():
    units = ["Vĩnh Linh", "Đông Hà", "Đakrông", "Cam Lộ", "Hướng Hóa", "Hải Lăng", "Ánh", "Ăn"]

    assert sorted(units, key=sort_key) == [
        "Ánh",
        "Ăn",
        "Cam Lộ",
        "Đakrông",
        "Đông Hà",
        "Hải Lăng",
        "Hướng Hóa",
        "Vĩnh Linh",
    ]


def test_people_are_ordered_by_their_given_name():
    people = ["Trần Bình", "Lê An", "Nguyễn Ánh"]

    assert sorted(people, key=name_key) == ["Lê An", "Nguyễn Ánh", "Trần Bình"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Đakrông", "dakrong"), ("Hướng Hóa", "huong hoa"), ("ĐÔNG HÀ", "dong ha"), ("Ðông", "dong")],
)
def test_a_name_is_found_without_its_marks(name, typed):
    assert folded(name) == typed
    assert folded(unicodedata.normalize("NFD", name)) == typed


@given(st.text())
def test_folding_and_cleaning_twice_is_folding_and_cleaning_once(text):
    assert folded(folded(text)) == folded(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("1234567.891", 2, "1.234.567,89"),
        ("12.345", 2, "12,35"),
        ("0.005", 2, "0,01"),
        ("-0.125", 2, "-0,13"),
        ("95", 2, "95,00"),
        ("93.750", None, "93,75"),
        ("1000", None, "1.000"),
        ("1E+3", None, "1.000"),
    ],
)
def test_numbers_on_paper(value, places, expected):
    assert number(Decimal(value), places=places) == expected


def test_days_have_the_zeros_that_the_decree_asks_for():
    assert day(date(2020, 11, 3)) == "03/11/2020"
    assert day_in_words(date(2021, 1, 5)) == "ngày 05 tháng 01 năm 2021"
    assert day_in_words(date(2020, 9, 12)) == "ngày 12 tháng 9 năm 2020"


def test_text_is_kept_as_it_was_typed_but_for_spaces_and_what_cannot_be_seen():
    assert clean(" Hướng\u00a0 Hoá\u200b \r\n dòng hai ") == "Hướng Hoá \n dòng hai"
