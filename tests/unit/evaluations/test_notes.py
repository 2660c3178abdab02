"""Each statement names its sources in a note: a footnote in Word, a numbered list in the PDF."""

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pypdf
import pytest

from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import StatementLine
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from tests.sample_evaluation import facts


@pytest.fixture(scope="module")
def content():
    return compose(facts(6))


def text_of_notes(document):
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        xml = archive.read("word/footnotes.xml").decode()
    found = re.findall(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', xml)
    return {int(id_): re.sub("<[^>]+>", "", words).strip() for id_, words in found}


def test_notes_are_numbered_in_the_order_of_the_document(content):
    numbers = [line.note for _, line in content.statements()]

    assert numbers == list(range(1, len(numbers) + 1))
    assert len(content.notes()) == len(numbers)


def test_word_has_a_footnote_for_each_statement_in_order(content):
    document = word(content)

    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = archive.read("word/document.xml").decode()
    notes = text_of_notes(document)
    references = [int(id_) for id_ in re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)]
    assert references == sorted(notes) == list(range(1, len(content.notes()) + 1))
    assert tuple(notes[at] for at in references) == content.notes()


def test_the_pdf_lists_the_same_notes(content):
    pages = pypdf.PdfReader(io.BytesIO(pdf(content))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())

    assert "CHÚ THÍCH NGUỒN CỦA CÁC GHI NHẬN" in text
    for number, note in enumerate(content.notes(), start=1):
        assert text.count(f"[{number}]") == 2
        assert note[:40] in text


def test_excel_names_the_note_beside_each_source(content):
    book = openpyxl.load_workbook(io.BytesIO(excel(content)), read_only=True)
    rows = list(book["Nguồn ghi nhận"].iter_rows(min_row=4, values_only=True))

    title, *told = [row[0] for row in rows]
    sources = [line.note for _, line in content.statements() for _ in line.sources]
    assert title == "Chú thích số"
    assert told == sources


def test_a_note_of_many_sources_says_how_many_more_there_are(content):
    line: StatementLine = next(line for _, line in content.statements())
    long = replace(line, sources=line.sources[:1] * 42)

    assert long.cited().endswith("; và 12 nguồn khác, ghi đủ trong tệp Excel")


def test_a_statement_of_the_office_has_no_note(content):
    (block, line), *_ = content.statements()
    own = replace(line, sources=(), units=(), note=0)

    assert own.parted() == (own.text, "")
    assert block.parts
