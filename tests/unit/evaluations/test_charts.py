"""Pictures of shares: the figures of the tables, in PDF, Word and Excel, each with its source."""

import io
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from survey_app.evaluations.bars import Bar, Chart
from survey_app.evaluations.charting import charts_of
from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import Figure
from survey_app.evaluations.layout_excel import excel
from survey_app.evaluations.layout_pdf import pdf
from survey_app.evaluations.layout_word import word
from survey_app.evaluations.rules import Source
from survey_app.reports.fonts import printable
from survey_app.reports.word_chart import BarChart, chart_xml
from tests.sample_evaluation import facts

CONTENT = compose(facts(14))
CHARTS = list(charts_of((*CONTENT.blocks, *CONTENT.annexes)))
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def words(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def pages():
    return [words(page.extract_text()) for page in PdfReader(io.BytesIO(pdf(CONTENT))).pages]


@pytest.fixture(scope="module")
def package():
    with zipfile.ZipFile(io.BytesIO(word(CONTENT))) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if "xml" in name}


def test_charts_are_numbered_in_the_order_of_the_document():
    assert [chart.number for chart in CHARTS] == list(range(1, len(CHARTS) + 1))
    assert len(CHARTS) == 4


def test_the_bars_of_scores_are_the_means_of_the_table_of_scores():
    chart = next(each for each in CHARTS if "điểm bình quân" in each.title)
    table = next(iter(CONTENT.tables(Source.SCORES)))
    total = next(row for row in table.rows if row.is_total)
    means = [cell.value for cell in total.cells if isinstance(cell, Figure) and cell.percent]

    assert [bar.share for bar in chart.bars] == means


def test_the_bars_of_indicators_count_the_units_of_the_table_that_reached_the_milestone():
    chart = CHARTS[0]
    table = next(iter(CONTENT.tables(Source.INDICATORS)))
    rows = [row for row in table.rows if row.band.startswith("C2.") and not row.is_total]
    pairs = [(row.cells[2], row.cells[3]) for row in rows]
    known = [
        (milestone.value, actual.value)
        for milestone, actual in pairs
        if isinstance(milestone, Figure) and isinstance(actual, Figure)
    ]
    reached = [actual for milestone, actual in known if actual >= milestone]
    (bar,) = (bar for bar in chart.bars if bar.label.startswith("C2."))

    assert bar.said == f"{len(reached)}/{len(known)}"
    assert bar.share == Decimal(len(reached)) * 100 / len(known)


def test_one_unit_makes_no_chart():
    alone = compose(facts(1))

    assert list(charts_of((*alone.blocks, *alone.annexes))) == []


def test_caption_bars_and_source_stand_on_one_page_of_the_pdf(pages):
    for chart in CHARTS:
        (page,) = (page for page in pages if words(chart.caption) in page)
        for bar in chart.bars:
            assert words(bar.label) in page
            assert bar.shown in page
        assert words(chart.source) in page


def test_word_draws_each_chart_by_itself_with_words_for_who_cannot_see_it(package):
    document = package["word/document.xml"]
    for chart in CHARTS:
        part = ElementTree.fromstring(package[f"word/charts/chart{chart.number}.xml"])
        values = [float(each.text or 0) for each in part.iterfind(f".//{C}numLit/{C}pt/{C}v")]
        assert values == pytest.approx(
            [float(bar.share) for bar in chart.bars if bar.share is not None], abs=0.06
        )
        assert f'descr="{chart.told}"' in document
        assert f'r:id="rIdChart{chart.number}"' in document
    assert package["[Content_Types].xml"].count("drawingml.chart+xml") == len(CHARTS)


def test_excel_has_the_figures_and_native_charts_of_them():
    data = excel(CONTENT)
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = list(book["Biểu đồ"].iter_rows(min_row=5, max_col=3, values_only=True))
    bars = [(f"Biểu đồ {chart.number}", bar.label) for chart in CHARTS for bar in chart.bars]

    assert [row[:2] for row in rows[: len(bars)]] == bars
    assert {row[0] for row in rows} >= {f"{chart.caption}. {chart.source}" for chart in CHARTS}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        drawn = sorted(name for name in parts.namelist() if name.startswith("xl/charts/"))
        first = parts.read(drawn[0]).decode()
    assert len(drawn) == len(CHARTS)
    assert f"$B$5:$B${4 + len(CHARTS[0].bars)}" in first


def test_the_same_charts_are_the_same_bytes():
    assert word(CONTENT) == word(compose(facts(14)))


@given(st.lists(st.none() | st.decimals(0, 1000, places=2), min_size=1, max_size=9))
def test_the_axis_holds_every_bar(shares):
    chart = Chart("x", tuple(Bar("y", share) for share in shares), "z")

    assert chart.scale >= 100
    assert all(share is None or share <= chart.scale for share in shares)
    assert chart.scale % 20 == 0


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_label_makes_a_chart_that_can_be_read(label):
    made = ElementTree.fromstring(chart_xml(BarChart(label, [label], [50.0], 100.0)))

    assert made.findtext(f".//{C}strLit/{C}pt/{C}v") == printable(label)
