"""The desk works where scripts are switched off: the lead's whole journey, and the office's."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from forms.xlsform import read_workbook, write_workbook
from tests.e2e.filling import FINDING, answer_return, fill_and_hand_over
from tests.support.checklist import SMALL

REASON = "Kế hoạch chưa nêu tiến độ; đề nghị bổ sung."
# What Chromium says of a page that tells of faults.
REFUSED = "status of 422"
NEW = replace(SMALL, version="2")


@pytest.fixture
def faulty(tmp_path):
    """A workbook with an unknown type and a figure that is none; and in which rows they are."""
    book = load_workbook(io.BytesIO(write_workbook(NEW)))
    sheet = book["survey"]
    headings = [cell.value for cell in sheet[1]]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    rows["A2"][0].value = "khong_co_loai_nay"
    points = headings.index("bind::lsv:points")
    rows["A1"][points].value = "nhiều"
    file = tmp_path / "co-loi.xlsx"
    book.save(file)
    return file, rows["A2"][0].row, rows["A1"][points]


def test_a_lead_reviews_returns_and_approves_without_script(desk, scene, world, watch):
    watch.expect(REFUSED)
    with world.caller(scene.an) as caller:
        fill_and_hand_over(caller, scene.visit)
    lead = desk(scene.binh, script=False)
    page = lead.review(scene.name)
    expect(page.item("A1")).to_contain_text(FINDING)
    page.begin()
    lead.told("Đã bắt đầu")

    page.give_back("A2", "")
    expect(page.page.get_by_role("alert")).to_contain_text("Nêu lý do trả lại.")
    part = page.item("A2").locator("details[open]")
    part.get_by_label("Lý do trả lại").fill(REASON)
    part.get_by_role("button", name="Trả lại các tiêu chí đã chọn").click()
    expect(page.item("A2")).to_contain_text(REASON)
    expect(page.page.get_by_role("button", name="Duyệt cuộc khảo sát")).to_have_count(0)

    with world.caller(scene.an) as caller:
        answer_return(caller, scene.visit)
    page.page.reload()
    expect(page.item("A2")).to_contain_text("đã bổ sung")
    page.approve()
    expect(page.page.locator("#summary")).to_contain_text("Đã duyệt")
    assert lead.file_behind("Tải báo cáo (PDF)").startswith(b"%PDF")


def test_the_office_brings_a_workbook_in_without_script(desk, world, watch, faulty, tmp_path):
    watch.expect(REFUSED)
    file, row, cell = faulty
    office = desk(world.office, script=False)
    office.menu("Phiếu khảo sát")
    office.follow("Nhập từ bảng tính Excel")
    office.bring_workbook(file)

    faults = office.page.get_by_role("region", name="Các lỗi của bảng tính")
    expect(faults.get_by_role("row", name=f"survey {row} A")).to_be_visible()
    expect(
        faults.get_by_role("row", name=f"survey {cell.row} {cell.column_letter}")
    ).to_be_visible()

    sound = tmp_path / "phieu.xlsx"
    sound.write_bytes(write_workbook(NEW))
    office.bring_workbook(sound)
    office.told("Đã nhập bản nháp")
    office.follow("Xem thay đổi và ban hành")
    office.press("Ban hành")
    office.told("Đã ban hành")
    office.page.get_by_text("Tải về", exact=True).click()
    brought_back = office.file_behind("bảng tính")
    assert read_workbook(brought_back, name="2.xlsx") == NEW
