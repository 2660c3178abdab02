"""The pages of moderation and agreement: figures, filters, files, nothing to show, queries."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from survey_app.visits import service
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import ANSWERS, words_of
from tests.support.phone import Phone
from tests.support.queries import counted
from tests.support.twice import score_apart

# As in the tests of moderation: A1 all apart, A2 by a level, A3 by half a point of 3.
OTHERS = {**ANSWERS, "A1": {"value": "no"}, "A2": {"value": 2}, "A3": {"value": "2"}}


@pytest.fixture
def scored(cast, change, phone):
    """The first visit, scored by both."""
    change(lambda session: score_apart(session, cast))
    phone(cast.an).fill(dict(ANSWERS))
    phone(cast.anh).fill(OTHERS)


def page_of(browser, cast, name, query=""):
    reply = browser.get(f"/round/{cast.round.id}/{name}{query}")
    assert reply.status_code == 200
    return reply


def test_agreement_by_hand(cast, desk, scored):
    page = words_of(page_of(desk(cast.binh), cast, "agreement").get_data(as_text=True))

    # B2 does not apply for both. Of A1 A2 A3 B1 B3 B4 three are equal; gaps 3 + 1 + 0.5 over 6.
    assert "50% trùng khớp, trên 6 lượt chấm đôi" in page
    assert "0,75 điểm lệch bình quân mỗi lượt" in page
    # An gives 3/3, 1/4 and 0.5/3 of the points more: (1 + 0.25 + 0.1667) / 6.
    # One pair on a scale, on different levels: kappa is 1 - (1/16)/(1/16) = 0.
    assert "An 6 50% 0,75 0 +23,61%" in page
    assert "Anh 6 50% 0,75 0 −23,61%" in page


def test_a_filter_that_fits_nothing_says_so(cast, desk, scored):
    browser = desk(cast.chau)

    for query in ("?checklist=PKS-KHAC", "?team=99", f"?person={cast.dung.id}"):
        page = words_of(page_of(browser, cast, "agreement", query).get_data(as_text=True))
        assert "Chưa có gì để so" in page, query
    page = words_of(page_of(browser, cast, "agreement", "?team=x&person=-1").get_data(as_text=True))
    assert "50% trùng khớp" in page


@pytest.mark.parametrize("name", ["agreement", "moderation"])
def test_a_round_without_double_scoring_has_an_empty_page(cast, desk, name):
    page = words_of(page_of(desk(cast.chau), cast, name).get_data(as_text=True))

    assert "Chưa có gì để so" in page or "Không có cuộc khảo sát nào chấm độc lập." in page


def test_a_lead_of_another_team_sees_nothing_of_it(cast, desk, scored):
    browser = desk(cast.em)

    assert "Chưa có gì để so" in words_of(
        page_of(browser, cast, "agreement").get_data(as_text=True)
    )
    assert "A1" not in words_of(page_of(browser, cast, "moderation").get_data(as_text=True))
    assert browser.get(f"/visits/{cast.visit.key}/moderation").status_code == 404


@pytest.mark.parametrize("who", ["an", "quan"])
def test_members_and_administrators_have_no_such_pages(cast, desk, scored, who):
    browser = desk(getattr(cast, who))

    for path in ("moderation", "agreement", "agreement.xlsx", "moderation.xlsx"):
        assert browser.get(f"/round/{cast.round.id}/{path}").status_code == 403


def test_the_files_have_the_figures_of_the_pages(cast, desk, scored):
    browser = desk(cast.chau)

    book = load_workbook(io.BytesIO(page_of(browser, cast, "agreement.xlsx").data))
    far = load_workbook(io.BytesIO(page_of(browser, cast, "moderation.xlsx").data))

    assert book.sheetnames == ["Theo tiêu chí", "Theo người chấm", "Theo ngày"]
    assert [cell.value for cell in book["Theo người chấm"][2]][:4] == ["An", 6, 50, 0.75]
    assert [
        [cell.value for cell in row[1:4:2]] for row in far["Cần thống nhất"].iter_rows(min_row=2)
    ] == [
        ["A1", 3],
        ["A2", 1],
    ]


def test_markup_in_a_reason_is_shown_as_typed(cast, change, desk, phone):
    change(lambda session: score_apart(session, cast))
    phone(cast.an).fill({**ANSWERS, "A2": {"value": 4, "reason": "<script>x</script>=1+1"}})
    phone(cast.anh).fill({**ANSWERS, "A2": {"value": 0}})

    page = page_of(desk(cast.binh), cast, "moderation").get_data(as_text=True)

    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


@pytest.mark.parametrize("name", ["moderation", "agreement", "double"])
def test_a_page_takes_as_many_queries_for_many_visits_as_for_few(
    app, cast, change, client, desk, token, scored, name
):
    browser = desk(cast.chau)
    few = counted(app, lambda: page_of(browser, cast, name))

    def more(session):
        found = Approvals(session, cast).visits(6)
        for visit in found:
            people = [session.merge(person) for person in (cast.an, cast.anh)]
            service.assign(visit, people, at=NOW)
            session.flush()
            session.expire(visit)
            score_apart(session, cast, visit)
        return [visit.key for visit in found]

    for key in change(more):
        Phone(client, token(cast.an), key).fill(dict(ANSWERS))
        Phone(client, token(cast.anh), key).fill(OTHERS)
    many = counted(app, lambda: page_of(browser, cast, name))

    assert many == few
