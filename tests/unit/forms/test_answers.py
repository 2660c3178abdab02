"""What a valid answer of each kind is, as tables."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answer, Attendee, InvalidAnswer, Table, Target, check_answer, check_target
from forms.definition import Column, Direction, Format, Item, Kind, Level, Option, Text
from forms.refusals import REFUSALS

LEVELS = tuple(Level(value, Text(f"Mức {value}")) for value in range(3))
ITEMS = {
    "yes_no": Item("A1", Kind.YES_NO, Text("A1"), Decimal(2)),
    "scale": Item("A2", Kind.SCALE, Text("A2"), Decimal(3)),
    "short": Item("A3", Kind.SCALE, Text("A3"), Decimal(3), levels=LEVELS),
    "points": Item("A4", Kind.POINTS, Text("A4"), Decimal("2.5"), step=Decimal("0.25")),
    "choice": Item(
        "A5", Kind.CHOICE, Text("A5"), Decimal(1), options=(Option("du", Text("Đủ"), Decimal(1)),)
    ),
    "indicator": Item("C2", Kind.INDICATOR, Text("C2"), Decimal(5)),
    "text": Item("E1", Kind.TEXT, Text("E1")),
    "integer": Item("E2", Kind.TEXT, Text("E2"), format=Format.INTEGER),
    "decimal": Item("E3", Kind.TEXT, Text("E3"), format=Format.DECIMAL),
    "date": Item("E4", Kind.TEXT, Text("E4"), format=Format.DATE),
    "table": Item(
        "E5",
        Kind.TABLE,
        Text("E5"),
        Decimal(2),
        levels=LEVELS,
        columns=(Column("ten", Text("Tên")), Column("so", Text("Số"), Format.INTEGER)),
    ),
    "rows": Item("E6", Kind.TABLE, Text("E6"), columns=(Column("ten", Text("Tên")),)),
    "attendees": Item("E7", Kind.ATTENDEES, Text("E7")),
    "bonus": Item("T1", Kind.BONUS, Text("T1"), Decimal(2)),
    "penalty": Item("P1", Kind.PENALTY, Text("P1"), Decimal(3), step=Decimal("0.5")),
    "parent": Item("B1", Kind.POINTS, Text("B1"), items=(Item("B1a", Kind.TEXT, Text("x")),)),
}

TAKEN = [
    ("yes_no", "yes", "yes"),
    ("yes_no", False, "no"),
    ("scale", 4, 4),
    ("scale", " 0 ", 0),
    ("scale", 3.0, 3),
    ("short", "2", 2),
    ("points", "2.50", Decimal("2.5")),
    ("points", 0.75, Decimal("0.75")),
    ("choice", " du ", "du"),
    ("indicator", "231", Decimal(231)),
    ("indicator", "-0", Decimal(0)),
    ("indicator", Decimal("1E+3"), Decimal(1000)),
    ("text", "  a\u0323\u0302 \r\nb\x00\x0bc\ufeff", "\u1ead \nb\nc"),
    ("integer", "-12", "-12"),
    ("integer", 7, "7"),
    ("decimal", "-93.750", "-93.75"),
    ("date", "2020-11-22", "2020-11-22"),
    ("table", [{"ten": "Đoàn viên", "so": 5}], Table(((("ten", "Đoàn viên"), ("so", "5")),))),
    ("table", {"rows": [], "level": "2"}, Table(level=2)),
    ("table", 1, Table(level=1)),
    ("rows", [{"ten": ""}], Table(((),))),
    ("attendees", [{"name": " Chủ tịch "}], (Attendee("Chủ tịch"),)),
    ("bonus", True, "yes"),
    ("penalty", "1.5", Decimal("1.5")),
    ("scale", None, None),
    ("text", " \u00a0", None),
    ("attendees", [], None),
    ("table", {}, None),
]

REFUSED = [
    ("yes_no", "có", "yes_no_value"),
    ("yes_no", 1, "yes_no_value"),
    ("yes_no", ["yes"], "yes_no_value"),
    ("scale", 5, "scale_level"),
    ("scale", -1, "scale_level"),
    ("scale", "2.5", "scale_level"),
    ("scale", True, "scale_level"),
    ("short", 3, "scale_level"),
    ("points", "0.3", "points_step"),
    ("points", "2.75", "points_range"),
    ("points", "-0.25", "number_negative"),
    ("points", "0,5", "number_form"),
    ("choice", "khac", "choice_option"),
    ("choice", 1, "text_type"),
    ("indicator", "-1", "number_negative"),
    ("indicator", float("nan"), "number_form"),
    ("indicator", float("inf"), "number_form"),
    ("indicator", "NaN", "number_form"),
    ("indicator", "1e5", "number_form"),
    ("indicator", "٣", "number_form"),
    ("indicator", 10**400, "number_size"),
    ("indicator", Decimal("1E+400"), "number_size"),
    ("indicator", "1" * 16, "number_size"),
    ("indicator", "0.1234567890123", "number_size"),
    ("indicator", {}, "number_form"),
    ("text", 5, "text_type"),
    ("text", "\ud800", "text_broken"),
    ("text", "đ" * 20_001, "text_length"),
    ("integer", "1.5", "number_whole"),
    ("date", "22/11/2020", "day_form"),
    ("date", "2020-02-30", "day_form"),
    ("table", [{"khac": "x"}], "table_column"),
    ("table", ["x"], "table_shape"),
    ("table", {"rows": "x"}, "table_shape"),
    ("table", {"dong": []}, "answer_key"),
    ("table", [{"so": "x"}], "number_form"),
    ("table", 3, "scale_level"),
    ("rows", 1, "table_level"),
    ("rows", [{}] * 501, "list_length"),
    ("attendees", "Chủ tịch", "attendees_shape"),
    ("attendees", [{"name": "A", "phone": "1"}], "attendees_shape"),
    ("attendees", [{"position": "Chủ tịch"}], "attendee_name"),
    ("bonus", "1", "yes_no_value"),
    ("penalty", "yes", "number_form"),
    ("penalty", "3.5", "points_range"),
]


@pytest.mark.parametrize(("kind", "value", "expected"), TAKEN)
def test_a_value_is_taken_as(kind, value, expected):
    assert check_answer(ITEMS[kind], {"value": value}).value == expected


@pytest.mark.parametrize(("kind", "value", "code"), REFUSED)
def test_a_value_is_refused_as(kind, value, code):
    with pytest.raises(InvalidAnswer) as refusal:
        check_answer(ITEMS[kind], {"value": value})

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        ("yes_no", {"not_applicable": " mới lập "}, Answer(not_applicable="mới lập")),
        ("yes_no", {"value": None, "not_applicable": "x"}, Answer(not_applicable="x")),
        ("yes_no", {"value": "no", "reason": " vì "}, Answer("no", reason="vì")),
        (
            "indicator",
            {"value": "9", "judged": "4.5", "baseline": 3, "reason": "r"},
            Answer(Decimal(9), judged=Decimal("4.5"), reason="r", baseline=Decimal(3)),
        ),
        ("indicator", {"value": "", "judged": "", "baseline": None}, Answer()),
    ],
)
def test_an_answer_is_taken_with_what_stands_beside_it(kind, answer, expected):
    assert check_answer(ITEMS[kind], answer) == expected


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [
        ("yes_no", "yes", "answer_shape"),
        ("yes_no", None, "answer_shape"),
        ("yes_no", {}, "answer_shape"),
        ("yes_no", {"reason": "x"}, "answer_shape"),
        ("yes_no", {"value": "yes", "giá trị": 1}, "answer_key"),
        ("yes_no", {"value": "yes", "not_applicable": "x"}, "answer_both"),
        ("yes_no", {"not_applicable": " "}, "not_applicable_reason"),
        ("yes_no", {"not_applicable": True}, "text_type"),
        ("yes_no", {"value": "yes", "judged": "1"}, "judged_kind"),
        ("yes_no", {"value": "yes", "baseline": "1"}, "baseline_kind"),
        ("indicator", {"value": "9", "judged": "5.5"}, "points_range"),
        ("indicator", {"value": "9", "judged": "-1"}, "number_negative"),
        ("indicator", {"value": "9", "baseline": "-1"}, "number_negative"),
        ("indicator", {"value": "9", "reason": 5}, "text_type"),
        ("parent", {"value": "1"}, "item_has_parts"),
    ],
)
def test_an_answer_is_refused_for_what_stands_beside_it(kind, answer, code):
    with pytest.raises(InvalidAnswer) as refusal:
        check_answer(ITEMS[kind], answer)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, Target()),
        ({}, Target()),
        ({"term": "500", "milestone": ""}, Target(Decimal(500))),
        ({"milestone": 0, "source": "NQ"}, Target(None, Decimal(0))),
        ({"term": "1", "direction": "down"}, Target(Decimal(1), None, Direction.DOWN)),
    ],
)
def test_a_target_is_taken_as(target, expected):
    assert check_target(ITEMS["indicator"], target) == expected


@pytest.mark.parametrize(
    ("kind", "target", "code"),
    [
        ("none", {}, "item_unknown"),
        ("scale", {"term": "1"}, "target_kind"),
        ("indicator", "500", "target_shape"),
        ("indicator", {"terms": "500"}, "target_key"),
        ("indicator", {"term": "-1"}, "number_negative"),
        ("indicator", {"term": "năm trăm"}, "number_form"),
        ("indicator", {"term": "1", "direction": "lên"}, "target_direction"),
    ],
)
def test_a_target_is_refused_as(kind, target, code):
    with pytest.raises(InvalidAnswer) as refusal:
        check_target(ITEMS.get(kind), target)

    assert refusal.value.code == code


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


@given(st.sampled_from(sorted(ITEMS)), JSON)
def test_whatever_comes_is_taken_or_refused_by_name(kind, answer):
    for form in (answer, {"value": answer}):
        try:
            check_answer(ITEMS[kind], form)
        except InvalidAnswer as error:
            assert error.code in REFUSALS  # noqa: PT017 - either outcome is right


def test_every_refusal_speaks_both_languages():
    for code, (vi, en) in REFUSALS.items():
        assert vi.strip(), code
        assert en.strip(), code
        assert vi != en, code
