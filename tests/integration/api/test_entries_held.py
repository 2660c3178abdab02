"""Entries that no phone of ours makes: held under their own name, and never their neighbours."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from survey_app.fieldwork.models import HeldEntry


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
