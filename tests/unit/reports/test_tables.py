"""Tables over pages: every word of every cell once, whatever its length."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.platypus import CondPageBreak, Spacer

from survey_app.reports import styles
from survey_app.reports.paper import Sheet, draw
from survey_app.reports.tables import Band, Column, Row, below, ruled

COLUMNS = (Column("Mã", 1), Column("Nội dung", 4), Column("Ghi chú", 2))


@pytest.mark.parametrize("length", [1, 600, 3000])
@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(lambda text: [["1", text, "a"]], id="in a wide column"),
        pytest.param(lambda text: [["1", "a", text]], id="in a narrow column"),
        pytest.param(lambda text: [Band("Mục"), ["1", text, ""]], id="after a band"),
        pytest.param(lambda text: [Band(text), ["1", "a", ""]], id="in a band"),
        pytest.param(lambda text: below(["1", "a"], text), id="below its row"),
    ],
)
def test_a_long_cell_runs_over_pages_and_says_each_word_once(rows, length):
    words = [f"từ{at}" for at in range(length)]

    said = _words([*rows(" ".join(words)), ["2", "sau", ""]])

    assert [word for word in said if word.startswith("từ")] == words
    assert said.count("sau") == 1


@given(
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 300), st.booleans()), max_size=8),
    st.integers(0, 700),
)
@settings(max_examples=15)
def test_rows_of_any_height_lose_nothing(heights, room):
    rows: list[Row] = []
    for at, (left, right, banded) in enumerate(heights):
        rows += [Band(f"b{at}")] if banded else []
        rows.append(["", " ".join([f"t{at}"] * left), " ".join([f"p{at}"] * right)])

    said = _words(rows, after=room)

    for at, (left, right, banded) in enumerate(heights):
        counts = (said.count(f"t{at}"), said.count(f"p{at}"), said.count(f"b{at}"))
        assert counts == (left, right, int(banded))


def _words(rows, after: float = 0) -> list[str]:
    """The words of a table that begins so many points below the top of the page."""
    table = ruled(COLUMNS, rows, styles.look_of().width)
    pdf = draw([Spacer(0, after), CondPageBreak(40), table], Sheet("Bảng"))
    return [
        word for page in PdfReader(io.BytesIO(pdf)).pages for word in page.extract_text().split()
    ]
