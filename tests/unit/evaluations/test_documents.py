"""The three files: the same statements, opened by other programs than those that wrote them."""

import io
import re
import unicodedata
from dataclasses import replace

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from survey_app.evaluations import wording
from survey_app.evaluations.composing import compose
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from survey_app.evaluations.rules import OutlineRow, Source
from tests.sample_evaluation import facts

ROUND = facts(9)
LITTLE = facts(2, own_findings=0)
DRAWN = {"pdf": pdf, "docx": word, "xlsx": excel}
WIDEST = '{"page": {"left": 35, "right": 20, "top": 25, "bottom": 25, "size": 14}}'
PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://x.test","bấm")',
    "+84 233 000",
    "-5 đơn vị chưa nộp",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "https://x.test/a",
    "mailto:a@x.test",
    "{=1+1}",
    "internal:Sheet1!A1",
    "007",
    "1e5",
    "TRUE",
)
MARKUP = '<b>đậm</b> & <a href="x">liên kết</a> <script>alert(1)</script> ]]> &amp; <w:t>'


def with_texts(*texts):
    """The round with the first statements saying these words."""
    changed = [
        replace(each, edited=words) for each, words in zip(LITTLE.statements, texts, strict=False)
    ]
    return compose(replace(LITTLE, statements=(*changed, *LITTLE.statements[len(changed) :])))


def words_of(text):
    """Words alone: layouts break lines and put page numbers where they like."""
    return re.sub(r"[^\w%/]+", " ", unicodedata.normalize("NFC", text)).split()


def pdf_text(data):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def word_text(data):
    document = Document(io.BytesIO(data))
    return "\n".join(
        each.text for each in document.element.body.iter() if each.tag.endswith("}t") and each.text
    )


def excel_cells(data, sheet):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell for cell in row if cell.value is not None] for row in book[sheet].iter_rows()]


def holds(text, said):
    return " ".join(words_of(said)) in " ".join(words_of(text))


@pytest.fixture(scope="module")
def content():
    return compose(ROUND)


@pytest.fixture(scope="module")
def files(content):
    return {suffix: draw(content) for suffix, draw in DRAWN.items()}


def test_pdf_word_and_excel_carry_the_same_statements(content, files):
    texts = {"pdf": pdf_text(files["pdf"]), "docx": word_text(files["docx"])}
    cells = {cell.value for row in excel_cells(files["xlsx"], "Ghi nhận") for cell in row}

    lines = [line for _, line in content.statements()]
    assert len(lines) > 30
    assert [line.text for line in lines if line.text not in cells] == []
    for suffix, text in texts.items():
        missing = [line.text for line in lines if not holds(text, f"{line.text} {line.count}")]
        assert missing == [], suffix


@pytest.mark.parametrize("suffix", DRAWN)
def test_the_same_content_gives_the_same_bytes(content, files, suffix):
    assert DRAWN[suffix](content) == files[suffix]


@pytest.mark.parametrize("suffix", DRAWN)
def test_other_content_gives_other_bytes(suffix):
    assert DRAWN[suffix](with_texts("Nói khác")) != DRAWN[suffix](with_texts("Nói khác nữa"))


def test_every_page_of_a_demonstration_is_marked(files):
    for page in PdfReader(io.BytesIO(files["pdf"])).pages:
        assert "SỐ LIỆU MINH HOẠ" in page.extract_text()
    headers = [each.header for each in Document(io.BytesIO(files["docx"])).sections]
    assert all("SỐ LIỆU MINH HOẠ" in header.paragraphs[1].text for header in headers)
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert all("SỐ LIỆU MINH HOẠ" in sheet["A2"].value for sheet in book)


def test_the_contents_list_names_the_page_each_heading_stands_on(content, files):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages]
    first = " ".join(words_of(pages[0]))

    for block in content.all_blocks():
        if block.depth == 1:
            found = [at for at, page in enumerate(pages[1:], start=2) if holds(page, block.heading)]
            assert re.search(
                re.escape(" ".join(words_of(block.heading))) + rf" {found[0]}\b", first
            )


@pytest.mark.parametrize("page", ["{}", WIDEST], ids=["usual", "widest margins"])
def test_the_contents_list_of_the_proposed_outline_stands_on_the_first_page(page):
    content = compose(replace(ROUND, round=replace(ROUND.round, heading=page)))

    pages = [each.extract_text() for each in PdfReader(io.BytesIO(pdf(content))).pages]

    assert holds(pages[0], wording.NOTES_OF_SOURCES)
    assert pages[1].count("....") == 0
    assert holds(pages[1], content.opening[0])


def test_pages_are_numbered_in_one_row_but_for_the_first(files):
    pages = PdfReader(io.BytesIO(files["pdf"])).pages

    for number, page in enumerate(list(pages)[1:], start=2):
        assert re.search(rf"^{number}$", page.extract_text(), re.MULTILINE)


def test_wide_tables_lie_on_their_side_and_the_rest_stands(files):
    widths = [float(page.mediabox.width) for page in PdfReader(io.BytesIO(files["pdf"])).pages]

    assert {round(width) for width in widths} == {595, 842}
    sections = Document(io.BytesIO(files["docx"])).sections
    assert [round((each.page_width or 0) / 36_000) for each in sections] == [
        210,
        297,
        210,
        297,
        210,
    ]


def test_word_has_real_headings_and_table_heads_that_repeat(content, files):
    document = Document(io.BytesIO(files["docx"]))

    headings = [
        each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"
    ]
    assert headings == [each.heading for each in content.all_blocks() if each.depth == 1]
    xml = document.element.xml
    assert xml.count("<w:tblHeader/>") == xml.count('<w:tblStyle w:val="TableGrid"/>') > 0
    assert "TOC \\o" in xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.sections[0].different_first_page_header_footer


def test_numbers_in_excel_are_numbers_and_days_are_days(files):
    scores = excel_cells(files["xlsx"], "Tổng hợp điểm")
    visits = excel_cells(files["xlsx"], "Danh sách cuộc khảo sát")

    share = scores[4][3]
    assert isinstance(share.value, float)
    assert share.number_format == "#,##0.0%"
    assert visits[4][3].is_date
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert book["Ghi nhận"].freeze_panes == "A5"
    assert book["Ghi nhận"].auto_filter.ref.startswith("A4:")


def test_nothing_typed_becomes_a_formula_or_a_link():
    data = excel(with_texts(*PAYLOADS))

    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    said = {cell.value for cell in cells if cell.data_type == "s"}
    assert {each.strip() for each in PAYLOADS} <= said


def test_markup_in_a_finding_is_printed_as_it_was_typed():
    content = with_texts(MARKUP)

    assert holds(pdf_text(pdf(content)), MARKUP)
    assert MARKUP in word_text(word(content))
    cells = {cell.value for row in excel_cells(excel(content), "Ghi nhận") for cell in row}
    assert MARKUP in cells


@pytest.mark.parametrize(
    "long",
    [
        pytest.param("Công đoàn cơ sở hoạt động đều tay. " * 570, id="words"),
        pytest.param("ă" * 20_000, id="one word"),
        pytest.param("Dòng\n" * 1_000, id="many lines"),
    ],
)
def test_twenty_thousand_characters_are_printed_whole(long):
    content = with_texts(long)

    assert "".join(words_of(pdf_text(pdf(content)))).count("ă") >= long.count("ă")
    assert long.split()[0] in word_text(word(content))
    assert excel(content)


def test_what_no_font_has_is_spelled_out_in_word_as_on_paper():
    content = with_texts("Đạt yêu cầu 😀", "Một nửa ◐")

    for data in (pdf_text(pdf(content)), word_text(word(content))):
        assert "Đạt yêu cầu [GRINNING FACE]" in data
        assert "Một nửa [CIRCLE WITH LEFT HALF BLACK]" in data
        assert "😀" not in data


def test_decomposed_and_broken_text_is_printed_composed():
    told = unicodedata.normalize("NFD", "Nguyễn Thị Thuỷ đề nghị") + "\x00\x0b\u200b\ud800 xong 😀"

    content = with_texts(told)

    assert holds(pdf_text(pdf(content)), "Nguyễn Thị Thuỷ đề nghị xong")
    assert "Nguyễn Thị Thuỷ đề nghị" in word_text(word(content))
    assert excel(content)


@pytest.mark.parametrize("suffix", DRAWN)
def test_an_evaluation_of_nothing_can_be_drawn(suffix):
    empty = replace(
        LITTLE, visits=(), statements=(), findings={}, scores={}, answers={}, targets={}
    )

    assert DRAWN[suffix](compose(empty))


@pytest.mark.parametrize("suffix", DRAWN)
@pytest.mark.parametrize("source", [Source.SCORES, Source.FINDINGS, Source.OFFICE, Source.HEADING])
def test_an_outline_of_one_heading_can_be_drawn(suffix, source):
    outline = (OutlineRow("x", "Một mục", 1, source),)

    assert DRAWN[suffix](compose(replace(LITTLE, outline=outline)))


def test_a_long_note_is_cut_in_the_table_on_paper_and_whole_in_excel():
    note = "lý do rất dài " * 1_000
    answers = {1: {"B2": {"value": "3", "reason": note}}}

    content = compose(replace(ROUND, visits=ROUND.visits[:1], statements=(), answers=answers))

    assert holds(pdf_text(pdf(content)), "xem đủ trong tệp Excel")
    cells = {cell.value for row in excel_cells(excel(content), "Chỉ tiêu") for cell in row}
    assert any(note.strip() in str(cell) for cell in cells)
