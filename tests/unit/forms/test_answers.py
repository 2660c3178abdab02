"""Answers that JSON cannot carry, and whatever else may come; the kinds are in the vectors."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import InvalidAnswer, check_answer, check_target
from forms.definition import Column, Item, Kind, Level, Text
from forms.refusals import REFUSALS

INDICATOR = Item("C2", Kind.INDICATOR, Text("C2"), Decimal(5))
WORDS = Item("E1", Kind.TEXT, Text("E1"))
LEVELS = tuple(Level(value, Text(f"Mức {value}")) for value in range(3))
COLUMNS = (Column("ten", Text("Tên")),)
ITEMS = [
    Item("X", kind, Text("X"), Decimal(2), levels=LEVELS, columns=COLUMNS, step=step)
    for kind in Kind
    for step in (None, Decimal("0.5"))
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1E+3"), Decimal(1000)),
        (Decimal("0.50"), Decimal("0.5")),
        (0.1, Decimal("0.1")),
        (1e-7, Decimal("0.0000001")),
        (-0.0, Decimal(0)),
    ],
)
def test_a_number_is_read_exactly(value, expected):
    assert check_answer(INDICATOR, {"value": value}).value == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "number_form"),
        (float("-inf"), "number_form"),
        (Decimal("sNaN"), "number_form"),
        (10**400, "number_size"),
        pytest.param(10**5000, "number_size", id="more digits than Python prints"),
        (Decimal("1E+400"), "number_size"),
        (Decimal("1E-400"), "number_size"),
        ("9" * 10_000, "number_size"),
        (1e21, "number_size"),
    ],
)
def test_a_number_beyond_measure_is_refused(value, code):
    with pytest.raises(InvalidAnswer) as refusal:
        check_answer(INDICATOR, {"value": value})

    assert refusal.value.code == code


def test_twenty_thousand_letters_are_taken_and_one_more_is_not():
    assert len(str(check_answer(WORDS, {"value": "đ" * 20_000}).value)) == 20_000
    with pytest.raises(InvalidAnswer, match="20000"):
        check_answer(WORDS, {"value": "đ" * 20_001})


def test_a_table_has_at_most_five_hundred_rows():
    table = Item("E6", Kind.TABLE, Text("E6"), columns=COLUMNS)

    with pytest.raises(InvalidAnswer, match="500"):
        check_answer(table, {"value": [{}] * 501})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.decimals(),
    lambda each: (
        st.lists(each, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "not_applicable", "judged", "rows", "level", "name", "x"]),
            each,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.sampled_from(ITEMS), JSON)
def test_whatever_comes_is_taken_or_refused_by_name(item, raw):
    for check in (
        lambda: check_answer(item, raw),
        lambda: check_answer(item, {"value": raw}),
        lambda: check_target(item, raw),
    ):
        assert _refusal(check) in {None, *REFUSALS}


def test_every_refusal_speaks_both_languages():
    for code, (vi, en) in REFUSALS.items():
        assert vi.strip(), code
        assert en.strip(), code
        assert vi != en, code


def _refusal(check):
    try:
        check()
    except InvalidAnswer as error:
        return error.code
    return None
