"""What the files of the evaluation tell the programs that open them."""

import io
import zipfile

import openpyxl
import pytest
from pypdf import PdfReader

from survey_app.evaluations.composing import compose
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from tests.sample_evaluation import facts

ROUND = facts(4)
CONTENT = compose(ROUND)


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(excel(CONTENT)))


def test_the_first_sheet_says_what_the_workbook_is_and_names_the_others(book):
    first, *others = book.worksheets

    said = {cell.value for row in first.iter_rows() for cell in row}
    assert CONTENT.title in first["B4"].value
    assert {sheet.title for sheet in others} <= said


def test_a_made_up_target_is_a_number_that_shows_its_mark(book):
    sheet = book["Chỉ tiêu"]

    place = [cell.value for cell in sheet[4]].index("Cả nhiệm kỳ")
    target = sheet[5][place]
    assert target.value == 20
    assert target.number_format == '#,##0"(*)"'
    assert any("(*) Chỉ tiêu minh hoạ" in str(row[0].value) for row in sheet.iter_rows())


def test_every_sheet_is_printed_on_its_side_with_its_heading_on_each_page(book):
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(sheet.print_title_rows == "$4:$4" for sheet in book.worksheets[1:])


def test_word_fills_in_the_contents_list_when_it_opens_the_document():
    with zipfile.ZipFile(io.BytesIO(word(CONTENT))) as archive:
        settings = archive.read("word/settings.xml").decode()

    assert "<w:updateFields" in settings
    assert settings.index("<w:updateFields") < settings.index("<w:compat>")


@pytest.mark.parametrize("visits", range(1, 9))
def test_no_page_is_empty(visits):
    pages = PdfReader(io.BytesIO(pdf(compose(facts(visits))))).pages

    assert [at for at, page in enumerate(pages, 1) if len(page.extract_text()) < 120] == []
