"""Expressions drawn from the documented grammar, with answers for all that they refer to.

They keep off the places where the language differs from ODK's engine on purpose; these have their
own file of vectors, ``differences.json``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

Text = st.SearchStrategy[str]
Raw = dict[str, Any]

WORDS = ["", "a", "b", "a b", "yes", "no", "Đakrông", "54/KH-LĐLĐ", "0", "1", "12.5", "-3", "1,5"]
DATES = ["2020-11-01", "2020-11-20", "2019-02-28", "2024-02-29", "1970-01-01"]
PATTERNS = ["^[0-9]+$", "a|b", "\\d", "^.{2,5}$", "[A-ZĐ]+", "^(yes|no)$", "\\bLĐ", "^$", "[^a-z]"]
OPTIONS = ["a", "b", "yes", "no", "1", ""]
NUMBERS = ["0", "1", "2", "3", "10", "0.1", "0.25", "2.5", "100", ".5", "7."]
COLUMNS = {"c1": "number", "c2": "number", "c3": "text"}
ITEMS = {"A1": "number", "A2": "number", "T1": "text", "T2": "text", "N1": "date", "N2": "date"}


def quoted(text: str) -> str:
    """A string literal; none of our words holds a quote."""
    return f"'{text}'"


def answers() -> st.SearchStrategy[Raw]:
    """Answers of the items and columns that the expressions refer to; any of them may be blank."""
    number = st.sampled_from(["", "0", "1", "2", "4", "9", "10", "12.5", "-3", " 7 ", "1,5"])
    filled = st.sampled_from(["0", "1", "2.5", "10", "-4"])
    kinds = {
        "number": number,
        "text": st.sampled_from(WORDS),
        "date": st.sampled_from(["", *DATES]),
    }
    items = {code: kinds[kind] for code, kind in ITEMS.items()}
    # No blank row in a column of numbers: its sum is one of the differences, as is that of none.
    columns = {
        code: st.lists(filled if kind == "number" else kinds["text"], min_size=1, max_size=4)
        for code, kind in COLUMNS.items()
    }
    return st.fixed_dictionaries({**items, **columns})


@cache
def numbers(depth: int) -> Text:
    """An expression for a number; often with blanks and words in it, so that NaN comes up."""
    leaf = st.one_of(
        st.sampled_from(NUMBERS),
        st.sampled_from(
            ["${A1}", "${A2}", "${c1}", ".", "count(${c3})", "sum(${c1})", "sum(${c2})"]
        ),
    )
    if depth == 0:
        return leaf
    inner, text = numbers(depth - 1), texts(depth - 1)
    any_value = values(depth - 1)
    return st.one_of(
        leaf,
        _joined(inner, [" + ", " - ", "-", " * ", " div ", " mod "], inner),
        _called("-({})", inner),
        _called("({})", inner),
        _one_of_calls(["int", "floor", "ceiling", "abs", "round"], inner),
        _called("number({})", text),
        _called("round({}, 2)", inner),
        _one_of_calls(["string-length", "count-selected"], any_value),
        _called("max({}, {})", inner, inner),
        _called("min({}, {}, ${{c2}})", inner, inner),
        _called("if({}, {}, {})", booleans(depth - 1), inner, inner),
        _called("{} - {}", days(depth - 1), days(depth - 1)),
    )


@cache
def texts(depth: int) -> Text:
    """An expression for a text."""
    leaf = st.one_of(
        st.sampled_from(WORDS).map(quoted), st.sampled_from(["${T1}", "${T2}", "${c3}", "."])
    )
    if depth == 0:
        return leaf
    inner, value = texts(depth - 1), values(depth - 1)
    return st.one_of(
        leaf,
        _called("concat({}, {})", value, inner),
        _called("coalesce({}, {})", inner, value),
        _called("string({})", value),
        _called("substr({}, {})", inner, st.sampled_from(["0", "1", "-2", "9", "1.5"])),
        _called(
            "substr({}, {}, {})", inner, st.sampled_from(["0", "2"]), st.sampled_from(["3", "-1"])
        ),
        _called("if({}, {}, {})", booleans(depth - 1), inner, inner),
    )


@cache
def days(depth: int) -> Text:
    """An expression for a day."""
    leaf = st.one_of(
        st.just("today()"),
        st.sampled_from(DATES).map(lambda each: f"date('{each}')"),
        st.sampled_from(["date(${N1})", "date(${N2})"]),
    )
    if depth == 0:
        return leaf
    whole = st.sampled_from(["1", "-1", "30", "365"])
    return st.one_of(leaf, _called("date({} + {})", leaf, whole))


@cache
def booleans(depth: int) -> Text:
    """An expression for a condition; ``and`` and ``or`` join conditions only."""
    leaf = st.one_of(
        st.sampled_from(["true()", "false()", "${T1} = 'yes'", "${A1} > 2", ". = ''"]),
        st.sampled_from(["${N1} <= today()", "${N1} < ${N2}", "${c1} = 10", "${c3} != 'a'"]),
    )
    if depth == 0:
        return leaf
    inner, number, text = booleans(depth - 1), numbers(depth - 1), texts(depth - 1)
    value = values(depth - 1)
    return st.one_of(
        leaf,
        _joined(inner, [" and ", " or ", "\nor "], inner),
        _called("({})", inner),
        _joined(number, [" = ", " != ", " < ", " <= ", " > ", ">=", "<"], number),
        _joined(value, [" = ", " != "], value),
        _joined(days(depth - 1), [" = ", " < ", " >= "], st.one_of(days(depth - 1), number)),
        _one_of_calls(["not", "boolean"], value),
        _called("selected({}, {})", text, st.sampled_from(OPTIONS).map(quoted)),
        _called("contains({}, {})", text, text),
        _called("starts-with({}, {})", value, text),
        _called("ends-with({}, {})", text, text),
        _called("regex({}, {})", value, st.sampled_from(PATTERNS).map(quoted)),
    )


@cache
def values(depth: int) -> Text:
    """An expression for anything."""
    return st.one_of(numbers(depth), texts(depth), booleans(depth), days(depth))


@st.composite
def vectors(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Raw:
    """A vector without its expected value; it holds the answers that its expression refers to."""
    expression: str = draw(values(3))
    given = {code: value for code, value in draw(answers()).items() if f"${{{code}}}" in expression}
    current = draw(st.sampled_from(["", "3", "yes", "2020-11-05", "a b"]))
    vector: Raw = {"name": expression, "expression": expression}
    if given:
        vector["answers"] = given
    if "." in expression:
        vector["current"] = current
    return vector


def _joined(left: Text, signs: list[str], right: Text) -> Text:
    return st.tuples(left, st.sampled_from(signs), right).map("".join)


def _called(form: str, *arguments: Text) -> Text:
    return st.tuples(*arguments).map(lambda drawn: form.format(*drawn))


def _one_of_calls(names: list[str], argument: Text) -> Text:
    return st.tuples(st.sampled_from(names), argument).map(lambda drawn: f"{drawn[0]}({drawn[1]})")
