"""A large evaluation drawn aside: ordered, waited for, taken; by the office alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_app.edge.jobs import Step, queue


@pytest.mark.parametrize(("suffix", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")])
def test_a_drawing_is_ordered_waited_for_and_taken(desk, cast, evaluation_id, work, suffix, start):
    chau = desk(cast.chau)
    ordered = chau.post(f"/evaluations/{evaluation_id}/drawings/{suffix}")
    waiting = chau.get(ordered.location)

    work()
    done, file = chau.get(ordered.location), chau.get(f"{ordered.location}/file")

    assert ordered.status_code == 303
    assert 'http-equiv="refresh"' in waiting.text
    assert 'http-equiv="refresh"' not in done.text
    assert file.data.startswith(start)


def test_a_drawing_that_is_not_done_cannot_be_taken(desk, cast, evaluation_id):
    chau = desk(cast.chau)
    ordered = chau.post(f"/evaluations/{evaluation_id}/drawings/pdf")

    assert chau.get(f"{ordered.location}/file").status_code == 404


def test_a_drawing_that_fails_says_so_and_can_be_tried_again(
    app, desk, cast, evaluation_id, work, monkeypatch
):
    chau = desk(cast.chau)
    ordered = chau.post(f"/evaluations/{evaluation_id}/drawings/pdf")
    monkeypatch.setattr(
        "survey_app.edge.papers.evaluations.content_of", lambda *_: (_ for _ in ()).throw(OSError)
    )

    work()

    page = chau.get(ordered.location)
    assert page.status_code == 200
    assert "Thử lại" in page.text
    drawing_id = ordered.location.rpartition("/")[2]
    with app.app_context():
        found = queue().find(drawing_id, evaluation_id)
    assert found is not None
    assert found.step is Step.FAILED


def test_what_disappears_while_old_files_are_looked_for_stops_no_order(
    app, desk, cast, evaluation_id, monkeypatch
):
    with app.app_context():
        gone = queue().folder / "vua-doi-ten.part"
    monkeypatch.setattr(Path, "iterdir", lambda _: iter([gone]))

    reply = desk(cast.chau).post(f"/evaluations/{evaluation_id}/drawings/pdf")

    assert reply.status_code == 303


def test_a_format_nobody_knows_is_not_found(desk, cast, evaluation_id):
    response = desk(cast.chau).post(f"/evaluations/{evaluation_id}/drawings/exe")

    assert response.status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "dung", "quan"])
def test_dung_and_all_but_the_office_order_nothing(desk, cast, evaluation_id, who):
    response = desk(getattr(cast, who)).post(f"/evaluations/{evaluation_id}/drawings/pdf")

    assert response.status_code == 403


def test_a_large_evaluation_offers_jobs_instead_of_downloads(
    desk, cast, evaluation_id, monkeypatch
):
    monkeypatch.setattr("survey_app.edge.jobs.MOST_IN_A_REQUEST", 0)

    page = desk(cast.chau).get(f"/evaluations/{evaluation_id}").text

    assert f'action="/evaluations/{evaluation_id}/drawings/pdf"' in page
    assert f'href="/evaluations/{evaluation_id}.pdf"' not in page
