"""The draft of the evaluation: merge, read with its sources, word, take out."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from survey_app.evaluations.models import Statement
from survey_app.visits.models import Round
from tests.support.desk import full_visit, words_of
from tests.support.queries import counted


def approved(cast, phone, desk):
    """The first visit, filled and approved."""
    full_visit(phone())
    data = {"seen": "0", "entries_seen": "13"}
    reply = desk(cast.chau).post(f"/reviews/{cast.visit.key}/approval", data=data)
    assert reply.status_code == 303


def merged(cast, phone, desk):
    """The page of the draft after a merge, and the browser that shows it."""
    approved(cast, phone, desk)
    browser = desk(cast.chau)
    reply = browser.post(f"/rounds/{cast.round.id}/evaluation")
    assert reply.status_code == 303
    return browser, reply.location


def test_without_an_approved_visit_there_is_nothing_to_merge(cast, desk):
    reply = desk(cast.chau).post(f"/rounds/{cast.round.id}/evaluation")

    assert reply.status_code == 409
    assert "Chưa có cuộc khảo sát nào được duyệt" in reply.get_data(as_text=True)


def test_the_draft_shows_each_statement_with_its_source(cast, phone, desk):
    browser, path = merged(cast, phone, desk)

    page = browser.get(path).get_data(as_text=True)

    assert "Ban hành kế hoạch sớm" in page
    assert f"/visits/{cast.visit.key}#item-A1" in page
    assert f"/visits/{cast.visit.key}/reports/1.pdf" in page
    assert "1 trên 1 đơn vị" in words_of(page)


def test_the_offices_words_survive_the_next_merge(cast, phone, desk, look):
    browser, path = merged(cast, phone, desk)
    (statement,) = look(select(Statement))

    browser.post(
        f"{path}/statements/{statement.id}",
        data={"text": "Kế hoạch được ban hành sớm.", "version": "1"},
    )
    browser.post(f"/rounds/{cast.round.id}/evaluation")

    page = browser.get(path).get_data(as_text=True)
    assert "Kế hoạch được ban hành sớm." in page
    assert "lời văn của Văn phòng" in page


def test_words_that_are_too_long_are_told_and_kept_on_the_page(cast, phone, desk, look):
    browser, path = merged(cast, phone, desk)
    (statement,) = look(select(Statement))

    reply = browser.post(f"{path}/statements/{statement.id}", data={"text": "dài " * 20_000})

    assert reply.status_code == 422
    assert "Câu quá dài" in reply.get_data(as_text=True)
    assert look(select(Statement.edited)) == [None]


def test_a_reopened_visit_leaves_its_statements_marked(cast, phone, desk):
    browser, path = merged(cast, phone, desk)

    browser.post(
        f"/reviews/{cast.visit.key}/reopening", data={"seen": "1", "reason": "Bổ sung số liệu"}
    )

    page = browser.get(path).get_data(as_text=True)
    assert "1 ý đã cũ." in words_of(page)
    assert "Ban hành kế hoạch sớm" in browser.get(f"{path}?show=stale").get_data(as_text=True)


@pytest.mark.parametrize(
    ("suffix", "begins"), [("pdf", b"%PDF"), ("docx", b"PK\x03\x04"), ("xlsx", b"PK\x03\x04")]
)
def test_the_draft_is_taken_out_in_three_formats(cast, phone, desk, suffix, begins):
    browser, path = merged(cast, phone, desk)

    reply = browser.get(f"{path}.{suffix}")

    assert reply.status_code == 200
    assert reply.data.startswith(begins)


def test_the_evaluation_is_the_offices_alone(cast, phone, desk, look):
    _, path = merged(cast, phone, desk)
    (statement,) = look(select(Statement))
    for person in (cast.an, cast.binh, cast.dung, cast.quan):
        browser = desk(person)
        got = [browser.get(each) for each in ("/evaluations", path, f"{path}.pdf", f"{path}.docx")]
        sent = [
            browser.post(each)
            for each in (
                f"/rounds/{cast.round.id}/evaluation",
                f"{path}/statements/{statement.id}",
            )
        ]
        assert {reply.status_code for reply in (*got, *sent)} == {403}


def test_what_is_not_there_is_told(cast, phone, desk):
    browser, path = merged(cast, phone, desk)

    assert browser.get("/evaluations/999").status_code == 404
    assert browser.get("/evaluations/999.pdf").status_code == 404
    assert browser.post(f"{path}/statements/999", data={"text": "x"}).status_code == 404
    assert browser.post("/rounds/999/evaluation").status_code == 404


def test_the_list_of_rounds_asks_as_often_for_thirty_as_for_three(app, cast, desk, change):
    browser = desk(cast.chau)

    def add(session, numbers):
        first = session.scalar(select(Round))
        session.add_all(
            Round(name=f"Đợt {n}", starts_on=first.starts_on, ends_on=first.ends_on)
            for n in numbers
        )

    change(lambda session: add(session, range(2)))
    few = counted(app, lambda: browser.get("/evaluations"))
    change(lambda session: add(session, range(2, 29)))

    assert counted(app, lambda: browser.get("/evaluations")) == few
