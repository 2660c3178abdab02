"""Conditions are said in plain words where there are such words, and else not at all."""

from decimal import Decimal

import pytest

from forms.condition_words import in_words, level_condition_in_words
from forms.definition import Condition, ConditionKind, Text
from tests.support.checklist import SMALL


@pytest.mark.parametrize(
    ("expression", "vietnamese", "english"),
    [
        ("${A1} = 'yes'", "A1 là “Có”", "A1 is “Yes”"),
        ("${A1} != 'no'", "A1 khác “Không”", "A1 is not “No”"),
        ("selected(${B3}, 'y')", "B3 là “Vừa”", "B3 is “Vừa”"),
        ("${A2} >= 3", "A2 ít nhất là “Mức 3”", "A2 is at least “Level 3”"),
        ("${B1} < 2.5", "B1 nhỏ hơn 2,5", "B1 is less than 2.5"),
        ("${B5} != ''", "B5 có trả lời", "B5 is answered"),
        (". > 0", "câu trả lời lớn hơn 0", "the answer is more than 0"),
        (
            "${A1} = 'yes' and (${A2} > 1 or ${A3} > 1)",
            "A1 là “Có” và (A2 lớn hơn “Mức 1” hoặc A3 lớn hơn 1)",
            "A1 is “Yes” and (A2 is more than “Level 1” or A3 is more than 1)",
        ),
        ("not(${A1} = 'yes')", "không phải (A1 là “Có”)", "not (A1 is “Yes”)"),
    ],
)
def test_a_plain_condition_is_said_in_words(expression, vietnamese, english):
    assert in_words(expression, SMALL) == Text(vietnamese, english)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "${A1}",
        "${A1} + 1 > 2",
        "regex(., '[a-z]')",
        "count(${B4}) > 1",
        "${A1} = ",
        "'a' = 'b'",
    ],
)
def test_what_has_no_plain_words_is_left_as_it_stands(expression):
    assert in_words(expression, SMALL) is None


@pytest.mark.parametrize(
    ("condition", "vietnamese"),
    [
        (SMALL.conditions[0], "Khi A1 là “Không”: cao nhất là “Đạt yêu cầu”"),
        (
            Condition("c", ConditionKind.SECTION_BELOW, Text("x"), percent=Decimal(50)),
            "Khi một mục cơ bản dưới 50 % số điểm: hạ một mức",
        ),
        (
            Condition("c", ConditionKind.EVIDENCE_MISSING, Text("x"), cap="inconclusive"),
            "Khi thiếu minh chứng bắt buộc: thay mức bằng câu này",
        ),
        (
            Condition("c", ConditionKind.PENALTY_APPLIES, Text("x"), item="P1"),
            "Khi bị trừ điểm ở P1: hạ một mức",
        ),
    ],
)
def test_what_holds_a_level_down_is_said_in_words(condition, vietnamese):
    assert level_condition_in_words(condition, SMALL).vi == vietnamese
