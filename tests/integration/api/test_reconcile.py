"""Reconciling after a restore, and the box for what cannot be sent otherwise."""

from __future__ import annotations

import hashlib
from uuid import uuid4

import pytest
from sqlalchemy import String, select
from sqlalchemy import cast as cast_to

from survey_app.core import clock
from survey_app.fieldwork import heads, service
from survey_app.fieldwork.models import Head, RescueParcel
from tests.support.checklist import COMPLETE
from tests.support.phone import jpeg


def test_reconcile_tells_what_the_server_has(phone):
    an = phone()
    stored, held, lost = an.answer("A1", {"value": "yes"}), an.answer("Z9", {}), str(uuid4())
    an.receipts(stored, held)
    an.put(jpeg())
    known = hashlib.sha256(jpeg()).hexdigest()

    body = an.post(
        "/reconcile",
        {"epoch": None, "entries": [stored["id"], held["id"], lost], "photos": [known, "0" * 64]},
    ).get_json()

    assert sorted(body["entries"]) == sorted([stored["id"], held["id"]])
    assert body["photos"] == [known]


def test_reconcile_knows_what_is_held_however_its_id_was_written(phone):
    an = phone()
    held = an.answer("Z9", {"value": 1})
    an.receipts({**held, "id": held["id"].upper()})

    body = an.post("/reconcile", {"entries": [held["id"]]}).get_json()

    assert body["entries"] == [held["id"]]


def test_a_restored_server_says_a_new_epoch(phone, change):
    an = phone()
    before = an.get("/visits").get_json()["epoch"]

    change(lambda session: service.begin_epoch(session, at=clock.now()))

    assert an.get("/visits").get_json()["epoch"] != before


BAD = [
    pytest.param({"entries": ["7"]}, id="an id that is none"),
    pytest.param({"photos": ["7"]}, id="a hash that is none"),
    pytest.param({"entries": "all"}, id="words"),
    pytest.param({"more": 1}, id="a strange field"),
    pytest.param([], id="a list"),
]


@pytest.mark.parametrize("body", BAD)
def test_reconcile_refuses_what_it_does_not_understand(phone, body):
    response = phone().post("/reconcile", body)

    assert response.status_code == 422
    assert response.mimetype == "application/problem+json"


def test_rescue_keeps_any_bytes_once(phone, look):
    an = phone()
    data = b"\x00\xff anything"

    replies = [an.client.post("/api/v1/rescue", data=data, headers=an.headers) for _ in range(2)]

    assert [each.status_code for each in replies] == [201, 201]
    assert replies[0].get_json() == replies[1].get_json()
    assert look(select(RescueParcel.sha256)) == [hashlib.sha256(data).hexdigest()]


def test_rescue_needs_somebody_we_know(client):
    assert client.post("/api/v1/rescue", data=b"x").status_code == 401


def test_the_heads_rebuilt_from_the_log_are_the_same_rows(phone, cast, look, change):
    an, anh = phone(), phone(cast.anh)
    ids = an.fill(COMPLETE)
    anh.receipts(anh.answer("A2", {"value": 1}), anh.answer("A1", None, supersedes=[ids[0]]))
    whole = cast_to(Head.entry_id, String) + "/" + cast_to(Head.visit_id, String) + Head.kind
    rows = select(whole).order_by(Head.entry_id)
    before = look(rows)

    count = change(heads.rebuild)

    assert look(rows) == before
    assert count == len(before)
