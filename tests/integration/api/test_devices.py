"""A phone tells how much is on it only: noted for the office, and never a stumbling block."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from survey_app.core import clock
from survey_app.fieldwork.device_models import DeviceWord
from survey_app.fieldwork.device_words import MOST_DEVICES, Unsent, read_word
from tests.support.cast import NOW

WORDS = select(DeviceWord).order_by(DeviceWord.id)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@pytest.fixture
def tell(cast, client, token):
    """Say something to the server as An's phone."""

    def said(device="may-1", *, who=None, **body):
        headers = {"Authorization": f"Bearer {token(who or cast.an)}"}
        return client.put(f"/api/v1/devices/{device}", headers=headers, **body)

    return said


def seen(look):
    return [(each.device, each.entries, each.photos) for each in look(WORDS)]


def test_what_a_phone_says_is_noted_and_the_last_word_counts(tell, look, monkeypatch):
    tell(json={"entries": 3, "photos": 2})
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    reply = tell(json={"entries": 0, "photos": 1})

    assert reply.status_code == 204
    assert seen(look) == [("may-1", 0, 1)]
    assert look(select(DeviceWord.told_at)) == [later]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({}, id="nothing at all"),
        pytest.param({"data": b"\xff\x00"}, id="bytes"),
        pytest.param({"json": []}, id="a list"),
        pytest.param({"data": b"[" * 10_000}, id="brackets without an end"),
        pytest.param({"json": {"entries": "3", "photos": -1}}, id="no counts"),
        pytest.param({"json": {"entries": True, "photos": 1.5, "more": "x"}}, id="other kinds"),
        pytest.param({"json": {"entries": 10**30, "photos": None}}, id="more than a phone holds"),
    ],
)
def test_what_is_no_count_is_passed_over_and_the_contact_is_noted(tell, look, body):
    assert tell(**body).status_code == 204
    assert seen(look) == [("may-1", None, None)]


@pytest.mark.parametrize("device", ["x" * 65, "m%C3%A1y", "a%0Ab"])
def test_a_name_that_no_phone_gives_itself_is_passed_over(tell, look, device):
    assert tell(device, json={"entries": 1, "photos": 0}).status_code == 204
    assert seen(look) == []


def test_the_same_phone_in_the_hands_of_two_people_is_two(cast, tell, look):
    tell(json={"entries": 1, "photos": 0})
    tell(json={"entries": 2, "photos": 0}, who=cast.anh)

    assert {(each.person_id, each.entries) for each in look(WORDS)} == {
        (cast.an.id, 1),
        (cast.anh.id, 2),
    }


def test_a_browser_that_forgets_its_name_does_not_fill_the_table(cast, change, tell, look):
    def many(session):
        session.add_all(
            DeviceWord(person_id=cast.an.id, device=f"m{number}", told_at=NOW)
            for number in range(MOST_DEVICES)
        )

    change(many)

    assert tell("another", json={"entries": 1, "photos": 0}).status_code == 204
    assert tell("m0", json={"entries": 7, "photos": 0}).status_code == 204
    assert len(look(WORDS)) == MOST_DEVICES
    assert look(WORDS)[0].entries == 7


def test_more_than_a_word_is_not_read(tell, look):
    assert tell(data=b" " * 20_000).status_code == 413
    assert seen(look) == []


def test_nobody_tells_without_being_signed_in(client, look):
    reply = client.put("/api/v1/devices/may-1", json={"entries": 1, "photos": 0})

    assert reply.status_code == 401
    assert look(WORDS) == []


@given(JSON.map(lambda raw: json.dumps(raw).encode()) | st.binary())
def test_whatever_is_said_it_is_two_counts_or_none(data):
    said = read_word(data)

    assert isinstance(said, Unsent)
    assert all(each is None or each >= 0 for each in (said.entries, said.photos))
