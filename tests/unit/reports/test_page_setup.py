"""Margins and size of letters as a round sets them: on paper, in Word, in what is sealed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from docx import Document as Word
from docx.shared import Mm, Pt

from survey_app.evaluations import layout_pdf, layout_word
from survey_app.evaluations.composing import compose
from survey_app.evaluations.layout_binder import contents_pdf
from survey_app.reports import snapshots
from survey_app.reports.content import Edition, VisitReport
from survey_app.reports.layout import pdf
from survey_app.reports.layout_word import word
from survey_app.reports.outlines import OUTLINES
from survey_app.reports.page_setup import (
    USUAL,
    PageSetup,
    measure_of,
    page_of,
    set_measures,
    wrong_measures,
)
from survey_app.reports.rules import Document, heading_of
from tests.sample_evaluation import facts
from tests.support.phone import jpeg
from tests.unit.reports.test_two_formats import SEALED, visit

OTHER = PageSetup(left=35.0, right=20.0, top=25.0, bottom=25.0, size=14.0)
POINTS_PER_MM = 72 / 25.4


@pytest.mark.parametrize(
    ("said", "page"),
    [
        (None, USUAL),
        ("30", USUAL),
        ({}, USUAL),
        ({"left": 30}, PageSetup(left=30.0)),
        ({"left": 35, "right": 17.5}, PageSetup(left=35.0, right=17.5)),
        ({"left": 29.5}, USUAL),
        ({"left": 35.5}, USUAL),
        ({"left": 30.2}, USUAL),
        ({"left": "30"}, USUAL),
        ({"left": True}, USUAL),
        ({"left": float("nan")}, USUAL),
        ({"size": 13.5}, PageSetup(size=13.5)),
        ({"size": 14.5}, USUAL),
        ({"top": 20, "bottom": 25}, PageSetup(top=20.0, bottom=25.0)),
        ({"top": 19}, USUAL),
        ({"gutter": 5}, USUAL),
    ],
)
def test_a_page_is_what_the_decree_allows_else_as_usual(said, page):
    assert page_of(said) == page


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"left": 30, "size": 14}, []),
        ({"left": 36}, ["left"]),
        ({"right": "15"}, ["right"]),
        ({"gutter": 5}, ["gutter"]),
        ({"gutter": 5, "size": 12}, ["gutter", "size"]),
        ([30, 15], ["page"]),
    ],
)
def test_measures_that_no_document_can_have_are_named(said, wrong):
    assert list(wrong_measures(said)) == wrong


@pytest.mark.parametrize(
    ("typed", "value"), [("32", 32.0), ("32,5", 32.5), ("32.5", 32.5), (" 30 ", 30.0)]
)
def test_a_measure_is_typed_with_a_comma_or_a_point(typed, value):
    assert measure_of(typed) == value


@pytest.mark.parametrize("typed", ["", "ba mươi", "3 0", "nan", "inf", "30mm", "1" * 21])
def test_what_is_no_measure_is_refused(typed):
    with pytest.raises(ValueError, match=r"^"):
        measure_of(typed)


@pytest.mark.parametrize("document", Document)
def test_every_document_of_a_round_takes_its_page(document):
    typed = json.dumps({"page": set_measures(OTHER), document.value: {"page": {"left": 30}}})

    assert heading_of(typed, document).page == OTHER


@pytest.mark.parametrize("document", OUTLINES)
def test_documents_of_a_visit_follow_the_page_on_paper_and_in_word(document):
    written = OUTLINES[document](_set(visit()))

    paper, in_word = pdf(written, SEALED, _nowhere), word(written, SEALED, _nowhere)

    assert (_leftmost(paper), _size_of_text(paper)) == (35.0, 14.0)
    _has_margins(in_word)


def test_the_evaluation_follows_the_page_on_paper_and_in_word():
    content = compose(facts(3))
    content = replace(content, heading=replace(content.heading, page=OTHER))

    paper = layout_pdf.pdf(content)

    assert (_leftmost(paper), _size_of_text(paper)) == (35.0, 14.0)
    _has_margins(layout_word.word(content))
    assert _leftmost(contents_pdf("Báo cáo", 1, 1, (), (), OTHER)) == 35.0


def test_wider_margins_cut_no_table_in_two():
    content = compose(facts(3))
    wider = replace(content, heading=replace(content.heading, page=OTHER))

    usual, other = (
        len(Word(io.BytesIO(layout_word.word(each))).tables) for each in (content, wider)
    )

    assert usual == other


def test_a_page_set_as_usual_in_words_looks_the_same():
    usual = PageSetup(left=30.0, right=15.0, top=20.0, bottom=20.0, size=13.0)
    written = OUTLINES[Document.VISIT](visit())
    same = replace(written, heading=replace(written.heading, page=usual))

    assert pdf(written, Edition(), _nowhere) == pdf(same, Edition(), _nowhere)


def test_a_sealed_report_keeps_the_page_it_was_sealed_with():
    report = _set(visit())

    kept = snapshots.read(snapshots.kept(report), snapshots.digest(report))

    assert kept == report
    assert kept.heading.page == kept.minutes_heading.page == kept.scores_heading.page == OTHER


def test_a_usual_page_leaves_the_digest_of_a_report_as_it_was():
    report = visit()

    assert '"page"' not in snapshots.kept(report)
    assert snapshots.digest(report) != snapshots.digest(_set(report))


def test_two_photos_have_room_beside_each_other_in_word_at_the_widest_margins(tmp_path):
    path = tmp_path / "wide.jpg"
    path.write_bytes(jpeg(160, 90))

    data = word(OUTLINES[Document.VISIT](_set(visit())), SEALED, lambda _: path)

    made = Word(io.BytesIO(data))
    [row] = [row for table in made.tables for row in table.rows if "Ảnh A2.1" in row.cells[0].text]
    for shape, cell in zip(made.inline_shapes, row.cells, strict=False):
        assert cell.width - shape.width >= Mm(2)


def _set(report: VisitReport) -> VisitReport:
    names = ("heading", "minutes_heading", "scores_heading")
    return replace(report, **{name: replace(getattr(report, name), page=OTHER) for name in names})


@cache
def _placed(data: bytes) -> list[tuple[float, float]]:
    """Where the letters of the first two pages stand, mm from the left, and their size."""
    found: list[tuple[float, float]] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(min(2, len(document))):
        letters = document[number].get_textpage()
        for at in range(letters.count_chars()):
            left, *_ = letters.get_charbox(at, loose=True)
            size = pypdfium2.raw.FPDFText_GetFontSize(letters, at)
            if letters.get_text_range(at, 1).strip():
                found.append((round(left / POINTS_PER_MM, 1), round(size, 1)))
    document.close()
    return found


def _leftmost(data: bytes) -> float:
    return min(at for at, _ in _placed(data))


def _size_of_text(data: bytes) -> float:
    """The largest size of what stands at the left margin, or begins a paragraph there."""
    placed = _placed(data)
    left = min(at for at, _ in placed)
    return max(size for at, size in placed if round(at - left, 1) in (0.0, 12.7))


def _has_margins(data: bytes) -> None:
    made = Word(io.BytesIO(data))
    for section in made.sections:
        names = ("left_margin", "right_margin", "top_margin", "bottom_margin")
        told = [round(getattr(section, name).mm, 1) for name in names]
        assert told == [35.0, 20.0, 25.0, 25.0]
    assert made.styles["Normal"].font.size == made.styles["Heading 1"].font.size == Pt(14)
    assert made.styles["Aside"].font.size == Pt(13)


def _nowhere(_: str) -> None:
    return None
