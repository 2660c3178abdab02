"""The lead's queue: found, filtered, sorted, paged, with as few questions for many as for few."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import Entry
from survey_app.progress.service import drawn, forget, keep
from survey_app.visits.models import Visit
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import decide, hand_over, words_of
from tests.support.queries import counted

# Who it is, which visits, where they stand, how far apart, what is new; and the visits of one page.
QUERIES = 15


def queue(browser, query=""):
    reply = browser.get(f"/reviews{query}")
    assert reply.status_code == 200
    return reply.get_data(as_text=True)


def units_in(page):
    """The names of the units in the list, in its order."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'href="/reviews/[^"]+">([^<]+)</a>', body)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("huong hoa", ["LĐLĐ huyện Hướng Hóa"], id="without diacritics"),
        pytest.param("HƯỚNG HÓA", ["LĐLĐ huyện Hướng Hóa"], id="in capitals"),
        pytest.param("doan khao sat so 1", ["LĐLĐ huyện Hướng Hóa"], id="by the team"),
        pytest.param("  Hướng  ", ["LĐLĐ huyện Hướng Hóa"], id="with spaces"),
        pytest.param("đakrông", [], id="another team's unit"),
        pytest.param("<script>", [], id="HTML"),
        pytest.param("x" * 5_000, [], id="very long"),
        pytest.param("%_'\"\\", [], id="signs that mean something to a database"),
    ],
)
def test_a_visit_is_found_by_its_words(cast, phone, desk, words, found):
    hand_over(phone())

    page = desk(cast.binh).get("/reviews", query_string={"q": words}).get_data(as_text=True)

    assert units_in(page) == found
    assert "<script>alert" not in page
    assert found or "Không có cuộc khảo sát nào khớp với điều đang tìm." in page


@pytest.mark.parametrize(
    "query",
    [
        "?tray=x",
        "?sort=x",
        "?team=x",
        "?team=99999999999",
        "?state=x",
        "?page=x",
        "?page=-1",
        "?q=",
    ],
)
def test_what_the_address_cannot_mean_is_left_out(cast, phone, desk, query):
    hand_over(phone())

    assert "Chờ tôi thẩm định (1)" in queue(desk(cast.binh), query) or "team" in query


def test_the_office_narrows_the_queue_to_a_team_and_a_state(cast, phone, desk):
    hand_over(phone())
    office = desk(cast.chau)

    assert "Chờ tôi thẩm định (1)" in queue(office, f"?team={cast.visit.team_id}")
    assert "Chờ tôi thẩm định (0)" in queue(office, f"?team={cast.other_visit.team_id}")
    assert units_in(queue(office, "?tray=team&state=planned")) == ["LĐLĐ huyện Đakrông"]
    assert units_in(queue(office, "?tray=team&state=returned")) == []


def test_the_largest_gap_comes_first_when_asked_for(cast, desk, queue_of_three):
    lead = desk(cast.binh)

    oldest, widest = units_in(queue(lead)), units_in(queue(lead, "?sort=gap"))

    assert oldest == ["LĐLĐ huyện Hướng Hóa", "LĐLĐ huyện số 0", "LĐLĐ huyện số 1"]
    assert widest == ["LĐLĐ huyện số 0", "LĐLĐ huyện số 1", "LĐLĐ huyện Hướng Hóa"]


def test_how_long_a_visit_waits_is_told_in_days(cast, phone, desk, change):
    hand_over(phone())
    assert "hôm nay" in queue(desk(cast.binh))

    def age(session):
        for entry in session.scalars(select(Entry)):
            entry.received_at -= timedelta(days=3)
        forget(session)

    change(age)
    assert "3 ngày" in queue(desk(cast.binh))


def test_comments_that_are_new_are_counted_for_each_reader(cast, phone, desk):
    hand_over(phone())
    an = phone()
    for item in ("A2", "A3"):
        an.receipts(an.entry("comment", {"text": "Có"}, item=item, slot=str(uuid4())))

    assert "2 ý mới" in queue(desk(cast.binh))

    say = {"item": "A2", "text": "Đã rõ", "form": str(uuid4())}
    desk(cast.binh).post(f"/reviews/{cast.visit.key}/comments", data=say)
    assert "1 ý mới" in queue(desk(cast.binh))
    assert "3 ý mới" in queue(desk(cast.chau))


def test_a_visit_moves_from_tray_to_tray(cast, phone, desk):
    lead = desk(cast.binh)
    trays = [re.findall(r"\((\d)\)", words_of(queue(lead)))[:3]]
    hand_over(phone())
    trays.append(re.findall(r"\((\d)\)", words_of(queue(lead)))[:3])
    decide(lead, cast.visit, "returns", **{"items": "A2", "reason-A2": "Xem lại"})
    trays.append(re.findall(r"\((\d)\)", words_of(queue(lead)))[:3])
    decide(lead, cast.visit, "scores", item="A2", layer="agreed", value="2", reason="Rõ")
    decide(lead, cast.visit, "approval")
    trays.append(re.findall(r"\((\d)\)", words_of(queue(lead)))[:3])

    assert trays == [["0", "1", "0"], ["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]


def test_a_long_queue_is_read_by_pages_that_keep_what_was_asked(cast, desk, change):
    change(lambda session: Approvals(session, cast).visits(60) and None)
    lead = desk(cast.binh)

    first = queue(lead, "?tray=team&q=huyen&sort=gap")
    second = queue(lead, "?tray=team&q=huyen&sort=gap&page=2")

    assert (len(units_in(first)), len(units_in(second))) == (50, 11)
    assert "tray=team&amp;q=huyen&amp;sort=gap&amp;page=2" in first


def test_the_queue_asks_as_often_for_many_visits_as_for_few(app, cast, desk, change):
    lead = desk(cast.binh)

    def grow_to(numbers):
        def more(session):
            Approvals(session, cast).visits_from(numbers)
            keep(session, drawn(session, session.scalars(select(Visit.id)).all()), at=NOW)

        change(more)
        return counted(app, lambda: queue(lead, "?tray=team&sort=gap"))

    assert [grow_to(range(3)), grow_to(range(3, 33))] == [QUERIES, QUERIES]
