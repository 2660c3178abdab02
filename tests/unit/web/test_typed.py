"""What people type: numbers with a comma, addresses to come back to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.web.figures import with_point
from survey_app.web.frame import own_path


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("93,75", "93.75"),
        ("93.75", "93.75"),
        ("1.250", "1250"),
        ("1.234.567,89", "1234567.89"),
        ("0.125", "0.125"),
        ("1 250,5", "1250.5"),
        ("231", "231"),
        ("-2,5", "-2.5"),
        ("1,2,3", "1,2,3"),
        ("khong", "khong"),
        ("", ""),
    ],
)
def test_a_number_is_read_as_it_is_written_in_vietnam(typed, read):
    assert with_point(typed) == read


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_two_decimals_are_read_with_comma_and_with_point(number):
    plain = f"{number:.2f}"

    assert with_point(plain) == plain
    assert with_point(plain.replace(".", ",")) == plain


@pytest.mark.parametrize("path", ["/", "/reviews?tray=team", "/visits/x#item-A1"])
def test_a_path_of_ours_is_gone_back_to(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [None, "", "reviews", "https://example.org", "//example.org", "/\\example.org", "/a\nb"],
)
def test_nothing_else_is(path):
    assert own_path(path) is None
