"""What fits of a foreign form is taken; what does not is told cell by cell, and no more goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.xlsform import Cut, fit_workbook, read_workbook
from forms.xlsform.types import UNSUPPORTED
from tests.support.workbook import SOUND, Rows, workbook

HEADINGS: list[object] = ["type", "name", "label", "relevant", "calculation", "hint"]
SURVEY: Rows = [
    HEADINGS,
    ["start", "start"],
    ["text", "ten", "Tên đơn vị"],
    ["begin_group", "g1", "Tình hình"],
    ["note", "n1", "Đọc kỹ"],
    ["select_one co_khong or_other", "co", "Có mạng không"],
    ["select_multiple may", "may", "Thiết bị"],
    ["integer", "so", "Bao nhiêu máy", "selected(${may}, 'pc')"],
    ["calculate", "tong", "", "", "${so} * 2"],
    ["begin_group", "g2", "Nhóm hai"],
    ["begin_group", "g3", "Nhóm trong nhóm"],
    ["text", "sau", "Ý kiến"],
    ["end_group"],
    ["end_group"],
    ["begin_repeat", "anh", "Các ảnh"],
    ["image", "a1", "Ảnh"],
    ["end_repeat"],
    ["end_group"],
]
CHOICES: Rows = [
    ["list_name", "name", "label", "tinh"],
    ["co_khong", "co", "Có", "x"],
    ["co_khong", "khong", "Không"],
    ["may", "pc", "Máy tính"],
]
SETTINGS: Rows = [
    ["form_title", "form_id", "version", "public_key"],
    ["Phiếu lạ", "la", "3", "abc"],
]


def book(survey: Rows = SURVEY, settings: Rows = SETTINGS) -> bytes:
    return workbook({"survey": survey, "choices": CHOICES, "settings": settings})


def told(fitted):
    return {(each.fault.sheet, each.fault.row, each.fault.column, each.cut) for each in fitted}


def test_what_fits_is_taken_and_all_else_is_told_once():
    fitted = fit_workbook(book())

    assert fitted is not None
    assert [item.code for _, item in fitted.checklist.items()] == ["ten", "co", "so", "sau"]
    assert all(item.points is None for _, item in fitted.checklist.items())
    assert told(fitted.left_out) == {
        ("survey", 2, "A", Cut.ROW),
        ("survey", 5, "A", Cut.ROW),
        ("survey", 6, "A", Cut.CELL),
        ("survey", 7, "A", Cut.ROW),
        ("survey", 8, "D", Cut.CELL),
        ("survey", 9, "A", Cut.ROW),
        ("survey", 11, "A", Cut.FRAME),
        ("survey", 15, "A", Cut.TABLE),
        ("survey", 16, "A", Cut.ROW),
        ("choices", 1, "D", Cut.COLUMN),
        ("settings", 2, "D", Cut.CELL),
    }


def test_it_is_told_in_the_order_of_the_workbook():
    fitted = fit_workbook(book())

    assert fitted is not None
    rows = [each.fault.row for each in fitted.left_out if each.fault.sheet == "survey"]
    assert rows == sorted(rows)


def test_a_form_without_faults_is_taken_whole():
    survey: Rows = [HEADINGS, SURVEY[3], SURVEY[2], ["end_group"]]
    data = workbook({"survey": survey, "settings": [SETTINGS[0][:3], SETTINGS[1][:3]]})

    fitted = fit_workbook(data)

    assert fitted is not None
    assert (fitted.checklist, fitted.left_out) == (read_workbook(data), ())


@pytest.mark.parametrize("kind", sorted(set(UNSUPPORTED) - {"or_other"}))
def test_each_type_that_cannot_be_asked_goes_alone_with_its_row(kind):
    survey: Rows = [HEADINGS, SURVEY[3], SURVEY[2], [kind, "la", "Câu lạ"], ["end_group"]]

    fitted = fit_workbook(book(survey, [SETTINGS[0][:3], SETTINGS[1][:3]]))

    assert fitted is not None
    assert [item.code for _, item in fitted.checklist.items()] == ["ten"]
    assert ("survey", 4, "A", Cut.ROW) in told(fitted.left_out)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK nothing", id="no workbook"),
        pytest.param(workbook({"survey": SURVEY}), id="no settings"),
        pytest.param(book([HEADINGS, *SURVEY[4:5]]), id="nothing left"),
        pytest.param(book(SURVEY[:-1]), id="a group that never ends"),
        pytest.param(book(settings=[["form_title", "version"], ["Phiếu", "1"]]), id="no form_id"),
        pytest.param(
            workbook(SOUND | {"survey": [*SOUND["survey"], ["note", "n", "x"]]}), id="scored"
        ),
    ],
)
def test_what_makes_no_checklist_is_not_fitted(data):
    assert fit_workbook(data) is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from(
            ["text", "note", "integer", "begin_group", "end_group", "begin_repeat", "end_repeat",
             "select_one co_khong", "select_one x", "geopoint", ""]
        ),
        st.sampled_from(["a", "b", "c", "d e", ""]),
        st.sampled_from(["Câu hỏi", "", "Xem ${a}"]),
        st.sampled_from(["", "${a} = 1", "${zz} = 1", "((("]),
    ).map(list),
    max_size=12,
)  # fmt: skip


@given(ROWS)
def test_whatever_is_fitted_is_sound_and_nothing_goes_without_being_told(rows):
    survey: Rows = [HEADINGS, *rows]
    fitted = fit_workbook(book(survey, [SETTINGS[0][:3], SETTINGS[1][:3]]))

    if fitted is None:
        return
    taken = {item.code for _, item in fitted.checklist.items()}
    taken |= {each.code for _, item in fitted.checklist.items() for each in item.columns}
    cut = [each.fault.row for each in fitted.left_out if each.fault.sheet == "survey"]
    tables = [each.fault.row for each in fitted.left_out if each.cut is Cut.TABLE]
    for number, row in enumerate(rows, 2):
        is_question = any(row) and not row[0].startswith(("begin", "end"))
        inside = any(first <= number for first in tables)
        assert not is_question or row[1] in taken or number in cut or inside


PLAIN: Rows = [["form_title", "form_id", "version"], ["Phiếu lạ", "la", "3"]]
UNGROUPED: Rows = [HEADINGS, ["text", "ten", "Tên đơn vị"], ["integer", "so", "Bao nhiêu máy"]]


@pytest.mark.parametrize(
    ("rows", "codes", "left"),
    [
        pytest.param([], ["ten", "so"], 0, id="nothing else"),
        pytest.param([["geopoint", "noi", "Nơi"]], ["ten", "so"], 1, id="what cannot be kept"),
        pytest.param([["date", "A", "Ngày"]], ["ten", "so", "A"], 0, id="a question called A"),
    ],
)
def test_a_form_without_groups_becomes_one_section_and_says_so(rows, codes, left):
    fitted = fit_workbook(workbook({"survey": [*UNGROUPED, *rows], "settings": PLAIN}))

    assert fitted is not None
    (section,) = fitted.checklist.sections
    assert [item.code for item in section.items] == codes
    assert (section.title.vi, section.code in codes) == ("Phiếu lạ", False)
    assert (fitted.gathered, len(fitted.left_out)) == (True, left)


def test_a_form_with_one_group_is_not_gathered():
    rows: Rows = [["begin_group", "g", "Nhóm"], ["text", "y", "Ý kiến"], ["end_group"]]

    fitted = fit_workbook(book([*UNGROUPED, ["image", "a", "Ảnh"], *rows]))

    assert fitted is not None
    assert not fitted.gathered
    assert [item.code for item in fitted.checklist.general] == ["ten", "so"]


@pytest.mark.parametrize("rows", [[], [["image", "a", "Ảnh"]]])
def test_without_a_question_there_is_nothing_to_gather(rows):
    assert fit_workbook(book([HEADINGS, *rows])) is None
