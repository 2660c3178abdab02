"""The visits a person may see, one as it was filled, its photos and its report."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from sqlalchemy import select

from survey_app.visits import service
from survey_app.visits.models import Team, Visit
from tests.support import cast as casting
from tests.support.desk import full_visit, hand_over, words_of
from tests.support.queries import counted

ASKED = "/visits"


def test_each_sees_the_own_visits_only(cast, desk):
    an = desk(cast.an).get(ASKED).get_data(as_text=True)
    dung = desk(cast.dung).get(ASKED).get_data(as_text=True)
    chau = desk(cast.chau).get(ASKED).get_data(as_text=True)

    assert ("Hướng Hóa" in an, "Đakrông" in an) == (True, False)
    assert ("Hướng Hóa" in dung, "Đakrông" in dung) == (False, True)
    assert ("Hướng Hóa" in chau, "Đakrông" in chau) == (True, True)


@pytest.mark.parametrize("asked", ["dakrong", "Đakrông", "DAKRONG", "doan khao sat so 2"])
def test_a_visit_is_found_with_and_without_marks(cast, desk, asked):
    page = desk(cast.chau).get(ASKED, query_string={"q": asked}).get_data(as_text=True)

    assert ("Hướng Hóa" in page, "Đakrông" in page) == (False, True)


def test_nothing_found_says_so(cast, desk):
    page = desk(cast.chau).get("/visits?q=khong-co").get_data(as_text=True)

    assert "Không có cuộc khảo sát nào khớp." in page


def test_visits_are_filtered_by_state(cast, phone, desk):
    hand_over(phone())
    browser = desk(cast.chau)

    submitted = browser.get("/visits?state=submitted").get_data(as_text=True)

    assert ("Hướng Hóa" in submitted, "Đakrông" in submitted) == (True, False)


def test_a_member_reads_the_visit_as_it_was_filled(cast, phone, desk):
    full_visit(phone())

    words = words_of(desk(cast.an).get(f"/visits/{cast.visit.key}").get_data(as_text=True))

    assert "Hồ sơ lưu đủ" in words
    assert "Mở trang thẩm định" not in words


def test_a_stranger_finds_no_visit(cast, desk):
    browser = desk(cast.dung)
    paths = ("", "/report.pdf", "/reports/1.pdf", f"/photos/{'0' * 64}")

    statuses = {browser.get(f"/visits/{cast.visit.key}{path}").status_code for path in paths}

    assert statuses == {404}


def test_a_photo_is_shown_to_the_team_and_to_nobody_else(cast, phone, desk):
    sha256 = hashlib.sha256(full_visit(phone())).hexdigest()
    path = f"/visits/{cast.visit.key}/photos/{sha256}?size=thumb"

    shown = desk(cast.an).get(path)

    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert desk(cast.dung).get(path).status_code == 404


def test_a_photo_of_another_visit_is_not_shown_under_this_one(cast, phone, desk):
    sha256 = hashlib.sha256(full_visit(phone())).hexdigest()

    reply = desk(cast.chau).get(f"/visits/{cast.other_visit.key}/photos/{sha256}")

    assert reply.status_code == 404


@pytest.mark.parametrize("asked", ["0" * 63, "x" * 64, "A" * 64])
def test_what_is_no_hash_is_no_photo(cast, desk, asked):
    assert desk(cast.an).get(f"/visits/{cast.visit.key}/photos/{asked}").status_code == 404


def test_an_unknown_size_is_no_photo(cast, phone, desk):
    sha256 = hashlib.sha256(full_visit(phone())).hexdigest()

    reply = desk(cast.an).get(f"/visits/{cast.visit.key}/photos/{sha256}?size=../full")

    assert reply.status_code == 404


def test_a_draft_of_the_report_is_read_before_the_approval(cast, phone, desk):
    hand_over(phone())

    reply = desk(cast.an).get(f"/visits/{cast.visit.key}/report.pdf")

    assert (reply.status_code, reply.mimetype) == (200, "application/pdf")


def test_a_clash_shows_what_each_of_the_two_said(cast, phone, desk):
    phone().receipts(phone().answer("A2", {"value": 3}))
    anh = phone(cast.anh)
    anh.receipts(anh.answer("A2", {"value": 1}))

    words = words_of(desk(cast.binh).get(f"/visits/{cast.visit.key}").get_data(as_text=True))

    assert "Trùng sửa: Nội dung trả lời (Đoàn chấm)" in words
    assert "Mức 3/4" in words
    assert "Mức 1/4" in words


def more_visits(session, number, start=0):
    """So many further visits of the first team."""
    team = session.scalar(select(Team).order_by(Team.number))
    pinned = session.scalar(select(Visit)).checklist_version
    for n in range(start, start + number):
        at = casting.unit(session, f"THU-{n:03d}", f"Đơn vị thử {n:03d}", 100 + n)
        session.flush()
        plan = service.VisitPlan(date(2020, 11, 12))
        service.plan_visit(session, unit=at, team=team, pinned=pinned, plan=plan)


@pytest.mark.parametrize("path", ["/visits", "/round/{round}", "/reviews?tray=team", "/"])
def test_a_list_asks_as_often_for_thirty_visits_as_for_three(app, cast, desk, change, phone, path):
    hand_over(phone())
    browser = desk(cast.chau)
    asked = path.format(round=cast.round.id)
    change(lambda session: more_visits(session, 1))
    few = counted(app, lambda: browser.get(asked))
    change(lambda session: more_visits(session, 27, start=1))

    assert counted(app, lambda: browser.get(asked)) == few


def test_a_long_list_comes_in_pages(cast, desk, change):
    change(lambda session: more_visits(session, 60))
    browser = desk(cast.chau)

    first = browser.get("/visits?q=thu").get_data(as_text=True)
    second = browser.get("/visits?q=thu&page=2").get_data(as_text=True)
    beyond = browser.get("/visits?q=thu&page=99").get_data(as_text=True)

    assert "Trang 1 trên 2 (60 dòng)" in first
    assert "/visits?q=thu&amp;page=2" in first
    assert "Trang 2 trên 2 (60 dòng)" in second
    assert "Trang 2 trên 2 (60 dòng)" in beyond


def test_the_round_tells_the_lead_of_the_own_team_only(cast, desk):
    page = desk(cast.binh).get("/round", follow_redirects=True).get_data(as_text=True)

    assert "Hướng Hóa" in page
    assert "Đakrông" not in page


def test_the_round_is_nothing_for_a_member(cast, desk):
    assert desk(cast.dung).get("/round").status_code == 403
    assert desk(cast.dung).get(f"/round/{cast.round.id}").status_code == 403


def test_a_round_that_is_not_there_is_told(cast, desk):
    assert desk(cast.chau).get("/round/9999").status_code == 404
