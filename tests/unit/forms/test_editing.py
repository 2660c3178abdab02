"""A draft is changed part by part, and what was not touched stays as it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import part_lines as lines
from forms.definition import (
    Band,
    Checklist,
    Column,
    Format,
    Item,
    Kind,
    Level,
    Option,
    Section,
    Text,
    Threshold,
)
from forms.differences import Change, differences
from forms.editing import (
    NoSuchPart,
    find_item,
    moved,
    moved_into,
    section_of,
    with_item,
    with_new_item,
    with_new_section,
    with_section,
    without,
)
from tests.forms_strategies import checklists
from tests.support.checklist import SMALL

NEW = Item("A9", Kind.TEXT, Text("Câu hỏi mới"))
PARENT = with_new_item(SMALL, "A1", NEW)


def codes(checklist: Checklist, section: int = 0) -> list[str]:
    return [item.code for item in checklist.sections[section].items]


def test_an_item_is_replaced_where_it_stands():
    a1 = replace(SMALL.sections[0].items[0], points=Decimal(4))

    changed = with_item(SMALL, a1)

    assert (changed.find_item("A1"), codes(changed)) == (a1, ["A1", "A2", "A3"])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(moved(SMALL, "A2", -1), ["A2", "A1", "A3"], id="up"),
        pytest.param(moved(SMALL, "A2", 1), ["A1", "A3", "A2"], id="down"),
        pytest.param(moved(SMALL, "A1", -1), ["A1", "A2", "A3"], id="no further than the top"),
        pytest.param(moved(SMALL, "A3", 9), ["A1", "A2", "A3"], id="no further than the end"),
        pytest.param(without(SMALL, "A2"), ["A1", "A3"], id="taken out"),
        pytest.param(with_new_item(SMALL, "A", NEW), ["A1", "A2", "A3", "A9"], id="added"),
        pytest.param(moved_into(SMALL, "B5", "A"), ["A1", "A2", "A3", "B5"], id="from elsewhere"),
    ],
)
def test_the_items_of_a_section_after(changed, expected):
    assert codes(changed) == expected


def test_sections_are_added_moved_changed_and_taken_out():
    made = with_new_section(SMALL, Section("C", Text("Mục mới")))
    named = with_section(made, Section("A", Text("Tên khác")))

    assert [each.code for each in moved(made, "C", -9).sections] == ["C", "A", "B", "T"]
    assert (named.sections[0].title.vi, codes(named)) == ("Tên khác", ["A1", "A2", "A3"])
    assert [each.code for each in without(made, "B").sections] == ["A", "T", "C"]


def test_a_sub_item_is_found_and_belongs_to_the_section_of_its_item():
    assert find_item(PARENT, "A9") == NEW
    assert (section_of(PARENT, "A9"), section_of(SMALL, "G1")) == ("A", "")
    assert find_item(without(PARENT, "A9"), "A9") is None


def test_general_information_takes_items_too():
    assert [item.code for item in with_new_item(SMALL, "", NEW).general] == ["G1", "A9"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: with_item(SMALL, NEW),
        lambda: with_section(SMALL, Section("Z", Text("z"))),
        lambda: with_new_item(SMALL, "Z", NEW),
        lambda: without(SMALL, "Z"),
        lambda: moved(SMALL, "Z", 1),
        lambda: moved_into(SMALL, "A1", "Z"),
    ],
)
def test_a_code_that_is_not_there_is_told(change):
    with pytest.raises(NoSuchPart):
        change()


@settings(max_examples=15)
@given(checklists(), st.data())
def test_taking_a_section_out_retires_what_it_holds_and_nothing_else(checklist, data):
    section = data.draw(st.sampled_from(checklist.sections))

    told = differences(checklist, without(checklist, section.code))

    held = {section.code, *(each.code for item in section.items for each in (item, *item.items))}
    assert {line.code for line in told} == held
    assert {line.change for line in told} == {Change.RETIRED}


LEVELS = (Level(0, Text("Không")), Level(1, Text("Có", "Yes")))
OPTIONS = (Option("x", Text("Tốt"), Decimal(0)), Option("y", Text("A = B")), Option("z", Text("Z")))
BANDS = (Band(Decimal(1), Decimal(1)), Band(Decimal("0.8"), Decimal("0.75")))
COLUMNS = (Column("ten", Text("Tên", "Name")), Column("so", Text("Số"), Format.DECIMAL))
THRESHOLDS = (
    Threshold("tot", Text("Tốt = nhất"), Decimal(70)),
    Threshold("k", Text("K"), Decimal(0)),
)


@pytest.mark.parametrize(
    ("write", "read", "parts"),
    [
        (lines.level_lines, lines.levels_of, LEVELS),
        (lines.option_lines, lines.options_of, OPTIONS),
        (lines.band_lines, lines.bands_of, BANDS),
        (lines.column_lines, lines.columns_of, COLUMNS),
        (lines.threshold_lines, lines.thresholds_of, THRESHOLDS),
    ],
)
def test_parts_are_read_back_from_their_lines(write, read, parts):
    assert read(write(parts)) == parts
    assert read("") == ()


@pytest.mark.parametrize(
    ("read", "text", "number"),
    [
        (lines.levels_of, "0 – Không\n\nKhông có số", 3),
        (lines.options_of, "chỉ có chữ", 1),
        (lines.bands_of, "1=1; 0,8=nhiều", 2),
        (lines.bands_of, "1=Infinity", 1),
        (lines.columns_of, "a = A = hình", 1),
        (lines.thresholds_of, "a = 3", 1),
        (lines.levels_of, "\n".join(["0 – x"] * 201), 201),
    ],
)
def test_the_line_that_cannot_be_read_is_told_by_its_number(read, text, number):
    with pytest.raises(lines.BadLine) as told:
        read(text)

    assert told.value.number == number
