"""The phones of the teams at a desk: when each was heard last, and what it said is on it only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from survey_app.fieldwork.device_models import DeviceWord
from survey_app.fieldwork.rules import DESK
from survey_app.visits.models import Person
from survey_app.visits.rules import Role
from tests.support.cast import NOW
from tests.support.desk import words_of
from tests.support.queries import counted


@pytest.fixture
def office(cast, desk):
    return desk(cast.chau)


@pytest.fixture
def told(change):
    """A phone of this person said so, some minutes after the beginning."""

    def say(person, device, entries, photos, after=0):
        at = NOW + timedelta(minutes=after)
        row = DeviceWord(
            person_id=person.id, device=device, entries=entries, photos=photos, told_at=at
        )
        change(lambda session: session.add(row))

    return say


def words(client, path="/devices"):
    return words_of(client.get(path).get_data(as_text=True))


def test_nobody_has_sent_anything_yet(office):
    assert "Chưa có điện thoại nào gửi dữ liệu." in words(office)


def test_what_is_unsent_stands_first_and_then_who_was_heard_last(cast, office, told):
    told(cast.an, "aaaa", 0, 0, after=1)
    told(cast.anh, "bbbb", 0, 0, after=9)
    told(cast.em, "cccc", 2, 5)
    page = words(office)

    assert [page.index(each) for each in ("cccc", "bbbb", "aaaa")] == sorted(
        page.index(each) for each in ("aaaa", "bbbb", "cccc")
    )
    assert "2 nội dung, 5 ảnh chưa gửi" in page
    assert "đã gửi hết" in page


@pytest.mark.parametrize(
    ("entries", "photos", "said"),
    [
        (None, None, "máy không nói rõ"),
        (None, 3, "? nội dung, 3 ảnh chưa gửi"),
        (0, None, "máy không nói rõ"),
        (0, 0, "đã gửi hết"),
    ],
)
def test_what_a_phone_did_not_say_is_not_made_up(cast, office, told, entries, photos, said):
    told(cast.an, "aaaa", entries, photos)

    assert said in words(office)
    assert said in words(office, f"/people/{cast.an.id}")


def test_a_phone_that_sent_and_said_nothing_is_there_as_well(cast, office, phone):
    sending = phone(cast.an)
    sending.receipts(sending.answer("A1", {"value": "yes"}))
    page = words(office)

    assert sending.device[:8] in page
    assert "máy chưa báo" in page


def test_what_is_recorded_at_a_desk_is_no_phone(cast, office, phone):
    sending = phone(cast.an)
    sending.send(sending.answer("A1", {"value": "yes"}, device=DESK))

    assert "Chưa có điện thoại nào gửi dữ liệu." in words(office)


def test_a_unit_that_scores_itself_by_its_link_is_no_phone(cast, office, told, change):
    told(cast.em, "cccc", 0, 0)

    def is_unit(session):
        session.get(Person, cast.em.id).role = Role.UNIT

    change(is_unit)

    assert "cccc" not in words(office)


def test_a_phone_is_found_by_the_name_of_its_person(cast, office, told):
    told(cast.an, "aaaa", 0, 0)
    told(cast.em, "cccc", 0, 0)

    assert "aaaa" not in words(office, f"/devices?q={cast.em.username}")
    assert "Không có điện thoại nào khớp" in words(office, "/devices?q=khong-ai")


@pytest.mark.parametrize("who", ["an", "binh", "dung"])
def test_a_team_does_not_see_the_phones_of_others(cast, desk, who):
    assert desk(getattr(cast, who)).get("/devices").status_code == 403


def test_thirty_phones_take_as_many_queries_as_three(app, cast, office, told):
    for number in range(3):
        told(cast.an, f"a{number}", 1, 0)
    few = counted(app, lambda: office.get("/devices"))
    for number in range(30):
        told(cast.em, f"b{number}", 1, 0)

    assert counted(app, lambda: office.get("/devices")) == few
