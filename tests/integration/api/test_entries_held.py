"""Entries that cannot be taken: held under their own name, once, and never their neighbours."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from survey_app.core import clock
from survey_app.fieldwork.models import HeldEntry
from survey_app.visits.models import Round, VisitMember
from survey_app.visits.rules import RoundState


def test_an_entry_that_would_replace_itself_is_held_and_what_it_says_is_kept(phone, look):
    an = phone()
    entry = an.answer("A2", {"value": 3})
    shouted = an.answer("A2", {"value": 4})
    entry["supersedes"] = [entry["id"]]
    shouted["supersedes"] = [shouted["id"].upper()]

    receipts = an.receipts(entry, shouted)

    assert {(each["state"], each["code"]) for each in receipts} == {("held", "entry-malformed")}
    assert [json.loads(raw)["value"] for raw in look(select(HeldEntry.raw))] == [
        {"value": 3},
        {"value": 4},
    ]


IDS = [(None, ""), (True, "true"), (7, "7"), ([1, "a"], '[1,"a"]'), ("bảy", "bảy")]


@pytest.mark.parametrize(("said", "repeated"), IDS)
def test_a_receipt_repeats_an_id_that_is_none_as_it_was_written(phone, said, repeated):
    an = phone()

    receipt = an.receipts({**an.answer("A2", {"value": 3}), "id": said})[0]

    assert (receipt["id"], receipt["state"]) == (repeated, "held")


def test_a_number_without_end_is_held_and_its_neighbours_stored(phone):
    an = phone()
    neighbour = an.answer("A1", {"value": "yes"})
    endless = json.dumps(an.answer("A2", {"value": "…"})).replace('"\\u2026"', "1" * 5_000)

    response = an.client.post(
        f"/api/v1/visits/{an.visit}/entries",
        data=f'{{"entries": [{endless}, {json.dumps(neighbour)}]}}',
        headers=an.headers,
    )

    assert [(each["state"], each.get("code")) for each in response.get_json()["receipts"]] == [
        ("held", "entry-not-finite"),
        ("stored", None),
    ]


def remove_an(session, cast):
    asked = select(VisitMember).where(VisitMember.person_id == cast.an.id)
    session.scalar(asked).removed_at = clock.now()


def close_the_round(session, _cast):
    session.scalar(select(Round)).state = RoundState.CLOSED


@pytest.mark.parametrize("happens", [remove_an, close_the_round])
def test_a_replay_gets_its_receipt_also_when_nothing_can_be_taken_any_more(
    phone, cast, look, change, happens
):
    an = phone()
    entry = an.answer("A2", {"value": 3})
    submit = an.submit([entry["id"]])
    first = an.receipts(entry, submit)

    change(lambda session: happens(session, cast))
    again = an.receipts(entry, submit, an.answer("A1", {"value": "yes"}))

    assert again[:2] == first
    assert again[2]["state"] == "held"
    assert len(look(select(HeldEntry.id))) == 1


def test_other_content_under_a_known_id_is_held_for_what_it_is_when_all_is_closed(
    phone, cast, change
):
    an = phone()
    entry = an.answer("A2", {"value": 3})
    an.receipts(entry)

    change(lambda session: close_the_round(session, cast))
    receipt = an.receipts({**entry, "value": {"value": 4}})[0]

    assert (receipt["state"], receipt["code"]) == ("held", "visit-closed")
