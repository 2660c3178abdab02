"""The timeline of a visit and the page of the audit log: in words, filtered, taken along."""

from io import BytesIO

import openpyxl
import pytest

from survey_app.fieldwork.rules import Layer
from survey_app.reviews.rules import Agree, Open, Return, ReturnLine
from tests.support.desk import full_visit, words_of
from tests.support.moving import World
from tests.support.queries import counted


@pytest.fixture
def lived(phone, cast, change):
    """A visit that was recorded, handed over, scored at the desk and returned."""
    an = phone()
    full_visit(an)
    world = World(an, cast, change)
    world.do(("decide", Open()))
    world.do(("decide", Agree("A2", Layer.AGREED, {"value": 1}, "theo minh chứng")))
    world.do(("decide", Return((ReturnLine("A1", "thiếu văn bản gốc"),))))
    return cast.visit


@pytest.fixture
def timeline(desk, cast, lived):
    """The words of the timeline as Bình sees it."""

    def page(query="", person=None):
        response = desk(person or cast.binh).get(f"/visits/{lived.key}/history{query}")
        assert response.status_code == 200, response.status
        return words_of(response.get_data(as_text=True))

    return page


def test_everything_that_happened_is_told_in_words(timeline, cast):
    page = timeline()

    # Twelve entries and a hand-over, three decisions, two members.
    assert "18 trên 18 việc" in page
    assert f"Giao thành viên: {cast.anh.name}" in page
    assert "Trả lại A1 thiếu văn bản gốc" in page
    assert "Chấm thống nhất A2 Mức 1/4 (theo minh chứng)" in page
    assert "Gửi trưởng đoàn duyệt" in page
    assert "Nội dung trả lời B1 231 người" in page
    assert "Minh chứng A1 15/KH-LĐLĐ" in page
    assert "Ưu điểm, kết quả nổi bật: Ban hành kế hoạch sớm" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        pytest.param("?q=thieu+van+ban", "thiếu văn bản gốc", "theo minh chứng", id="folded words"),
        pytest.param("?item=A2", "theo minh chứng", "thiếu văn bản gốc", id="an item"),
        pytest.param("?kind=decision", "theo minh chứng", "Ban hành kế hoạch sớm", id="a kind"),
        pytest.param("?kind=hand_over", "Gửi trưởng đoàn", "theo minh chứng", id="hand-overs"),
        pytest.param("?who=an", "Ban hành kế hoạch sớm", "theo minh chứng", id="a person"),
        pytest.param("?since=2999-01-01", "Không có việc nào khớp", "theo minh chứng", id="days"),
        pytest.param("?kind=x&since=x&until=9999-99-99&page=x&key=1&_external=1",
                     "theo minh chứng", "Không có việc", id="nonsense"),
    ],
)  # fmt: skip
def test_events_are_searched_and_filtered(timeline, cast, query, there, gone):
    page = timeline(query.replace("who=an", f"who={cast.an.name}").replace(" ", "+"))

    assert there in page
    assert gone not in page


def test_a_timeline_leaves_as_a_workbook_and_as_csv(desk, cast, lived):
    browser = desk(cast.chau)

    book = browser.get(f"/visits/{lived.key}/history.xlsx?kind=decision")
    table = browser.get(f"/visits/{lived.key}/history.csv?kind=decision").data.decode("utf-8-sig")

    rows = list(
        openpyxl.load_workbook(BytesIO(book.data)).worksheets[0].iter_rows(values_only=True)
    )
    assert rows[2][:3] == ("Thời điểm", "Người", "Loại")
    assert [row[5] for row in rows[3:]] == [
        "thiếu văn bản gốc",
        "Mức 1/4 (theo minh chứng)",
        "",
    ]
    assert table.splitlines()[0] == "Thời điểm,Người,Loại,Việc,Tiêu chí,Nội dung"
    assert table.count("Quyết định") == 3


def test_what_was_typed_is_no_formula_in_csv(phone, desk, cast):
    an = phone()
    slot = {"slot": "018f0000-0000-7000-8000-000000000001"}
    an.receipts(an.entry("note", {"text": "=1+1"}, item="A1", **slot))

    table = desk(cast.binh).get(f"/visits/{cast.visit.key}/history.csv").get_data(as_text=True)

    assert "'=1+1" in table


def test_a_visit_without_history_says_so(desk, cast):
    page = desk(cast.em).get(f"/visits/{cast.other_visit.key}/history").get_data(as_text=True)

    assert "Giao thành viên" in words_of(page) or "chưa có gì được ghi" in page


@pytest.mark.parametrize("who", ["an", "dung", "quan"])
def test_a_timeline_is_for_leads_and_the_office(desk, cast, who):
    assert desk(getattr(cast, who)).get(f"/visits/{cast.visit.key}/history").status_code == 403


def test_em_finds_no_timeline_of_another_team(desk, cast):
    assert desk(cast.em).get(f"/visits/{cast.visit.key}/history").status_code == 404


def test_a_timeline_takes_as_many_queries_however_long(app, phone, desk, cast):
    an, browser = phone(), desk(cast.binh)
    address = f"/visits/{cast.visit.key}/history"
    an.receipts(an.answer("A1", {"value": "yes"}))
    few = counted(app, lambda: browser.get(address))
    an.receipts(*(an.answer("A2", {"value": at % 5}) for at in range(60)))

    many = counted(app, lambda: browser.get(address))

    assert few == many


def test_the_log_is_read_by_the_administrator(desk, cast, lived):
    page = words_of(desk(cast.quan).get("/audit").get_data(as_text=True))

    assert "Trả lại tiêu chí" in page
    assert "Đăng nhập" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?action=decision.made", "decision", "target:"),
        ("?subject=log", "Cơ sở dữ liệu bắt đầu lại", "Trả lại tiêu chí visit"),
        ("?since=2999-01-01", "Không có dòng nào khớp", "decision:"),
        ("?who=nonsense&since=x&page=9999&_scheme=x", "Đăng nhập", "Không có dòng"),
    ],
)
def test_the_log_is_filtered(desk, cast, lived, query, there, gone):
    page = words_of(desk(cast.quan).get(f"/audit{query}").get_data(as_text=True))

    assert there in page
    assert gone not in page


def test_the_log_leaves_with_its_hashes(desk, cast, lived):
    table = desk(cast.quan).get("/audit.csv").data.decode("utf-8-sig")

    assert table.splitlines()[0].endswith("previous,hash")
    assert len(table.splitlines()[1].rpartition(",")[2]) == 64


@pytest.mark.parametrize("who", ["an", "binh", "chau"])
def test_the_log_is_for_nobody_else(desk, cast, who):
    assert desk(getattr(cast, who)).get("/audit").status_code == 403
