"""Units that owe their reports are reminded: a letter, and a note of who did so when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.visits.models import Round
from survey_app.visits.round_models import Reminder
from tests.support.desk import words_of
from tests.support.letters import file_words


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def page(cast):
    return f"/round/{cast.round.id}/following"


def shown(office, page):
    return words_of(office.get(page).get_data(as_text=True))


def ago(days):
    return clock.today() - timedelta(days=days)


@pytest.fixture
def owing(cast, change):
    """Both units owe their reports since two days."""

    def due(session):
        session.get(Round, cast.round.id).reports_due_on = ago(2)

    change(due)
    return f"/round/{cast.round.id}/reminders"


def test_a_unit_is_reminded_once_a_day_and_everybody_sees_it(office, page, owing, look):
    units = {"units": ["LD-HUONGHOA", "LD-DAKRONG"]}

    office.post(owing, data={"units": "LD-HUONGHOA"})
    again = office.post(owing, data=units, follow_redirects=True).get_data(as_text=True)

    assert "Đã ghi đôn đốc 1 đơn vị." in again
    assert "1 đơn vị đã đôn đốc hôm nay, không ghi lại." in again
    assert len(look(select(Reminder))) == 2
    assert f"đã đôn đốc 1 lần, gần nhất {ago(0):%d/%m/%Y} (Chau)" in words_of(again)


def test_a_unit_is_reminded_again_on_another_day(office, page, owing, look, change):
    office.post(owing, data={"units": "LD-HUONGHOA"})
    change(lambda session: setattr(session.scalar(select(Reminder)), "reminded_on", ago(1)))

    office.post(owing, data={"units": "LD-HUONGHOA"})

    assert len(look(select(Reminder))) == 2
    assert "đã đôn đốc 2 lần" in shown(office, page)


@pytest.mark.parametrize("units", [[], ["KHONG-CO"], [""]])
def test_nobody_is_reminded_for_nothing(office, owing, look, units):
    assert office.post(owing, data={"units": units}).status_code == 422
    assert look(select(Reminder)) == []


def test_a_unit_that_owes_nothing_is_not_reminded(office, cast, look):
    path = f"/round/{cast.round.id}/reminders"

    assert office.post(path, data={"units": "LD-HUONGHOA"}).status_code == 422
    assert office.get(f"{path}/LD-HUONGHOA.pdf").status_code == 404


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_the_letter_asks_for_the_report_and_leaves_the_new_day_to_the_clerk(office, owing, suffix):
    reply = office.get(f"{owing}/LD-HUONGHOA.{suffix}")

    words = file_words(reply.data)
    assert "Đôn đốc gửi báo cáo" in words
    assert "Kính gửi: LĐLĐ huyện Hướng Hóa" in words
    assert f"trước ngày {ago(2):%d/%m/%Y}" in words
    assert office.get(f"{owing}/LD-HUONGHOA.odt").status_code == 404


@pytest.mark.parametrize("who", ["an", "binh", "quan"])
def test_only_the_office_reminds(cast, desk, owing, who):
    browser = desk(getattr(cast, who))

    assert browser.post(owing, data={"units": "LD-HUONGHOA"}).status_code == 403
    assert browser.get(f"{owing}/LD-HUONGHOA.pdf").status_code == 403
