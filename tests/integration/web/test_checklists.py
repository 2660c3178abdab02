"""Checklists for the office: the list, one version, import with its faults, publish, export."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from forms.canonical import from_json
from forms.definition import Kind
from forms.xlsform import read_workbook, write_workbook
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from tests.support.cast import version
from tests.support.checklist import SMALL
from tests.support.desk import words_of
from tests.support.queries import counted

NEW = replace(SMALL, version="2")
SHOWN = "/checklists/PKS-NHO/1"


def bring(browser, data, name="phieu.xlsx"):
    return browser.post(
        "/checklists/import",
        data={"workbook": (io.BytesIO(data), name)},
        content_type="multipart/form-data",
    )


def spoiled():
    """The workbook of a checklist with one wrong type."""
    book = load_workbook(io.BytesIO(write_workbook(NEW)))
    sheet = book["survey"]
    row = next(cells for cells in sheet.iter_rows(min_row=2) if cells[1].value == "A2")
    row[0].value = "khong_co_loai_nay"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), row[0].row


def test_the_list_shows_each_version(cast, desk):
    page = desk(cast.chau).get("/checklists").get_data(as_text=True)

    assert "Phiếu nhỏ để thử" in page
    assert "Đã ban hành" in page


def test_a_version_shows_its_items_with_points_and_evidence(cast, desk):
    words = words_of(desk(cast.binh).get(SHOWN).get_data(as_text=True))

    for told in ("Đã ban hành kế hoạch", "Chỉ tiêu, số liệu (người)", "văn bản", "A. Tổ chức"):
        assert told in words, told


def test_a_workbook_becomes_a_draft_and_is_published(cast, desk, look):
    browser = desk(cast.chau)

    brought = bring(browser, write_workbook(NEW))
    published = browser.post("/checklists/PKS-NHO/2/publication")

    assert (brought.status_code, published.status_code) == (303, 303)
    kept = look(select(ChecklistVersion).order_by(ChecklistVersion.id))
    assert [(each.version, each.state) for each in kept] == [
        ("1", VersionState.PUBLISHED),
        ("2", VersionState.PUBLISHED),
    ]


def test_a_fault_is_told_by_sheet_row_and_column_and_nothing_is_kept(cast, desk, look):
    data, row = spoiled()

    reply = bring(desk(cast.chau), data)

    words = words_of(reply.get_data(as_text=True))
    assert reply.status_code == 422
    assert f"survey {row} A type" in words
    assert len(look(select(ChecklistVersion))) == 1


@pytest.mark.parametrize("data", [b"", b"khong phai bang tinh", b"PK\x03\x04 gay"])
def test_what_is_no_workbook_is_told(cast, desk, look, data):
    reply = bring(desk(cast.chau), data)

    assert reply.status_code == 422
    assert len(look(select(ChecklistVersion))) == 1


def test_sending_no_file_is_told(cast, desk):
    reply = desk(cast.chau).post("/checklists/import")

    assert reply.status_code == 422
    assert "Chọn tệp bảng tính .xlsx." in reply.get_data(as_text=True)


def test_a_published_version_is_not_imported_over(cast, desk):
    section = replace(SMALL.sections[0], title=replace(SMALL.sections[0].title, vi="Tên khác"))
    other = replace(SMALL, sections=(section, *SMALL.sections[1:]))

    reply = bring(desk(cast.chau), write_workbook(other))

    assert reply.status_code == 409
    assert "Phiên bản đã ban hành không sửa được." in reply.get_data(as_text=True)


def test_a_code_that_changes_its_type_is_not_published(cast, desk, look):
    browser = desk(cast.chau)
    first, *rest = SMALL.sections
    changed = replace(first.items[2], kind=Kind.INDICATOR, step=None)
    section = replace(first, items=(*first.items[:2], changed))
    bring(browser, write_workbook(replace(NEW, sections=(section, *rest))))

    reply = browser.post("/checklists/PKS-NHO/2/publication")

    assert reply.status_code == 409
    assert "(A3)" in reply.get_data(as_text=True)


def test_what_is_exported_reads_back_the_same(cast, desk):
    browser = desk(cast.chau)

    workbook = browser.get(f"{SHOWN}/workbook.xlsx")
    definition = browser.get(f"{SHOWN}/definition.json")

    assert read_workbook(workbook.data) == SMALL
    assert from_json(definition.data) == SMALL
    assert "pks-nho-1.xlsx" in workbook.headers["Content-Disposition"]


def test_a_draft_is_the_offices_alone(cast, desk):
    bring(desk(cast.chau), write_workbook(NEW))

    assert desk(cast.binh).get("/checklists/PKS-NHO/2").status_code == 404
    assert "/checklists/PKS-NHO/2" not in desk(cast.binh).get("/checklists").get_data(as_text=True)


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_only_the_office_imports_and_publishes(cast, desk, who):
    browser = desk(getattr(cast, who))

    assert browser.get("/checklists/import").status_code == 403
    assert bring(browser, write_workbook(NEW)).status_code == 403
    assert browser.post("/checklists/PKS-NHO/1/publication").status_code == 403


def test_a_version_that_is_not_there_is_told(cast, desk):
    browser = desk(cast.chau)
    paths = ("", "/workbook.xlsx", "/definition.json")

    statuses = {browser.get(f"/checklists/PKS-NHO/9{path}").status_code for path in paths}

    assert statuses == {404}
    assert browser.post("/checklists/PKS-NHO/9/publication").status_code == 404


def test_the_list_asks_as_often_for_thirty_versions_as_for_three(app, cast, desk, change):
    browser = desk(cast.chau)
    change(lambda session: [version(session, replace(SMALL, version=f"b{n}")) for n in range(2)])
    few = counted(app, lambda: browser.get("/checklists"))
    change(lambda session: [version(session, replace(SMALL, version=f"c{n}")) for n in range(27)])

    assert counted(app, lambda: browser.get("/checklists")) == few
