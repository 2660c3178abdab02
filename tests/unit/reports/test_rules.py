"""The heading as the office typed it, over the defaults, and never a reason not to print."""

import json

import pytest

from survey_app.reports.rules import DEFAULTS, Document, heading_of


@pytest.mark.parametrize(
    "typed",
    ["", "{}", "null", "[]", "not JSON", '{"parent": 5, "number": null, "signature": [[1]]}'],
)
def test_what_cannot_be_read_keeps_the_defaults(typed):
    assert heading_of(typed, Document.VISIT) == DEFAULTS[Document.VISIT]


def test_typed_lines_replace_the_defaults_and_are_tidied():
    typed = json.dumps({"number": " 54 ", "parent": ["A\u0302u  Lạc", ""], "place": "Đông Hà"})

    heading = heading_of(typed, Document.EVALUATION)

    assert (heading.number, heading.parent, heading.place) == ("54", ("Âu Lạc",), "Đông Hà")
    assert heading.symbol == "BC-LĐLĐ"


def test_lines_of_one_document_stand_over_the_lines_of_all():
    typed = json.dumps({"to": ["Chung"], "visit": {"to": ["Riêng"]}})

    assert heading_of(typed, Document.VISIT).to == ("Riêng",)
    assert heading_of(typed, Document.EVALUATION).to == ("Chung",)


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        (["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"], (("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"),)),
        ([["THƯ KÝ"], ["TRƯỞNG ĐOÀN"]], (("THƯ KÝ",), ("TRƯỞNG ĐOÀN",))),
        ([], DEFAULTS[Document.VISIT].signature),
    ],
)
def test_signatures_are_blocks_of_lines(typed, blocks):
    assert heading_of(json.dumps({"signature": typed}), Document.VISIT).signature == blocks


@pytest.mark.parametrize("document", Document)
def test_no_province_is_built_in(document):
    assert heading_of("{}", document).place == ""
    assert heading_of("{}", document).organisation == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH …………")
