"""Every question type of XLSForm: a workbook that has it, and what it becomes or what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.definition import Checklist, Format, Kind
from forms.xlsform import WorkbookFaults, read_workbook, write_workbook
from tests.support.workbook import Rows, found, workbook

DOCUMENT = (Path(__file__).parents[3] / "docs" / "xlsform.md").read_text(encoding="utf-8")
CHOICES: Rows = [
    ["list_name", "name", "label"],
    ["mau", "a", "Trực tiếp"],
    ["mau", "b", "Trực tuyến"],
]
SETTINGS: Rows = [["form_title", "form_id", "version"], ["Phiếu thường", "phieu_thuong", "1"]]

# What is kept: the type as it is written, and the kind and the format that it becomes.
KEPT = [
    ("text", Kind.TEXT, Format.TEXT),
    ("string", Kind.TEXT, Format.TEXT),
    ("integer", Kind.TEXT, Format.INTEGER),
    ("int", Kind.TEXT, Format.INTEGER),
    ("decimal", Kind.TEXT, Format.DECIMAL),
    ("date", Kind.TEXT, Format.DATE),
    ("select_one mau", Kind.CHOICE, Format.TEXT),
    ("select one mau", Kind.CHOICE, Format.TEXT),
    ("select one from mau", Kind.CHOICE, Format.TEXT),
    ("select1 mau", Kind.CHOICE, Format.TEXT),
]
# What is told with its row: the type, and a word of the advice.
TOLD = [
    ("note", "hint"),
    ("select_multiple mau", "tách thành nhiều câu hỏi"),
    ("select all that apply from mau", "tách thành nhiều câu hỏi"),
    ("rank mau", "tách thành nhiều câu hỏi"),
    ("select_one mau or_other", "Thêm lựa chọn “khác”"),
    ("select_one_from_file don_vi.csv", "trang choices"),
    ("select_multiple_from_file don_vi.csv", "trang choices"),
    ("select_one_external mau", "trang choices"),
    ("time", "text, integer, decimal hoặc date"),
    ("datetime", "text, integer, decimal hoặc date"),
    ("range", "text, integer, decimal hoặc date"),
    ("barcode", "text, integer, decimal hoặc date"),
    ("acknowledge", "text, integer, decimal hoặc date"),
    ("trigger", "text, integer, decimal hoặc date"),
    ("geopoint", "text, integer, decimal hoặc date"),
    ("geotrace", "text, integer, decimal hoặc date"),
    ("geoshape", "text, integer, decimal hoặc date"),
    ("xml-external", "text, integer, decimal hoặc date"),
    ("image", "bind::lsv:evidence"),
    ("photo", "bind::lsv:evidence"),
    ("audio", "bind::lsv:evidence"),
    ("background-audio", "bind::lsv:evidence"),
    ("video", "bind::lsv:evidence"),
    ("file", "bind::lsv:evidence"),
    ("calculate", "do phần mềm tính"),
    ("hidden", "do phần mềm tính"),
    ("start", "tự ghi"),
    ("end", "tự ghi"),
    ("today", "tự ghi"),
    ("deviceid", "tự ghi"),
    ("username", "tự ghi"),
    ("email", "tự ghi"),
    ("phonenumber", "tự ghi"),
    ("simserial", "tự ghi"),
    ("subscriberid", "tự ghi"),
    ("audit", "tự ghi"),
    ("start-geopoint", "tự ghi"),
    ("csv-external", "tự ghi"),
    ("osm", "tự ghi"),
]


def form(rows: Rows) -> bytes:
    """A plain workbook with one group that holds these rows between two questions."""
    survey: Rows = [
        ["type", "name", "label"],
        ["begin_group", "muc", "Mục"],
        ["text", "truoc", "Câu trước"],
        *rows,
        ["text", "sau", "Câu sau"],
        ["end_group"],
    ]
    return workbook({"survey": survey, "choices": CHOICES, "settings": SETTINGS})


@pytest.mark.parametrize(("kind", "becomes", "typed"), KEPT, ids=[row[0] for row in KEPT])
def test_a_type_that_is_kept_becomes(kind, becomes, typed):
    made = read_workbook(form([[kind, "cau", "Câu hỏi"]]))

    item = found(made, "cau")
    assert (item.kind, item.format, item.points) == (becomes, typed, None)
    assert _codes(made) == ["truoc", "cau", "sau"]
    assert read_workbook(write_workbook(made)) == made


@pytest.mark.parametrize(("kind", "advice"), TOLD, ids=[row[0] for row in TOLD])
def test_a_type_that_is_not_kept_is_told_with_its_cell_and_what_to_do(kind, advice):
    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(form([[kind, "cau", "Câu hỏi"]]))

    (fault,) = refused.value.faults
    assert (fault.code, fault.place) == ("type-unsupported", "survey!A4 (type)")
    assert advice in fault.message.vi
    assert fault.message.en


@pytest.mark.parametrize(
    ("begin", "end"), [("begin_group", "end_group"), ("begin group", "end group")]
)
def test_a_group_inside_a_section_becomes_an_item_with_sub_items(begin, end):
    made = read_workbook(form([[begin, "nhom", "Nhóm"], ["text", "y", "Ý"], [end]]))

    assert [item.code for item in made.sections[0].items[1].items] == ["y"]


@pytest.mark.parametrize(
    ("begin", "end"), [("begin_repeat", "end_repeat"), ("begin repeat", "end repeat")]
)
def test_a_repeat_becomes_a_table(begin, end):
    made = read_workbook(
        form([[begin, "bang", "Bảng"], ["text", "ten", "Tên"], ["integer", "so", "Số"], [end]])
    )

    table = found(made, "bang")
    assert table.kind is Kind.TABLE
    assert [(each.code, each.format) for each in table.columns] == [
        ("ten", Format.TEXT),
        ("so", Format.INTEGER),
    ]


def test_every_type_that_is_not_kept_is_told_at_once():
    rows: Rows = [[kind, f"cau{n}", "Câu hỏi"] for n, (kind, _) in enumerate(TOLD)]

    with pytest.raises(WorkbookFaults) as refused:
        read_workbook(form(rows))

    assert [each.row for each in refused.value.faults] == list(range(4, 4 + len(TOLD)))


@pytest.mark.parametrize("kind", [row[0] for row in (*KEPT, *TOLD)])
def test_the_document_says_of_each_type_what_becomes_of_it(kind):
    word = (
        "or_other" if kind.endswith("or_other") else kind.removesuffix(" mau").split(" don_vi")[0]
    )

    assert f"`{word}`" in DOCUMENT


def _codes(checklist: Checklist) -> list[str]:
    return [item.code for _, item in checklist.items()]
