"""Canonical JSON: the same bytes as every phone, whatever was sent."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.canonical import (
    NotJson,
    canonical,
    digest,
    has_broken_text,
    is_finite,
    parse,
    without_controls,
)

WRITTEN = [
    pytest.param('{"b": 1, "a": [true, null]}', '{"a":[true,null],"b":1}', id="sorted, no spaces"),
    pytest.param('{"v": 1.50}', '{"v":1.50}', id="a number keeps its digits"),
    pytest.param('{"v": 1e-7, "w": [2E+3]}', '{"v":1e-7,"w":[2E+3]}', id="an exponent too"),
    pytest.param('{"v": 12345678901234567890}', '{"v":12345678901234567890}', id="a long number"),
    pytest.param(f'{{"v": {"7" * 5_000}}}', f'{{"v":{"7" * 5_000}}}', id="a number without end"),
    pytest.param('"Hu\u031bo\u031bng"', '"H\u01b0\u01a1ng"', id="marks are joined"),
    pytest.param('"\\u0041\\u0309"', '"\u1ea2"', id="also when escaped"),
    pytest.param('"a\\/b\\u2028"', '"a/b\u2028"', id="nothing is escaped without need"),
    pytest.param(
        '"\\u0000\\u001f\\n"', '"\\u0000\\u001f\\n"', id="controls as browsers write them"
    ),
    pytest.param('"\\ud83d"', '"\\ud83d"', id="half a character is an escape"),
    pytest.param('"\\ud83d\\ude00"', '"\U0001f600"', id="two halves are one character"),
    pytest.param("NaN", "NaN", id="not a number, to be held by name"),
]


@pytest.mark.parametrize(("sent", "expected"), WRITTEN)
def test_canonical_form(sent, expected):
    assert canonical(parse(sent.encode())) == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(json_values)
def test_the_canonical_form_of_the_canonical_form_is_itself(value):
    once = canonical(value)

    assert canonical(parse(once.encode())) == once
    assert len(digest(once)) == 64


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_the_same_text_in_nfc(text):
    assert json.loads(canonical(text)) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_told(body):
    with pytest.raises(NotJson):
        parse(body)


@pytest.mark.parametrize(
    ("text", "broken"),
    [('"\\ud800"', True), ('"\\\\ud800"', False), ('"\\u0000"', True), ('"\\\\u0000"', False)],
)
def test_broken_text_is_seen_and_a_backslash_is_not_mistaken_for_it(text, broken):
    assert has_broken_text(canonical(parse(text.encode()))) is broken


@pytest.mark.parametrize("sent", ["NaN", "[1, -Infinity]", '{"a": {"b": 1e999}}'])
def test_numbers_without_an_end_are_seen(sent):
    assert not is_finite(parse(sent.encode()))


def test_people_are_not_shown_control_characters():
    assert without_controls({"a": ["x\x07y", "dòng\nmới"]}) == {"a": ["xy", "dòng\nmới"]}
