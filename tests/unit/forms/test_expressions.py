"""Conditions: numbers that surprise, sentences for authors, and what may never happen."""

from __future__ import annotations

import inspect
import math
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.expressions import (
    Answer,
    Context,
    ExpressionError,
    boolean,
    evaluate,
    parse,
    references,
)
from forms.expressions.parser import ARITY, BINDS, MAX_DEPTH
from forms.expressions.values import day_of, number_text, to_number, to_text
from tests.contract.oracle.grammar import Raw, vectors

TODAY = date(2020, 11, 20)
NOTHING = Context({}, TODAY)


def value_of(text: str) -> object:
    return evaluate(parse(text), NOTHING)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0.1 + 0.2", "0.30000000000000004"),
        ("int(-1.5)", "-1"),
        ("round(-2.5)", "-3"),
        ("round(2.5)", "3"),
        ("5 mod -2", "1"),
        ("1 div 0", "Infinity"),
        ("number('')", ""),
        ("'' = 0", "false"),
        ("selected('a b', 'a')", "true"),
        ("'b' < 'a' or 'a' < 'b'", "false"),
        ("number('1,5')", ""),
        ("0 * -1", "0"),
    ],
)
def test_the_numbers_that_surprise(text: str, shown: str) -> None:
    value = evaluate(parse(text), NOTHING)

    assert to_text(value) == shown


@pytest.mark.parametrize("text", ["number('')", "number('1,5')", "0 div 0", "5 mod 0", "'x' + 1"])
def test_what_is_no_number_is_not_a_number(text: str) -> None:
    assert math.isnan(to_number(evaluate(parse(text), NOTHING)))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1e21, "1000000000000000000000"),
        (1.5e300, "15" + "0" * 299),
        (1e-7, "0.0000001"),
        (-2.5e-10, "-0.00000000025"),
        (5e-324, "0." + "0" * 323 + "5"),
        (1e16, "10000000000000000"),
        (123456.789, "123456.789"),
    ],
)
def test_numbers_have_no_exponent(number: float, text: str) -> None:
    assert number_text(number) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_read_from_its_text_is_the_same_number(number: float) -> None:
    assert to_number(number_text(number)) == number


@given(st.dates())
def test_days_are_those_of_the_calendar(day: date) -> None:
    assert day_of(day.year, day.month, day.day) == (day - date(1970, 1, 1)).days


@given(st.dates())
def test_a_day_is_written_as_it_is_read(day: date) -> None:
    assert value_of(f"string(date('{day.isoformat()}'))") == day.isoformat()


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ("slected(${A1}, 1)", 0, "Không có hàm slected(). Có phải là selected()?"),
        ("1 + count_selected(.)", 4, "Không có hàm count_selected(). Có phải là count-selected()?"),
        ("xyz()", 0, "Không có hàm xyz()."),
        ("${A1} = ‘yes’", 8, "Dùng dấu nháy thẳng ' hoặc \" thay cho dấu nháy cong ‘."),
        (
            "${A1} > 1,5",
            9,
            "Dấu phẩy chỉ dùng giữa các tham số của hàm; số thập phân viết bằng dấu chấm.",
        ),
        ("${A1} = yes", 8, "Không hiểu từ yes; chữ phải đặt trong dấu nháy."),
        (". > 2020-11-01", 4, "Ngày, giờ phải đặt trong dấu nháy, ví dụ date('2020-11-01')."),
        ("if(1, 2)", 0, "Hàm if() cần 3 tham số, ở đây có 2."),
        ("concat()", 0, "Hàm concat() cần ≥ 1 tham số, ở đây có 0."),
        ("(1 + 2", 0, "Thiếu dấu đóng ngoặc."),
        ("/data/A1", 0, "Không dùng đường dẫn XPath; hãy viết ${mã tiêu chí} hoặc dấu chấm."),
        ("regex(., '(a')", 0, "Mẫu regex không dùng được: thiếu dấu )."),
    ],
)
def test_the_author_is_told_what_to_write(text: str, position: int, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)

    assert (caught.value.position, caught.value.message_vi) == (position, sentence)
    assert caught.value.message_en


def test_references_are_codes_without_the_answer_itself() -> None:
    assert references(parse("${A1} > . and sum(${rows}) = ${A1}")) == {"A1", "rows"}


def test_a_condition_holds_for_the_answers_it_is_given() -> None:
    condition = parse("${A1} = 'yes' and . >= 2")

    assert boolean(condition, Context({"A1": "yes"}, TODAY, "2"))
    assert not boolean(condition, Context({"A1": "no"}, TODAY, "2"))


def test_numbers_and_truths_may_be_answers() -> None:
    context = Context({"A1": 2, "A2": True, "A3": [1, 0.5]}, TODAY)

    assert evaluate(parse("concat(${A1} + 1, ${A2}, sum(${A3}))"), context) == "3true1.5"


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.characters(), max_size=60) | st.text("()-+.,'\"${}A1[]*<>= \ud800div", max_size=60)
)
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    fault = _fault_of(text)

    assert fault is None or 0 <= fault.position <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "-(" * 2_000,
        "not(" * 1_000,
        "1" + "+1" * 5_000,
        "\ud800" * 100,
        "x" * 10_000,
        "'" + "a" * 10_000 + "'",
        "${" * 1_500,
        "- " * 2_000 + "1",
        "[" * 3_999,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_a_malicious_text_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_the_deepest_nesting_needs_no_deep_stack() -> None:
    level = "1 or 1 and 1 = 1 < 1 + 1 * -("
    text = level * MAX_DEPTH + "1" + ")" * MAX_DEPTH
    depth = len(inspect.stack(0))
    limit = sys.getrecursionlimit()

    sys.setrecursionlimit(depth + 60)
    try:
        value = evaluate(parse(text), NOTHING)
    finally:
        sys.setrecursionlimit(limit)

    assert value is True


def test_a_long_chain_is_evaluated() -> None:
    assert value_of("+".join(["1"] * 1_999)) == 1_999


ANY_ANSWER: st.SearchStrategy[Answer] = st.one_of(
    st.none(), st.text(), st.floats(), st.booleans(), st.lists(st.text(), max_size=4)
)


@settings(suppress_health_check=list(HealthCheck))
@given(vectors(), st.lists(ANY_ANSWER, min_size=10, max_size=10))
def test_an_expression_never_fails_on_any_answers(raw: Raw, answers: list[Answer]) -> None:
    codes = ["A1", "A2", "T1", "T2", "N1", "N2", "c1", "c2", "c3"]
    context = Context(dict(zip(codes, answers, strict=False)), TODAY, answers[-1])

    value = evaluate(parse(raw["expression"]), context)

    assert isinstance(to_text(value), str)
    assert isinstance(to_number(value), float)


def test_every_function_and_operator_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "expressions.md").read_text()

    undocumented = [name for name in ARITY if f"`{name}(" not in page]
    undocumented += [name for name in BINDS if name != "negate" and f"`{name}`" not in page]

    assert undocumented == []


def _fault_of(text: str) -> ExpressionError | None:
    try:
        evaluate(parse(text), NOTHING)
    except ExpressionError as error:
        return error
    return None
