"""A form by somebody who knows XLSForm and nothing of our attributes is read as it was meant."""

from decimal import Decimal

import pytest

from forms.definition import Format, Kind, SectionKind, Text
from forms.xlsform import WorkbookFaults, read_workbook, write_workbook
from tests.support.workbook import Rows, found, workbook

SURVEY: Rows = [
    ["type", "name", "label", "hint", "required", "relevant", "appearance"],
    ["text", "ten", "Tên đơn vị"],
    ["begin group", "chung", "Tình hình", "Đọc kỹ", "", "", "field-list"],
    ["select one from mau", "hinh_thuc", "Hình thức", "", "yes"],
    ["integer", "so_dv", "Số đoàn viên", "Tính cả dự bị", "TRUE", "${hinh_thuc} = 'a'"],
    ["decimal", "ty_le", "Tỷ lệ"],
    ["date", "ngay", "Ngày thành lập"],
    ["begin repeat", "ds", "Danh sách"],
    ["string", "ho_ten", "Họ tên"],
    ["int", "tuoi", "Tuổi"],
    ["end repeat", "ds"],
    ["begin_group", "y_kien", "Ý kiến"],
    ["text", "y1", "Ý một"],
    ["end_group"],
    ["end group"],
]
CHOICES: Rows = [
    ["list name", "value", "label"],
    ["mau", "a", "Trực tiếp"],
    ["mau", "b", "Trực tuyến"],
]
SETTINGS: Rows = [["form_title", "form_id", "version"], ["Phiếu thường", "phieu_thuong", 20201101]]


def form(survey: Rows = SURVEY, choices: Rows = CHOICES) -> bytes:
    return workbook({"survey": survey, "choices": choices, "settings": SETTINGS})


def test_types_become_kinds_that_are_not_scored():
    made = read_workbook(form())

    kinds = {item.code: (item.kind, item.format) for _, item in made.items()}
    assert kinds == {
        "ten": (Kind.TEXT, Format.TEXT),
        "hinh_thuc": (Kind.CHOICE, Format.TEXT),
        "so_dv": (Kind.TEXT, Format.INTEGER),
        "ty_le": (Kind.TEXT, Format.DECIMAL),
        "ngay": (Kind.TEXT, Format.DATE),
        "ds": (Kind.TABLE, Format.TEXT),
        "y1": (Kind.TEXT, Format.TEXT),
    }
    assert all(item.points is None for _, item in made.items())


def test_groups_become_sections_and_what_is_outside_is_general():
    made = read_workbook(form())

    assert [(part.code, part.kind, part.hint) for part in made.sections] == [
        ("chung", SectionKind.BASE, Text("Đọc kỹ"))
    ]
    assert [item.code for item in made.general] == ["ten"]
    assert [part.code for part in made.sections[0].items[-1].items] == ["y1"]
    assert [column.code for column in found(made, "ds").columns] == ["ho_ten", "tuoi"]


def test_a_version_typed_as_a_number_is_kept_as_it_looks():
    assert read_workbook(form()).version == "20201101"


def test_it_can_be_written_with_our_attributes_and_read_again():
    made = read_workbook(form())

    assert read_workbook(write_workbook(made)) == made


@pytest.mark.parametrize(
    ("names", "kind"),
    [(["yes", "no"], Kind.YES_NO), ([0, 1, 2], Kind.SCALE)],
)
def test_points_on_a_choice_tell_what_it_is(names, kind):
    survey: Rows = [[*row, *([""] * (7 - len(row)))] for row in SURVEY]
    survey[0].append("bind::lsv:points")
    survey[2].append(4)
    survey[3].append(4)
    choices: Rows = [CHOICES[0], *(["mau", name, f"Mức {name}"] for name in names)]
    settings: Rows = [
        [*SETTINGS[0], "namespaces", "attribute::lsv:base_points"],
        [*SETTINGS[1], "lsv='urn:khao-sat:phieu:1'", 4],
    ]
    survey[4][5] = ""

    made = read_workbook(workbook({"survey": survey, "choices": choices, "settings": settings}))

    assert found(made, "hinh_thuc").kind is kind
    assert found(made, "hinh_thuc").points == Decimal(4)


def test_text_comes_in_nfc_without_invisible_characters():
    survey: Rows = [list(row) for row in SURVEY]
    survey[1][2] = "  Te\u0302n\u00a0 \u200bđơn vi\u0323 "

    assert read_workbook(form(survey)).general[0].label.vi == "Tên đơn vị"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("note", "type-unsupported"),
        ("geopoint", "type-unsupported"),
        ("calculate", "type-unsupported"),
        ("start", "type-unsupported"),
        ("select_one mau or_other", "type-unsupported"),
        ("rank mau", "type-unsupported"),
        ("tekst", "type-unknown"),
    ],
)
def test_a_type_that_cannot_be_kept_is_told_with_its_row(kind, code):
    survey: Rows = [list(row) for row in SURVEY]
    survey[4][0] = kind

    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(form(survey))

    assert [(each.place, each.code) for each in refused.value.faults] == [
        ("survey!A5 (type)", code)
    ]


@pytest.mark.parametrize(
    "column", ["calculation", "default", "choice_filter", "media::image", "bind::odk:x", "body::y"]
)
def test_a_column_that_cannot_be_kept_is_told_where_it_is_filled(column):
    survey: Rows = [[*row, *([""] * (7 - len(row)))] for row in SURVEY]
    survey[0].append(column)
    survey[4].append("1 + 1")

    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(form(survey))

    assert [(each.place, each.code) for each in refused.value.faults] == [
        (f"survey!H5 ({column})", "column-unsupported")
    ]
