"""From one review to the next: through the queue as it was asked for, and no further."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from survey_app.progress.service import drawn, keep
from tests.support.approved import Approvals
from tests.support.cast import NOW
from tests.support.desk import decide, hidden, review_page, words_of
from tests.support.queries import counted

FIRST, ZERO, ONE = "LĐLĐ huyện Hướng Hóa", "LĐLĐ huyện số 0", "LĐLĐ huyện số 1"


def text_of(browser, address):
    reply = browser.get(address)
    assert reply.status_code == 200
    return reply.get_data(as_text=True)


def next_in(page):
    """Where the link of the header leads and to whom; None where there is none."""
    found = re.search(r'class="following">\s*<a href="([^"]+)">Cuộc tiếp theo: ([^<]+) ›</a>', page)
    return (unescape(found[1]), found[2]) if found else None


def walk(browser, query=""):
    """The units that one comes by from the first of the queue to its end."""
    queue = text_of(browser, f"/reviews{query}")
    found = re.search(r'<tbody>.*?href="(/reviews/[^"]+)">([^<]+)</a>', queue, re.DOTALL)
    assert found
    units = [found[2]]
    step = next_in(text_of(browser, unescape(found[1])))
    # Never more than there are visits: a queue that goes round in circles would not end.
    while step is not None and len(units) < 9:
        units.append(step[1])
        step = next_in(text_of(browser, step[0]))
    return units


@pytest.mark.parametrize(
    ("query", "units"),
    [
        pytest.param("", [FIRST, ZERO, ONE], id="what has waited longest first"),
        pytest.param("?sort=gap", [ZERO, ONE, FIRST], id="what is furthest apart first"),
        pytest.param("?q=huyen+so", [ZERO, ONE], id="only what was searched for"),
        pytest.param("?state=submitted&sort=gap", [ZERO, ONE, FIRST], id="only in this state"),
        pytest.param("?sort=gap&q=HUYỆN+SỐ+1", [ONE], id="one alone has no next"),
    ],
)
def test_the_next_visit_is_that_of_the_queue_as_it_was_asked_for(
    cast, desk, queue_of_three, query, units
):
    assert walk(desk(cast.binh), query) == units


def test_the_office_stays_with_the_team_that_it_filtered_by(cast, phone, desk, queue_of_three):
    office = desk(cast.chau)

    assert walk(office, f"?team={cast.visit.team_id}") == [FIRST, ZERO, ONE]
    assert walk(office, f"?tray=team&team={cast.other_visit.team_id}") == ["LĐLĐ huyện Đakrông"]


def test_a_decision_leads_on_to_the_one_after_it(cast, desk, queue_of_three):
    lead = desk(cast.binh)
    _first, second, last = queue_of_three
    before = review_page(lead, second).get_data(as_text=True)

    returned = decide(lead, second, "returns", **{"items": "A2", "reason-A2": "Xem lại"})
    page = text_of(lead, returned.location)

    assert "Sang cuộc tiếp theo" not in before
    assert "Sang cuộc tiếp theo" in page
    assert next_in(page) is not None
    assert next_in(page)[0].startswith(f"/reviews/{last.key}")


def test_after_the_last_one_the_way_leads_back_to_the_list(cast, desk, queue_of_three):
    lead = desk(cast.binh)
    last = queue_of_three[-1]

    returned = decide(lead, last, "returns", **{"items": "A2", "reason-A2": "Xem lại"})
    page = text_of(lead, returned.location)

    assert next_in(page) is None
    assert "Sang cuộc tiếp theo" not in page
    assert "Đã đến cuối hàng chờ, về danh sách" in page


def test_what_is_reopened_leaves_those_that_are_still_decided(cast, desk, queue_of_three):
    lead = desk(cast.binh)
    for visit in queue_of_three[:2]:
        decide(lead, visit, "scores", item="A2", layer="agreed", value="2", reason="Rõ")
        assert decide(lead, visit, "approval").status_code == 303
    query = "?queue=tray%3Ddecided"
    form = review_page(lead, queue_of_three[0], query).get_data(as_text=True)
    action = re.search(r'action="(/reviews/[^"]+/reopening[^"]*)"', form)
    assert action

    seen = {"seen": hidden(form, "seen"), "reason": "Bổ sung số liệu"}
    page = text_of(lead, lead.post(unescape(action[1]), data=seen).location)

    assert "Sang cuộc tiếp theo" in page
    assert (next_in(page) or ("", ""))[1] == ZERO


def test_moves_and_talk_keep_the_queue_that_one_came_from(cast, desk, queue_of_three):
    lead = desk(cast.binh)
    visit, query = queue_of_three[1], "?queue=sort%3Dgap%26q%3Dso"
    page = review_page(lead, visit, query).get_data(as_text=True)
    actions = [unescape(each) for each in re.findall(r'action="(/reviews/[^"]+)"', page)]
    opening = next(each for each in actions if "/opening" in each)
    talk = next(each for each in actions if each.partition("?")[0].endswith("/comments"))

    opened = lead.post(opening, data={"seen": "0"})
    said = lead.post(talk, data={"item": "A2", "text": "Đã rõ", "form": str(uuid4())})

    kept = {parse_qs(urlsplit(each).query)["queue"][0] for each in (*actions, opened.location)}
    assert kept == {"sort=gap&q=so"}
    assert parse_qs(urlsplit(said.location).query)["queue"] == ["sort=gap&q=so"]
    assert 'href="/reviews?tray=mine&amp;sort=gap&amp;q=so"' in page


@pytest.mark.parametrize(
    "queue", ["%", "tray=x&sort=y&team=z", "&" * 40, "q=" + "x" * 9_000, "q=%00"]
)
def test_a_queue_that_means_nothing_is_the_usual_one(cast, desk, queue_of_three, queue):
    reply = desk(cast.binh).get(f"/reviews/{cast.visit.key}", query_string={"queue": queue})

    assert reply.status_code == 200
    assert ZERO in words_of(reply.get_data(as_text=True)) or queue.startswith("q=")


def test_a_visit_that_one_does_not_decide_has_no_next(cast, desk, queue_of_three):
    others = desk(cast.binh).get(f"/reviews/{cast.other_visit.key}")

    assert others.status_code == 404 or next_in(others.get_data(as_text=True)) is None


def test_a_review_asks_as_often_in_a_long_queue_as_in_a_short_one(
    app, cast, desk, change, queue_of_three
):
    lead = desk(cast.binh)

    def grow_to(numbers):
        def more(session):
            made = Approvals(session, cast).visits_from(numbers)
            keep(session, drawn(session, [each.id for each in made]), at=NOW)

        change(more)
        return counted(app, lambda: review_page(lead, cast.visit))

    assert grow_to(range(10, 13)) == grow_to(range(13, 43))
