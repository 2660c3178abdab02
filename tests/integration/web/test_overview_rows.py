"""Rows of the round at a glance: filtered, in order, scoped, as workbooks, at a constant price."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import update

from survey_app.edge.warming import warm
from survey_app.visits.models import Round, Target, Unit
from tests.support.approved import Approvals
from tests.support.checklist import COMPLETE
from tests.support.desk import words_of
from tests.support.queries import counted

PAGES = ("calendar", "scores", "indicators", "evidence", "comparison")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("q=dakrong", ["LĐLĐ huyện Đakrông"], id="without marks"),
        pytest.param("state=submitted", ["LĐLĐ huyện Hướng Hóa"], id="by state"),
        pytest.param("state=planned", ["LĐLĐ huyện Đakrông"], id="by another state"),
        pytest.param("kind=CONG_DOAN_NGANH", [], id="by kind"),
        pytest.param("day=2020-11-11", [], id="by day"),
        pytest.param("sort=name", ["LĐLĐ huyện Đakrông", "LĐLĐ huyện Hướng Hóa"], id="Đ before H"),
        pytest.param("sort=high", ["LĐLĐ huyện Hướng Hóa", "LĐLĐ huyện Đakrông"], id="high first"),
        pytest.param("sort=low", ["LĐLĐ huyện Hướng Hóa", "LĐLĐ huyện Đakrông"], id="low first"),
        pytest.param(
            "sort=nonsense&team=x&kind=x&state=x&layer=x&section=x",
            ["LĐLĐ huyện Hướng Hóa", "LĐLĐ huyện Đakrông"],
            id="nonsense asks nothing",
        ),
    ],
)
def test_rows_are_filtered_and_put_in_order(phone, book_of, query, expected):
    phone().fill(COMPLETE)

    rows = book_of(f"scores.xlsx?{query}")

    assert [row[0] for row in rows if str(row[0]).startswith("LĐLĐ")] == expected


def test_a_team_is_chosen_by_its_number_in_the_address(cast, look_at):
    page = look_at(f"scores?team={cast.other_visit.team_id}")

    assert "Đang lọc: 1 trên 2 cuộc khảo sát." in page


@pytest.mark.parametrize("name", PAGES)
def test_em_sees_nothing_of_another_team(phone, cast, look_at, name):
    phone().fill(COMPLETE)

    assert "Hướng Hóa" in look_at(name, cast.chau)
    assert "Hướng Hóa" not in look_at(name, cast.em)


@pytest.mark.parametrize("name", PAGES)
def test_a_round_without_visits_says_so(change, cast, desk, name):
    empty = change(_an_empty_round)

    response = desk(cast.chau).get(f"/round/{empty}/{name}")

    assert "Đợt này chưa có cuộc khảo sát nào." in words_of(response.get_data(as_text=True))


@pytest.mark.parametrize("name", PAGES)
def test_the_workbook_of_an_empty_round_is_a_workbook_or_not_there(change, cast, desk, name):
    empty = change(_an_empty_round)

    status = desk(cast.chau).get(f"/round/{empty}/{name}.xlsx").status_code

    assert status == (404 if name == "indicators" else 200)


def _an_empty_round(session):
    made = Round(name="Đợt trống", starts_on=date(2021, 1, 4), ends_on=date(2021, 1, 5))
    session.add(made)
    session.flush()
    return made.id


def test_filters_that_leave_nothing_say_so(look_at):
    assert "Không có cuộc khảo sát nào khớp với bộ lọc." in look_at("scores?q=khong-co")


def test_an_administrator_reads_the_figures_without_ways_into_visits(desk, cast):
    html = desk(cast.quan).get(f"/round/{cast.round.id}/scores").get_data(as_text=True)

    assert "Hướng Hóa" in html
    assert f"/visits/{cast.visit.key}" not in html


def test_a_workbook_says_its_layer_and_keeps_text_as_text(change, cast, phone, book_of):
    phone().fill(COMPLETE)
    change(lambda session: _rename(session, cast, "=HYPERLINK(1)"))

    rows = book_of("scores.xlsx?layer=team")

    assert [rows[1][0], rows[2][0]] == ["Đợt thử", "Điểm: Đoàn chấm."]
    told = next(row for row in rows if row[0] == "=HYPERLINK(1)")
    assert told[1:4] == [27.486667, 8.5, 18.986667]


def test_a_workbook_keeps_what_its_page_says_beside_a_figure(phone, cast, desk, change):
    phone().fill(COMPLETE)
    change(lambda session: session.execute(update(Target).values(is_demo=True)))

    def head_and_cell(name):
        data = desk(cast.chau).get(f"/round/{cast.round.id}/{name}.xlsx").data
        rows = list(openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows())
        at = next(number for number, row in enumerate(rows) if row[2].value)
        cell = next(row[2] for row in rows[at:] if "Hướng Hóa" in str(row[0].value))
        return rows[at][2].value, cell.value, cell.number_format

    assert head_and_cell("scores") == ("A. Tổ chức triển khai (/10)", 8.5, "General")
    assert head_and_cell("evidence") == ("A. Tổ chức triển khai", 3, 'General"/3"')
    assert head_and_cell("indicators") == ("Mốc sơ kết", 250, 'General"*"')


def _rename(session, cast, name):
    session.get_one(Unit, cast.visit.unit_id).name = name


@pytest.mark.parametrize(
    ("name", "queries"),
    [("calendar", 8), ("scores", 8), ("indicators", 9), ("evidence", 8), ("comparison", 8)],
)
def test_a_page_takes_as_many_queries_for_ten_visits_as_for_sixty(
    app, change, cast, desk, name, queries
):
    change(lambda session: Approvals(session, cast).visits_from(range(8)))
    browser = desk(cast.chau)
    address = f"/round/{cast.round.id}/{name}"
    with app.app_context():
        warm()
    few = counted(app, lambda: browser.get(address))
    change(lambda session: Approvals(session, cast).visits_from(range(8, 58)))
    with app.app_context():
        warm()

    many = counted(app, lambda: browser.get(address))

    assert (few, many) == (queries, queries)


def test_a_stale_visit_is_shown_as_it_is_now(app, phone, look_at):
    phone().fill(COMPLETE)
    with app.app_context():
        warm()
    an = phone()
    an.receipts(an.answer("T1", {"value": "yes"}))

    # The bonus of 2 is on no drawn line yet.
    assert "LĐLĐ huyện Hướng Hóa Chờ duyệt 29,49" in look_at("scores")
