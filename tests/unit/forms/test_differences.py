"""What differs between two checklists is told, all of it, and nothing that does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from forms.definition import Checklist, Evidence, Item, Kind, Text
from forms.differences import Change, differences, touched_items
from tests.forms_strategies import checklists
from tests.support.checklist import SECTION_A, SECTION_B, SMALL

A1, A2, A3 = SECTION_A.items
NEW = Item("A9", Kind.TEXT, Text("Câu hỏi mới"))


def with_a(*items: Item) -> Checklist:
    """The small checklist with these items in section A."""
    changed = replace(SECTION_A, items=items)
    return replace(SMALL, sections=(changed, *SMALL.sections[1:]))


def told(new: Checklist) -> list[tuple[Change, str, str]]:
    return [(line.change, line.code, line.field) for line in differences(SMALL, new)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(replace(SMALL, version="2", code="KHAC"), [], id="only the version"),
        pytest.param(with_a(A1, A2, A3, NEW), [(Change.ADDED, "A9", "")], id="an item more"),
        pytest.param(with_a(A1, A2), [(Change.RETIRED, "A3", "")], id="an item less"),
        pytest.param(
            with_a(replace(A1, label=Text("Khác")), A2, A3),
            [(Change.REWORDED, "A1", "label")],
            id="other words",
        ),
        pytest.param(
            with_a(replace(A1, points=Decimal(4)), replace(A2, points=Decimal(3)), A3),
            [(Change.POINTS, "A1", "points"), (Change.POINTS, "A2", "points")],
            id="points moved",
        ),
        pytest.param(
            with_a(replace(A1, evidence=Evidence.PHOTO), A2, A3),
            [(Change.EVIDENCE, "A1", "evidence")],
            id="other evidence",
        ),
        pytest.param(
            with_a(A1, A2, replace(A3, relevant="${A1} = 'yes'")),
            [(Change.CONDITION, "A3", "relevant")],
            id="asked under a condition",
        ),
        pytest.param(
            with_a(A2, A1, A3), [(Change.MOVED, "A", "order")], id="another order in a section"
        ),
        pytest.param(
            replace(SMALL, sections=(SECTION_B, SECTION_A, SMALL.sections[2])),
            [(Change.MOVED, "", "order")],
            id="sections in another order",
        ),
        pytest.param(
            replace(SMALL, self_scores=False),
            [(Change.SETTING, "", "self_scores")],
            id="a setting of the checklist",
        ),
        pytest.param(
            with_a(A1, A2, replace(A3, code="A")),
            [(Change.RETIRED, "A3", "")],
            id="a code that is there twice is the first one's",
        ),
    ],
)
def test_a_difference_is_told_by_its_sort_code_and_field(new, expected):
    assert told(new) == expected


def test_an_item_in_another_section_was_moved_from_there():
    moved = replace(SECTION_B, items=(*SECTION_B.items, A3))
    a = replace(SECTION_A, items=(A1, A2))

    (line,) = differences(SMALL, replace(SMALL, sections=(a, moved, SMALL.sections[2])))

    assert (line.change, line.code, line.before, line.after) == (Change.MOVED, "A3", "A", "B")


def test_a_line_has_the_values_before_and_after():
    (line,) = differences(SMALL, with_a(replace(A1, points=Decimal(4)), A2, A3))

    assert (line.before, line.after, line.label) == (Decimal(3), Decimal(4), A1.label)


def test_words_and_evidence_touch_no_score():
    lines = differences(
        SMALL,
        with_a(replace(A1, hint=Text("Xem")), replace(A2, evidence=Evidence.PHOTO), NEW),
    )

    assert touched_items(lines) == {"A3", "A9"}


@settings(max_examples=15)
@given(checklists(), checklists())
def test_no_difference_means_that_they_are_the_same(one, other):
    same = replace(other, code=one.code, version=one.version)

    assert differences(one, one) == ()
    assert bool(differences(one, other)) == (one != same)


@settings(max_examples=15)
@given(checklists(), checklists())
def test_what_is_added_one_way_is_retired_the_other(one, other):
    there, back = differences(one, other), differences(other, one)

    added = {line.code for line in there if line.change is Change.ADDED}
    assert added == {line.code for line in back if line.change is Change.RETIRED}
