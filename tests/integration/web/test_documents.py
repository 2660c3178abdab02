"""The documents of a visit at the desk: drafts, sealed revisions, photos, and what paper tells."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import pytest
from docx import Document as Word
from pypdf import PdfReader
from sqlalchemy import select

from survey_app.edge.papers import draw_sealed
from survey_app.reports.models import Report, SealedFile
from survey_app.reports.sealing import EVERY
from tests.support.desk import full_visit, words_of
from tests.support.queries import counted

NAMES = ("findings", "minutes", "score-sheet")


@pytest.fixture
def filled(phone):
    """An's visit with one of everything, handed over; the bytes of its photo."""
    return full_visit(phone())


@pytest.fixture
def decide(phone, cast):
    """A move of Bình's on the first visit."""
    binh = phone(cast.binh)

    def made(move, **more):
        body = {"move": move, **more}
        reply = binh.post(f"/visits/{cast.visit.key}/decisions", body)
        assert reply.status_code == 201, reply.get_json()

    return made


@pytest.mark.parametrize("name", NAMES)
def test_each_document_is_a_draft_before_the_approval_and_sealed_after_it(
    cast, desk, filled, decide, name
):
    browser, path = desk(cast.an), f"/visits/{cast.visit.key}/documents/{name}"

    drafts = [_text(browser.get(f"{path}.{suffix}")) for suffix in ("pdf", "docx")]
    decide("approve")
    sealed = [_text(browser.get(f"{path}.{suffix}")) for suffix in ("pdf", "docx")]

    assert ["DỰ THẢO" in each for each in (*drafts, *sealed)] == [True, True, False, False]
    assert ["Bản chốt lần 1" in each for each in sealed] == [True, True]


def test_what_is_sealed_is_drawn_once_and_kept(cast, desk, filled, decide, look, change):
    decide("approve")
    path = f"/visits/{cast.visit.key}/documents/1/minutes.docx"

    first = desk(cast.an).get(path)
    # A year later there may be other fonts; what was sealed stays what it was.
    sha256 = look(select(SealedFile.sha256))
    again = desk(cast.chau).get(path)

    assert sha256 == [hashlib.sha256(first.data).hexdigest()] == [first.headers["ETag"].strip('"')]
    assert again.data == first.data
    assert look(select(SealedFile.sha256)) == sha256


def test_the_job_after_an_approval_draws_every_document_once(app, cast, filled, decide, look):
    decide("approve")

    with app.app_context():
        draw_sealed(cast.visit.id)
        draw_sealed(cast.visit.id)

    kept = {(row.document, row.suffix) for row in look(select(SealedFile))}
    assert kept == {(each.document, each.suffix) for each in EVERY}
    assert len(look(select(SealedFile.id))) == len(EVERY)


def test_an_approval_orders_the_drawing_and_does_not_wait_for_it(app, filled, decide, look):
    huey = app.extensions["jobs"].huey
    huey.flush()

    decide("approve")

    assert [task.name for task in huey.pending()] == ["documents"]
    assert look(select(SealedFile.id)) == []


def test_a_reopened_visit_makes_the_next_revision_and_the_first_stays(cast, desk, filled, decide):
    browser, at = desk(cast.chau), f"/visits/{cast.visit.key}/documents"
    decide("approve")
    first = browser.get(f"{at}/1/findings.pdf").data
    decide("reopen", reason="Bổ sung số liệu")
    decide("agree", item="A2", value=2, reason="Hồ sơ chưa đủ")
    decide("approve")

    page = words_of(browser.get(at).get_data(as_text=True))

    assert browser.get(f"{at}/1/findings.pdf").data == first
    assert "Bản chốt lần 2" in _text(browser.get(f"{at}/findings.pdf"))
    assert ("đang có hiệu lực" in page, "đã được thay thế" in page) == (True, True)
    assert re.search(r"Khác bản trước: \d+ chỗ", page)
    assert "Hồ sơ chưa đủ" in page


def test_the_page_asks_the_same_queries_however_many_revisions(app, cast, desk, filled, decide):
    browser, path = desk(cast.chau), f"/visits/{cast.visit.key}/documents"
    decide("approve")
    once = counted(app, lambda: browser.get(path))
    for _ in range(3):
        decide("reopen", reason="Xem lại")
        decide("approve")

    assert counted(app, lambda: browser.get(path)) == once


def test_a_stranger_finds_none_of_it(cast, desk, filled, decide):
    decide("approve")
    browser = desk(cast.dung)
    paths = ("documents", "documents/findings.pdf", "documents/1/minutes.docx", "photos.zip")

    statuses = {browser.get(f"/visits/{cast.visit.key}/{path}").status_code for path in paths}

    assert statuses == {404}


@pytest.mark.parametrize("path", ["x.pdf", "findings.exe", "evaluation.pdf", "9/findings.pdf"])
def test_a_document_that_there_is_not_is_not_found(cast, desk, filled, path):
    assert desk(cast.an).get(f"/visits/{cast.visit.key}/documents/{path}").status_code == 404


def test_photos_come_as_they_are_kept_named_by_visit_item_and_number(cast, desk, filled):
    reply = desk(cast.an).get(f"/visits/{cast.visit.key}/photos.zip")

    with zipfile.ZipFile(io.BytesIO(reply.data)) as archive:
        names = archive.namelist()
        (photo,) = [name for name in names if name.endswith(".jpg")]
        assert photo.endswith("_A1_A1.1.jpg")
        assert archive.read(photo) == filled
        index = archive.read("danh-muc-anh.csv").decode("utf-8-sig")
    assert "Trang đầu kế hoạch" in index
    assert hashlib.sha256(filled).hexdigest() in index


def test_the_code_on_paper_leads_to_a_page_that_tells_little(client, cast, desk, filled, decide):
    decide("approve")
    address = _address(desk(cast.an).get(f"/visits/{cast.visit.key}/documents/findings.docx"))

    page = words_of(client.get(address).get_data(as_text=True))

    assert "LĐLĐ huyện Hướng Hóa" in page
    assert ("đang có hiệu lực" in page, "Bản chốt lần 1" in page) == (True, True)
    assert "Ban hành kế hoạch sớm" not in page
    assert "Binh" not in page


def test_the_page_of_an_old_sheet_says_that_it_is_superseded(client, look, filled, decide):
    decide("approve")
    address = f"/documents/{look(select(Report.content_sha256))[0][:24]}/1/findings"
    decide("reopen", reason="Bổ sung số liệu")
    reopened = words_of(client.get(address).get_data(as_text=True))
    decide("approve")

    page = words_of(client.get(address).get_data(as_text=True))

    assert "đang được mở lại" in reopened
    assert "đã được thay thế" in page


@pytest.mark.parametrize("code", ["0" * 24, "%25" * 8, "x", "0" * 23])
def test_a_code_that_nobody_printed_leads_nowhere(client, filled, decide, code):
    decide("approve")

    assert client.get(f"/documents/{code}/1/findings").status_code == 404


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_blank_form_has_every_item_of_the_checklist(cast, desk, suffix):
    reply = desk(cast.an).get(f"/checklists/PKS-NHO/1/blank.{suffix}")

    text = _text(reply)

    assert [code for code in ("A1", "A2", "A3", "B1", "B5", "T1") if code not in text] == []
    assert "DỰ THẢO" not in text
    assert desk(cast.an).get("/checklists/PKS-NHO/1/blank.exe").status_code == 404


def _text(reply):
    assert reply.status_code == 200, reply.status
    if reply.data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(reply.data)).pages)
    word = Word(io.BytesIO(reply.data))
    section = word.sections[0]
    told = (section.first_page_header._element, word.element.body, section.footer._element)
    return "\n".join("".join(each.itertext()) for each in told)


def _address(reply):
    """Where the code in the footer leads: the same as is drawn there."""
    footer = Word(io.BytesIO(reply.data)).sections[0].footer
    (target,) = [rel.target_ref for rel in footer.part.rels.values() if rel.is_external]
    return "/documents/" + target.split("/documents/")[1]
