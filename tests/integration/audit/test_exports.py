"""What is taken away as a file is in the audit log: who, what, how many rows."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from survey_app.audit.models import AuditRow
from survey_app.edge.exporting import ACTION


@pytest.fixture
def notes(look):
    """The notes of files that were taken, the oldest first."""

    def found():
        asked = select(AuditRow).where(AuditRow.action == ACTION).order_by(AuditRow.number)
        return [(row.actor, row.subject, json.loads(row.detail)) for row in look(asked)]

    return found


def test_a_workbook_is_noted_with_its_rows_and_who_took_it(cast, desk, notes):
    address = f"/round/{cast.round.id}/scores.xlsx?layer=team"

    answer = desk(cast.chau).get(address)

    [(actor, subject, detail)] = notes()
    assert (actor, subject) == ("Chau", "page:desk.overview.book")
    assert detail["address"] == address
    assert detail["rows"] == 2
    assert detail["bytes"] == len(answer.get_data())


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_document_is_noted(cast, desk, notes, form):
    desk(cast.binh).get(f"/visits/{cast.visit.key}/documents/findings.{form}")

    [(actor, _subject, detail)] = notes()
    assert actor == "Binh"
    assert detail["rows"] is None


def test_the_log_that_is_taken_away_is_noted_in_the_log(cast, desk, notes):
    desk(cast.quan).get("/audit.csv")

    assert [actor for actor, _subject, _detail in notes()] == ["Quan"]


def test_pages_and_refusals_are_no_files(cast, desk, notes):
    assert desk(cast.chau).get(f"/round/{cast.round.id}/scores").status_code == 200
    assert desk(cast.an).get(f"/round/{cast.round.id}/scores.xlsx").status_code == 403
    assert desk(cast.chau).get(f"/round/{cast.round.id}/nothing.xlsx").status_code == 404

    assert notes() == []


def test_the_log_says_so_in_words(cast, desk):
    administrator = desk(cast.quan)
    administrator.get("/audit.csv")

    page = administrator.get("/audit").get_data(as_text=True)

    assert "Tải dữ liệu ra tệp" in page
    assert "/audit.csv" in page
