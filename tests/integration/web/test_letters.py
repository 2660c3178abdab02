"""Letters before a visit: what they say, in both formats, from the plan as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from survey_app.reports.letters import invitation_of
from survey_app.visits.models import Round, Visit
from survey_app.visits.rules import Plan
from tests.support.desk import words_of
from tests.support.letters import file_words


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


def told(reply) -> str:
    """The words of a letter."""
    assert reply.status_code == 200
    return file_words(reply.data)


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_letter_tells_when_where_and_who_comes(office, cast, suffix):
    words = told(office.get(f"/visits/{cast.visit.key}/invitation.{suffix}"))

    assert "GIẤY MỜI" in words
    assert "Kính gửi: LĐLĐ huyện Hướng Hóa" in words
    assert "…… giờ ……, thứ Ba, ngày 10 tháng 11 năm 2020." in words
    assert "2. Địa điểm: Hội trường." in words
    assert "- Binh, trưởng đoàn;" in words.replace("Trưởng đoàn", "trưởng đoàn")
    assert "chụp ảnh hồ sơ" in words
    assert "ngày …… tháng …… năm ……" in words


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_schedule_has_every_visit_by_day_and_the_teams(office, cast, change, suffix):
    def later(session):
        session.get(Visit, cast.visit.id).planned_on = date(2020, 11, 20)

    change(later)

    words = told(office.get(f"/round/{cast.round.id}/schedule.{suffix}"))

    assert "Lịch khảo sát: Đợt thử" in words
    assert words.index("LĐLĐ huyện Đakrông") < words.index("LĐLĐ huyện Hướng Hóa")
    assert "từ ngày 02/11/2020 đến ngày 30/11/2020" in words
    assert "Đoàn khảo sát số 2:" in words


def test_a_visit_put_off_is_announced_later_and_one_called_off_not_at_all(office, cast, change):
    def off(session):
        session.get(Visit, cast.visit.id).plan = Plan.POSTPONED
        session.get(Visit, cast.other_visit.id).plan = Plan.CANCELLED

    change(off)

    words = told(office.get(f"/round/{cast.round.id}/schedule.pdf"))
    assert "Thông báo sau: LĐLĐ huyện Hướng Hóa." in words
    assert "Đakrông" not in words
    assert office.get(f"/visits/{cast.other_visit.key}/invitation.pdf").status_code == 404


def test_what_is_not_known_is_dots_and_lines_of_the_round_are_printed(office, cast, change):
    def bare(session):
        visit = session.get(Visit, cast.visit.id)
        visit.planned_on, visit.place = None, ""
        heading = '{"invitation": {"symbol": "GM-VP", "signature": [["TL. CHỦ TỊCH"]]}}'
        session.get(Round, cast.round.id).heading = heading

    change(bare)

    words = told(office.get(f"/visits/{cast.visit.key}/invitation.docx"))
    assert "/GM-VP" in words
    assert "TL. CHỦ TỊCH" in words
    assert "10 tháng 11" not in words


def test_the_same_plan_gives_the_same_bytes(office, cast):
    path = f"/visits/{cast.visit.key}/invitation.pdf"

    assert office.get(path).data == office.get(path).data


def test_markup_in_a_place_is_printed_as_text(app, office, cast, change):
    change(
        lambda session: setattr(session.get(Visit, cast.visit.id), "place", "<b>Hội</b> & trường")
    )

    assert "<b>Hội</b> & trường" in told(office.get(f"/visits/{cast.visit.key}/invitation.pdf"))


def test_the_page_lists_a_letter_for_each_visit(office, cast):
    page = office.get(f"/round/{cast.round.id}/letters").get_data(as_text=True)

    assert f"/visits/{cast.visit.key}/invitation.docx" in page
    assert f"/round/{cast.round.id}/schedule.pdf" in page
    assert "LĐLĐ huyện Đakrông" in words_of(page)


@pytest.mark.parametrize("path", ["/visits/{key}/invitation.odt", "/round/{id}/schedule.txt"])
def test_there_is_no_other_format(office, cast, path):
    assert office.get(path.format(key=cast.visit.key, id=cast.round.id)).status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_takes_letters(cast, desk, who):
    browser = desk(getattr(cast, who))

    assert browser.get(f"/visits/{cast.visit.key}/invitation.pdf").status_code == 403
    assert browser.get(f"/round/{cast.round.id}/letters").status_code == 403


def test_a_letter_needs_no_session_but_what_the_visit_has(app, cast, change):
    written = change(lambda session: invitation_of(session.get(Visit, cast.visit.id)))

    assert (written.kind, written.to, written.code) == ("Giấy mời", ("LĐLĐ huyện Hướng Hóa",), "")
