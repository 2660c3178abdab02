"""Answers in words."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import Babel

from forms.definition import Format, Item, Kind, Text
from survey_app.web.sheet.said import chosen_level, said, table_rows
from tests.support.checklist import SMALL

ITEMS = {item.code: item for _, item in SMALL.items()}


@pytest.fixture
def speaking():
    """Pages speak Vietnamese."""
    app = Flask(__name__)
    Babel(app, default_locale="vi")
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("item", "wire", "words"),
    [
        pytest.param("A1", {"value": "yes"}, "Có", id="yes"),
        pytest.param("A2", {"value": 3}, "Mức 3/4", id="a level"),
        pytest.param("A3", {"value": "2.5"}, "2,5 điểm", id="points"),
        pytest.param("B1", {"value": "1250"}, "1.250 người", id="a figure with its measure"),
        pytest.param(
            "B1",
            {"value": "231", "judged": "8", "reason": "x", "baseline": "200"},
            "231 người; đầu kỳ 200 người; chấm 8 điểm",
            id="all that an indicator can say",
        ),
        pytest.param("B2", {"not_applicable": "không có"}, "KAD: không có", id="not applicable"),
        pytest.param("B3", {"value": "y"}, "Vừa", id="an option by its label"),
        pytest.param("B4", {"value": {"rows": [], "level": 2}}, "Mức 2/4; 0 dòng", id="a table"),
        pytest.param("B5", {"value": "Gần dân"}, "Gần dân", id="text"),
        pytest.param("A1", None, "", id="nothing"),
        pytest.param("A1", {"value": "co"}, "co", id="what was never valid stays readable"),
    ],
)
def test_an_answer_is_said_in_words(speaking, item, wire, words):
    assert said(ITEMS[item], wire) == words


@pytest.mark.parametrize(
    ("form", "typed", "words"),
    [
        (Format.INTEGER, "1980", "1.980"),
        (Format.DECIMAL, "-2.5", "-2,5"),
        (Format.DATE, "2020-11-03", "03/11/2020"),
        (Format.TEXT, "Gần dân", "Gần dân"),
    ],
)
def test_what_is_typed_is_written_the_vietnamese_way(speaking, form, typed, words):
    item = Item("G1", Kind.TEXT, Text("Câu hỏi"), format=form)

    assert said(item, {"value": typed}) == words


def test_the_level_and_the_rows_of_a_table_are_found():
    wire = {"value": {"rows": [{"so": "3", "ten": "Tổ"}], "level": 2}}
    item = ITEMS["B4"]

    assert chosen_level(item, wire) == 2
    assert table_rows(item, wire) == (("Tổ", "3"),)
