"""What every page has around its content, also when something has failed."""

from __future__ import annotations

from importlib import import_module

import pytest
from sqlalchemy.exc import OperationalError

from tests.support.desk import hand_over, review_page, words_of
from tests.support.queries import counted


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/khong-co", 404, "Không tìm thấy"),
        ("/held", 403, "không có quyền"),
        ("/visits/018f0000-0000-7000-8000-000000000009", 404, "thuộc đoàn khác"),
    ],
)
def test_a_failure_is_a_page_with_a_way_on(cast, desk, path, status, told):
    reply = desk(cast.an).get(path)

    assert (reply.status_code, told in words_of(reply.get_data(as_text=True))) == (status, True)
    assert 'href="/"' in reply.get_data(as_text=True)


def test_who_is_not_signed_in_is_led_to_the_form(client):
    reply = client.get("/reviews")

    assert reply.status_code == 401
    assert "/sign-in?next=/reviews" in reply.get_data(as_text=True)


@pytest.fixture
def failing(monkeypatch):
    """The list of rounds fails in this way."""

    def fail_with(error):
        def broken(*_):
            raise error

        monkeypatch.setattr(import_module("survey_app.web.rounds.routes"), "all_rounds", broken)

    return fail_with


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (
            OperationalError("SELECT 1", {}, Exception("locked")),
            503,
            "The server is busy and this was not done.",
        ),
        (RuntimeError("unforeseen"), 500, "The server failed and this was not done;"),
    ],
)
def test_a_failed_page_keeps_its_frame_and_asks_the_database_nothing(
    app, cast, desk, change, failing, error, status, told
):
    change(lambda session: speak_english(session, cast))
    failing(error)
    browser, replies = desk(cast.binh), []

    asked = counted(app, lambda: replies.append(browser.get("/round")))

    assert replies[0].status_code == status
    words = words_of(replies[0].get_data(as_text=True))
    assert told in words
    assert "Binh" in words
    # Who is calling, and nothing after that.
    assert asked <= 2


def speak_english(session, cast):
    session.merge(cast.binh).language = "en"


def test_the_general_questions_are_one_table_that_can_be_returned_from(cast, phone, desk):
    hand_over(phone())

    page = review_page(desk(cast.binh), cast.visit).get_data(as_text=True)

    assert page.count('class="general"') == 1
    assert "Trả lại một mục của thông tin chung" in page


def test_the_list_of_sections_tells_what_is_open(cast, phone, desk):
    sender = phone()
    entry = sender.answer("A1", {"value": "yes"})
    sender.receipts(entry, sender.submit([str(entry["id"])]))

    words = words_of(review_page(desk(cast.binh), cast.visit).get_data(as_text=True))

    assert "2 việc" in words
