"""Where a document ends: the mark follows its last words, and the signature follows the mark."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import Block, Prose, StatementLine, Statements, Table
from survey_app.evaluations.ending import ended
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from tests.sample_evaluation import facts

CONTENT = compose(facts(4))
LINE = StatementLine(1, "Có kế hoạch.", "", ("LĐLĐ huyện A",), 3, False, False, ())


def block(*parts: Any) -> Any:
    return Block("I.", "Kiến nghị", 1, "", "", parts)


def _ended(blocks: Any) -> Any:
    return ended(blocks)


def test_the_mark_takes_the_place_of_the_last_full_stop():
    [last], mark = _ended(
        (
            block(
                Prose("Trên đây là báo cáo."),
            ),
        )
    )

    assert last.parts[-1].text == "Trên đây là báo cáo./."
    assert mark == ""


def test_the_mark_takes_the_place_of_the_stop_inside_a_bracket_too():
    [last], _ = _ended((block(Prose("(Chưa có ghi nhận nào.)", is_note=True)),))

    assert last.parts[-1].text == "(Chưa có ghi nhận nào)./."


def test_the_mark_follows_the_bracket_of_the_last_statement_alone():
    [last], mark = _ended((block(Statements("", (LINE, LINE))),))

    first, second = last.parts[-1].lines
    assert "".join(first.parted()).endswith("(1 trên 3 đơn vị: LĐLĐ huyện A).")
    assert "".join(second.parted()).endswith("(1 trên 3 đơn vị: LĐLĐ huyện A)./.")
    assert mark == ""


@pytest.mark.parametrize("blocks", [(), (block(),)], ids=["no blocks", "a heading alone"])
def test_where_nothing_can_take_it_the_mark_stands_alone(blocks):
    assert ended(blocks) == (blocks, "./.")


def test_after_a_table_the_mark_stands_alone():
    tables = [part for each in CONTENT.blocks for part in each.parts if isinstance(part, Table)]

    assert ended((block(tables[0]),)) == ((block(tables[0]),), "./.")


def test_each_file_says_the_mark_once_behind_its_last_words():
    words = "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf(CONTENT))).pages)
    lines = [each.text for each in Document(io.BytesIO(word(CONTENT))).paragraphs]

    assert words.count("./.") == 1
    assert sum(line.endswith("./.") for line in lines) == 1
    assert "./." not in lines


def test_in_word_the_last_row_of_a_table_stays_with_its_notes():
    with zipfile.ZipFile(io.BytesIO(word(CONTENT))) as archive:
        body = archive.read("word/document.xml").decode()
    table = next(each for each in body.split("<w:tbl>") if "(*) Chỉ tiêu minh hoạ" in each)
    rows = table.split("</w:tbl>")[0].split("<w:tr>")

    assert "<w:keepNext/>" in rows[-1]
    assert "<w:keepNext/>" not in rows[-2]


def test_a_long_note_in_excel_is_no_wider_than_its_table():
    book = openpyxl.load_workbook(io.BytesIO(excel(CONTENT)))
    sheet = book["Tổng hợp điểm"]
    notes = [row[0] for row in sheet.iter_rows() if str(row[0].value).startswith("A: ")]

    assert notes
    merged = [str(each) for each in sheet.merged_cells.ranges]
    for note in notes:
        assert any(each.startswith(f"{note.coordinate}:") for each in merged)
        assert note.alignment.wrap_text
