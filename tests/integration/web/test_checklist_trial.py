"""Trying a version with an example; what comes from files, besides sound workbooks."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from forms.canonical import canonical_json
from forms.xlsform import write_workbook
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from tests.support.checklist import SMALL
from tests.support.desk import words_of

NEW = replace(SMALL, version="2")


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def test_an_example_is_scored_with_its_working(cast, desk):
    form = {"value-A1": "yes", "value-A2": "3", "value-A3": "2,5", "value-B1": "231"}

    reply = desk(cast.an).post("/checklists/PKS-NHO/1/trial", data=form | {"target-B1": "250"})

    words = words_of(reply.get_data(as_text=True))
    assert reply.status_code == 200
    assert "Tính trên phần đã chấm: 4 trên 6 tiêu chí." in words
    assert "231" in words
    assert "9,24 / 10" in words


def test_an_answer_that_cannot_be_taken_is_told_beside_its_item(cast, desk):
    reply = desk(cast.an).post("/checklists/PKS-NHO/1/trial", data={"value-A3": "99"})

    assert reply.status_code == 422
    assert 'id="fault-A3"' in reply.get_data(as_text=True)


def test_an_example_changes_nothing(cast, desk, look):
    desk(cast.an).post("/checklists/PKS-NHO/1/trial", data={"value-A1": "no", "na-A2": "1"})

    assert [each.state for each in look(select(ChecklistVersion))] == [VersionState.PUBLISHED]


def test_our_own_json_comes_back_in(office, look):
    data = {"workbook": (io.BytesIO(canonical_json(NEW)), "phieu.json")}

    reply = office.post("/checklists/import", data=data, content_type="multipart/form-data")

    assert reply.status_code == 303
    assert look(select(ChecklistVersion.content))[-1] == canonical_json(NEW).decode()


def test_json_that_is_no_checklist_is_told_with_its_place(office):
    data = {"workbook": (io.BytesIO(b'{"code": "X"}'), "phieu.json")}

    reply = office.post("/checklists/import", data=data, content_type="multipart/form-data")

    assert reply.status_code == 422
    assert "version is missing" in reply.get_data(as_text=True)


def test_a_cell_with_a_fault_is_quoted_beside_it(office):
    book = load_workbook(io.BytesIO(write_workbook(NEW)))
    sheet = book["survey"]
    row = next(cells for cells in sheet.iter_rows(min_row=2) if cells[1].value == "A2")
    row[0].value = "khong_co_loai_nay"
    out = io.BytesIO()
    book.save(out)

    data = {"workbook": (io.BytesIO(out.getvalue()), "phieu.xlsx")}
    reply = office.post("/checklists/import", data=data, content_type="multipart/form-data")

    assert "<code>khong_co_loai_nay</code>" in reply.get_data(as_text=True)
