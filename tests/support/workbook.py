"""Workbooks for tests: a small sound one, one changed in a cell, and any by its parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from xlsxwriter import Workbook

from forms.definition import Checklist, Item

Rows = list[list[object]]

SURVEY: Rows = [
    ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "bind::lsv:kind",
     "bind::lsv:points", "bind::lsv:evidence", "required", "relevant", "constraint",
     "bind::lsv:step", "bind::lsv:bands", "bind::lsv:prefill", "bind::lsv:levels"],
    ["begin_group", "chung", "Thông tin chung", "", "general"],
    ["text", "G1", "Tên đơn vị", "", "text"],
    ["end_group"],
    ["begin_group", "A", "Mục A", "Section A", "base", 10],
    ["select_one yes_no", "A1", "Đã có kế hoạch", "", "yes_no", 2, "document"],
    ["select_one thang", "A2", "Chất lượng", "", "scale", 3, "", "yes", "${A1} = 'yes'"],
    ["begin_group", "A3", "Gồm hai ý", "", "points", 5],
    ["decimal", "A3a", "Ý một", "", "points", 2, "", "", "", ". >= 0", 0.5],
    ["decimal", "A3b", "Ý hai", "", "indicator", 3, "", "", "", "", "", "1=1; 0,8=0,75"],
    ["end_group"],
    ["begin_repeat", "A4", "Bảng"],
    ["text", "ten", "Tên"],
    ["end_repeat"],
    ["end_group"],
    ["begin_group", "T", "Điểm thưởng", "", "bonus"],
    ["select_one yes_no", "T1", "Mô hình mới", "", "bonus", 2],
    ["end_group"],
]  # fmt: skip
CHOICES: Rows = [
    ["list_name", "name", "label::Tiếng Việt (vi)", "share"],
    ["yes_no", "yes", "Có"],
    ["yes_no", "no", "Không"],
    ["thang", 0, "Không thực hiện"],
    ["thang", 1, "Đạt một phần"],
    ["thang", 2, "Đạt"],
]
SETTINGS: Rows = [
    ["form_title", "form_id", "version", "namespaces", "attribute::lsv:base_points",
     "attribute::lsv:penalties"],
    ["Phiếu thử", "PKS-THU", "1", 'lsv="urn:khao-sat:phieu:1"', 10, "no"],
]  # fmt: skip
THRESHOLDS: Rows = [
    ["name", "label::Tiếng Việt (vi)", "total_from"],
    ["tot", "Tốt", 70],
    ["chua", "Chưa đạt", 0],
]
CONDITIONS: Rows = [
    ["name", "kind", "label::Tiếng Việt (vi)", "cap", "item", "value", "percent", "sections"],
    ["k1", "item_equals", "Chưa có kế hoạch", "chua", "A1", "no"],
    ["k2", "section_below", "Mục yếu", "", "", "", 50, "A"],
]
SOUND: dict[str, Rows] = {
    "survey": SURVEY,
    "choices": CHOICES,
    "settings": SETTINGS,
    "thresholds": THRESHOLDS,
    "conditions": CONDITIONS,
}


def found(checklist: Checklist, code: str) -> Item:
    """The item of this code, which must be there."""
    item = checklist.find_item(code)
    assert item is not None, code
    return item


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx with these rows; a text beginning with ``=`` becomes a formula, as in Excel."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_urls": False})
    # Without a date of its own it would have today's, and other bytes every second.
    book.set_properties({"created": datetime(2020, 11, 1, tzinfo=UTC)})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def changed(changes: Mapping[str, object], without: Sequence[str] = ()) -> bytes:
    """The sound workbook with other cells: ``{"survey!B6": "A2"}``; ``""`` empties one."""
    sheets = {
        name: [list(row) for row in rows] for name, rows in SOUND.items() if name not in without
    }
    for place, value in changes.items():
        name, _, cell = place.partition("!")
        row, column = int(cell[1:]) - 1, ord(cell[0]) - ord("A")
        rows = sheets.setdefault(name, [])
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([""] * (column + 1 - len(rows[row])))
        rows[row][column] = value
    return workbook(sheets)


def with_parts(parts: Mapping[str, bytes | str], *, data: bytes | None = None) -> bytes:
    """A workbook some of whose parts are these, whatever they are."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook(SOUND))) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            if name not in parts:
                made.writestr(name, given.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()
