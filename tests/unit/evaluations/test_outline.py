import pytest

from survey_app.evaluations.outline import default_outline, numbered, point, roman
from survey_app.evaluations.rules import FINDING_SOURCES, OutlineRow, Source, heading_of
from survey_app.fieldwork.rules import Addressee, FindingType

ROWS = (
    OutlineRow("all", "Hạn chế", 1, Source.LIMITATION),
    OutlineRow("b", "Hạn chế của B", 2, Source.LIMITATION, section="B"),
    OutlineRow("again", "Hạn chế lần nữa", 2, Source.LIMITATION),
    OutlineRow("state", "Với Nhà nước", 2, Source.RECOMMENDATION, addressee="state"),
)


@pytest.mark.parametrize(
    ("source", "section", "addressee", "expected"),
    [
        pytest.param(Source.LIMITATION, "B", "", "b", id="the narrower heading wins"),
        pytest.param(Source.LIMITATION, "C", "", "all", id="else the first that takes all"),
        pytest.param(Source.LIMITATION, "", "", "all", id="a finding about no section"),
        pytest.param(Source.RECOMMENDATION, "", "state", "state", id="by addressee"),
        pytest.param(Source.RECOMMENDATION, "", "party", "", id="an addressee nobody has"),
        pytest.param(Source.LESSON, "", "", "", id="a type nobody has"),
    ],
)
def test_a_finding_goes_under_the_narrowest_heading(source, section, addressee, expected):
    assert heading_of(ROWS, source, section, addressee) == expected


def test_headings_are_numbered_by_their_place_alone():
    depths = (1, 2, 3, 3, 2, 3, 1, 2)
    rows = [OutlineRow(f"x{at}", "Mục", depth) for at, depth in enumerate(depths)]

    labels = [label for label, _ in numbered(rows)]

    assert labels == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


@pytest.mark.parametrize(
    ("number", "letters"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (49, "XLIX"),
        (90, "XC"),
        (101, "CI"),
    ],
)
def test_roman_numbers(number, letters):
    assert roman(number) == letters


@pytest.mark.parametrize(
    ("number", "letter"), [(1, "a"), (4, "d"), (5, "đ"), (6, "e"), (7, "g"), (23, "y"), (24, "aa")]
)
def test_points_follow_the_vietnamese_alphabet(number, letter):
    assert point(number) == letter


def test_the_default_outline_has_nine_headings_with_codes_of_their_own():
    rows = default_outline()

    assert sum(row.depth == 1 for row in rows) == 9
    assert len({row.code for row in rows}) == len(rows)


@pytest.mark.parametrize("section", ["A", "B", "C", "D", "E", ""])
@pytest.mark.parametrize("kind", FindingType)
@pytest.mark.parametrize("addressee", ["", *Addressee])
def test_the_default_outline_has_a_heading_for_every_finding(kind, section, addressee):
    assert heading_of(default_outline(), Source(kind.value), section, addressee)


def test_every_type_of_finding_is_a_source():
    assert {each.value for each in FINDING_SOURCES} == {each.value for each in FindingType}
