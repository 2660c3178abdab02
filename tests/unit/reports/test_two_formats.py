"""PDF and Word of a document say the same, and both say everything that was recorded, once."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from survey_app.fieldwork.rules import Layer
from survey_app.reports import fonts
from survey_app.reports.composing import content_of
from survey_app.reports.content import Edition, VisitReport
from survey_app.reports.layout import footer_of, pdf
from survey_app.reports.layout_word import word
from survey_app.reports.outlines import OUTLINES
from survey_app.reports.outlines.blank import blank
from survey_app.reports.rules import Document
from tests.sample_visit import ROUND, Log, complete, facts_of
from tests.support.checklist import SMALL
from tests.support.phone import jpeg

ADDRESS = "https://khaosat.example.vn/documents/0123456789abcdef01234567/2/findings"
SEALED = Edition(2, date(2020, 11, 9), datetime(2020, 11, 9, 3, 0, tzinfo=UTC), ADDRESS)
# Long rows of dots are lines to write on; on paper they are drawn.
DOTS = re.compile(r"\.{20,}")


def visit() -> VisitReport:
    """A visit with something of every kind, each in words of its own."""
    log = complete()
    log.answer("A1", {"value": "yes"}, layer="self")
    for at, item in enumerate(("A1", "A2", "B1", None)):
        log.finding("strength", f"Ưu điểm riêng số {at}", item)
        log.finding("limitation", f"Hạn chế riêng số {at}\nvà dòng sau {at}", item)
        log.add("note", {"text": f"Ghi chú riêng số {at}"}, item)
        log.add("evidence", {"number": f"{at}/KH", "about": f"Trích yếu riêng số {at}"}, item)
    log.finding("objective_cause", "Nguyên nhân riêng")
    log.finding("recommendation", "Kiến nghị riêng", addressee="party")
    log.add("attendee", {"name": "Người dự họp", "position": "Chủ tịch", "side": "unit"})
    for at in range(3):
        log.photo(f"{at}" * 64, "A2", f"Chú thích riêng số {at}")
    return content_of(
        facts_of(log, given={Layer.AGREED: {"A2": {"value": 2}}}, round=replace(ROUND))
    )


@pytest.mark.parametrize("document", OUTLINES)
def test_pdf_and_word_of_a_document_have_the_same_words_in_the_same_order(document):
    written = OUTLINES[document](visit())

    on_paper = _pdf_words(pdf(written, SEALED, _nowhere), footer_of(written, SEALED))
    in_word = _word_words(word(written, SEALED, _nowhere))

    assert _from(written.kind, on_paper) == _from(written.kind, in_word)


def test_pdf_and_word_of_a_blank_form_have_the_same_words_in_the_same_order():
    written = blank(SMALL)

    on_paper = _pdf_words(pdf(written, Edition(), _nowhere), footer_of(written, Edition()))
    in_word = _word_words(word(written, Edition(), _nowhere))

    assert _from(written.kind, on_paper) == _from(written.kind, in_word)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_every_finding_note_document_and_caption_is_there_once(suffix):
    said = _said(Document.VISIT, visit(), suffix)

    for at in range(4):
        for words in (f"Ưu điểm riêng số {at}", f"Hạn chế riêng số {at}", f"và dòng sau {at}",
                      f"Ghi chú riêng số {at}", f"Trích yếu riêng số {at}"):  # fmt: skip
            assert said.count(_bare(words)) == 1, words
    for words in ("Nguyên nhân riêng", "Kiến nghị riêng", "Chú thích riêng số 2"):
        assert said.count(_bare(words)) == 1, words


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
@pytest.mark.parametrize("document", [Document.VISIT, Document.SCORES])
def test_every_item_stands_in_the_score_table_once_in_its_order(document, suffix):
    report = visit()
    said = _said(document, report, suffix)
    assert report.scores is not None

    at = said.index(_bare("Diễn giải"))
    for section in report.scores.sections:
        for row in section.rows:
            found = said.find(_bare(f"{row.code}{row.label}{row.points}"), at)
            assert found > 0, row.code
            at = found + 1


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_photos_are_shown_once_each_under_their_numbers_in_order(suffix, tmp_path):
    paths = {}
    for at in range(3):
        path = tmp_path / f"{at}.jpg"
        path.write_bytes(jpeg(80 + at, 60, colour=f"#{at}0{at}0{at}0"))
        paths[f"{at}" * 64] = path
    written = OUTLINES[Document.VISIT](visit())

    data = {"pdf": pdf, "docx": word}[suffix](written, SEALED, paths.get)

    said = _pdf_words(data) if suffix == "pdf" else _word_words(data)
    order = [said.index(_bare(f"Ảnh A2.{at}: Chú thích")) for at in (1, 2, 3)]
    assert order == sorted(order)
    assert [_held(data).count(path.read_bytes()) for path in paths.values()] == [1, 1, 1]


HOSTILE = [
    pytest.param("<b>&\"'<w:p/>]]>&amp;</font> {{x}} %s", id="markup"),
    pytest.param("Mưa lũ kéo dài ở vùng sâu. " * 400, id="10,000 characters"),
    pytest.param("ữ" * 10_000, id="no spaces"),
    pytest.param("a\x00b\x0bc\x1b[31m\ud800\ufffe", id="controls and half characters"),
    pytest.param("a\n" * 500, id="500 lines"),
    pytest.param("😀👍" * 100, id="characters that no font has"),
    pytest.param("họp \u202eđảo\u202c 👩‍👧 xong", id="direction and joined emoji"),
]


@pytest.mark.parametrize("document", OUTLINES)
@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_people_type_is_words_in_both_formats(document, typed):
    log = complete()
    log.finding("limitation", typed, "A1")
    log.add("note", {"text": typed}, "A1")
    log.add("evidence", {"number": "1", "about": typed}, "A1")
    log.photo("a" * 64, "A1", typed[:1000])
    written = OUTLINES[document](content_of(facts_of(log)))

    on_paper = _pdf_words(pdf(written, SEALED, _nowhere), footer_of(written, SEALED))
    in_word = _word_words(word(written, SEALED, _nowhere))

    # A long cell is cut over pages, and the heading of the table comes between.
    wanted = _bare(fonts.printable(typed))[:500]
    assert wanted[:20] in on_paper
    assert wanted in in_word


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=15)
def test_no_text_breaks_the_word_file(text):
    log = Log()
    log.add("note", {"text": text}, "A1")
    log.photo("a" * 64, "A1", text)

    written = OUTLINES[Document.VISIT](content_of(facts_of(log)))

    assert Word(io.BytesIO(word(written, SEALED, _nowhere))).paragraphs


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_all_134_letters_come_back_as_they_went_in(suffix):
    letters = fonts.vietnamese_letters()
    log = Log()
    log.finding("strength", f"{letters[:67]} {letters[67:]}", "A1")

    said = _said(Document.VISIT, content_of(facts_of(log)), suffix)

    assert len(letters) == 134
    assert letters in said


@pytest.mark.parametrize("document", OUTLINES)
def test_the_same_word_file_is_the_same_bytes_and_tells_no_time_of_drawing(document):
    written = OUTLINES[document](visit())

    made = [word(written, SEALED, _nowhere) for _ in range(2)]

    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_word_has_real_headings_and_repeats_the_heading_of_a_table():
    made = Word(io.BytesIO(word(OUTLINES[Document.VISIT](visit()), SEALED, _nowhere)))

    styles = {paragraph.style.name for paragraph in made.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "Heading 3"} <= styles
    assert len(made.element.body.findall(".//{*}tblHeader")) == 4
    assert [section.orientation for section in made.sections] == [0, 0, 1, 0]


def test_the_heading_block_of_a_word_file_has_the_sizes_and_the_lines_of_the_decree():
    block, *_ = Word(io.BytesIO(word(OUTLINES[Document.VISIT](visit()), SEALED, _nowhere))).tables

    above, below = block.rows
    number, day = below.cells
    assert number.text == "Số: …………/BC-LĐLĐ"
    assert day.text.endswith("ngày …… tháng …… năm ……")
    motto = above.cells[1].paragraphs[1]
    sizes = [each.style.font.size.pt for each in (motto, number.paragraphs[0], day.paragraphs[0])]
    assert sizes == [13, 13, 13]


def test_a_draft_says_so_on_each_sheet_and_has_no_code():
    made = Word(io.BytesIO(word(OUTLINES[Document.MINUTES](visit()), Edition(), _nowhere)))

    section = made.sections[0]
    for header in (section.header, section.first_page_header):
        assert "DỰ THẢO" in "".join(header._element.itertext())
    assert "Bản dự thảo" in "".join(section.footer._element.itertext())
    assert "blip" not in section.footer._element.xml


def test_minutes_are_signed_by_both_sides_and_leave_number_hours_and_conclusion_to_be_written():
    said = _said(Document.MINUTES, visit(), "docx")

    for words in (
        "Số: …………/BB-ĐKS",
        "…… giờ ……, ngày 10/11/2020",
        "ĐẠI DIỆN ĐƠN VỊ",
        "THƯ KÝ",
        "KẾT LUẬN CỦA TRƯỞNG ĐOÀN",
        "lập thành 02 bản",
        "mỗi bên giữ 01 bản./.",
    ):
        assert _bare(words) in said, words
    assert _bare("ngày …… tháng …… năm") not in said


def test_the_score_sheet_has_a_column_for_each_layer_also_where_nobody_gave_it():
    said = _said(Document.SCORES, content_of(facts_of(Log())), "docx")

    heading = "Mã Nội dung Điểm chuẩn Đơn vị tự chấm Đoàn chấm Thống nhất Minh chứng Diễn giải"
    assert _bare(heading) in said


def _said(document: Document, report: VisitReport, suffix: str) -> str:
    written = OUTLINES[document](report)
    if suffix == "pdf":
        return _pdf_words(pdf(written, SEALED, _nowhere), footer_of(written, SEALED))
    return _word_words(word(written, SEALED, _nowhere))


def _pdf_words(data: bytes, footer: str = "") -> str:
    """Every character on paper but spaces, without page numbers and footers."""
    pages = []
    for number, page in enumerate(PdfReader(io.BytesIO(data), strict=True).pages, start=1):
        lines = page.extract_text().split("\n")
        around = {f"tờ {number}", footer, str(number), str(number - 1)}
        first = [line for line in lines[:6] if line.strip() not in around]
        pages += [*first, *lines[6:]]
    return _bare("".join(pages))


def _word_words(data: bytes) -> str:
    """Every character of the body but spaces and rows of dots."""
    body = Word(io.BytesIO(data)).element.body
    return _bare(DOTS.sub("", "\n".join(each.text or "" for each in body.iter("{*}t"))))


def _held(data: bytes) -> bytes:
    """The bytes of a file; of an archive, of everything in it."""
    if data.startswith(b"%PDF"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def _from(kind: str, said: str) -> str:
    """From the title on: above it the two columns are read in another order."""
    return said[said.index(_bare(kind.upper())) :]


def _bare(text: str) -> str:
    return "".join(text.split())


def _nowhere(_: str) -> None:
    return None
