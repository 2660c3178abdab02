"""Storing entries: receipts, replays, holds, order, and who may."""

from __future__ import annotations

import json
import unicodedata
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from survey_app.core import clock
from survey_app.fieldwork.models import Entry, Head, HeldEntry, RescueParcel
from survey_app.visits.models import VisitMember
from tests.support.checklist import COMPLETE
from tests.support.phone import digest, jpeg


def test_a_receipt_repeats_the_id_and_the_hash_that_the_phone_computed(phone):
    an = phone()
    entry = an.answer("A2", {"value": 3})

    receipt = an.receipts(entry)[0]

    assert (receipt["id"], receipt["sha256"]) == (entry["id"], digest(entry))
    assert (receipt["number"], receipt["state"]) == (1, "stored")


def test_a_replay_gets_the_same_receipt_and_stores_nothing_more(phone, look):
    an = phone()
    entry = an.answer("A2", {"value": 3})
    first = an.receipts(entry)

    second = an.receipts(entry)

    assert second == first
    assert look(select(func.count()).select_from(Entry)) == [1]


def test_another_content_under_the_same_id_is_refused_but_kept(phone, look):
    an = phone()
    entry = an.answer("A2", {"value": 3})
    an.receipts(entry)

    response = an.send({**entry, "value": {"value": 4}})

    assert response.status_code == 409
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["code"] == "entry-id-reused"
    assert [json.loads(raw)["value"] for raw in look(select(HeldEntry.raw))] == [{"value": 4}]


def test_a_reused_id_does_not_block_its_neighbours(phone):
    an = phone()
    entry = an.answer("A2", {"value": 3})
    an.receipts(entry)

    receipts = an.receipts({**entry, "value": {"value": 4}}, an.answer("A1", {"value": "yes"}))

    assert [each["state"] for each in receipts] == ["held", "stored"]
    assert receipts[0]["code"] == "entry-id-reused"


def test_the_same_entry_twice_in_one_request_is_stored_once(phone, look):
    an = phone()
    entry = an.answer("A2", {"value": 3})

    first, second = an.receipts(entry, entry)

    assert first == second
    assert look(select(func.count()).select_from(Entry)) == [1]


HELD = [
    pytest.param({"item": "Z9"}, "entry-item-unknown", id="an item the checklist lacks"),
    pytest.param({"value": {"value": 9}}, "entry-value-malformed", id="a level above the scale"),
    pytest.param({"value": {"value": "x"}}, "entry-value-malformed", id="words for a level"),
    pytest.param({"value": {"value": 3, "more": 1}}, "entry-value-malformed", id="a strange key"),
    pytest.param({"value": [3]}, "entry-value-malformed", id="a list for an answer"),
    pytest.param({"value": {"not_applicable": " "}}, "entry-value-malformed", id="no reason"),
    pytest.param({"layer": None}, "entry-malformed", id="an answer without a layer"),
    pytest.param({"layer": "final"}, "entry-malformed", id="a layer that is the office's"),
    pytest.param({"kind": "opinion"}, "entry-malformed", id="an unknown kind"),
    pytest.param({"id": "7"}, "entry-malformed", id="an id that is no UUID"),
    pytest.param({"seq": -1}, "entry-malformed", id="a counter below nought"),
    pytest.param({"seq": True}, "entry-malformed", id="a truth for a counter"),
    pytest.param({"device": ""}, "entry-malformed", id="no device"),
    pytest.param({"supersedes": "all"}, "entry-malformed", id="words for supersedes"),
    pytest.param({"mood": "tired"}, "entry-malformed", id="a field nobody knows"),
    pytest.param({"visit": str(uuid4())}, "entry-other-visit", id="another visit's entry"),
    pytest.param({"value": {"value": float("nan")}}, "entry-not-finite", id="not a number"),
    pytest.param({"value": {"value": "\ud800"}}, "entry-text-broken", id="half a character"),
    pytest.param({"value": {"value": "a\x00b"}}, "entry-text-broken", id="a NUL"),
    pytest.param({"value": {"value": "a" * 300_000}}, "entry-too-large", id="a book"),
]


@pytest.mark.parametrize(("wrong", "code"), HELD)
def test_what_cannot_be_taken_is_held_and_its_neighbours_stored(phone, look, wrong, code):
    an = phone()
    bad = {**an.answer("A2", {"value": 3}), **wrong}

    receipts = an.receipts(bad, an.answer("A1", {"value": "yes"}))

    assert [(each["state"], each.get("code")) for each in receipts] == [
        ("held", code),
        ("stored", None),
    ]
    assert look(select(HeldEntry.code)) == [code]
    assert an.receipts(bad)[0] == receipts[0]


@pytest.mark.parametrize("sent", [7, "entry", None, [], {"id": str(uuid4())}])
def test_what_is_no_entry_at_all_is_held(phone, look, sent):
    an = phone()

    receipts = an.receipts(sent)

    assert receipts[0]["code"] == "entry-malformed"
    assert len(look(select(HeldEntry.id))) == 1


BODIES = [
    pytest.param(b"{", id="cut off"),
    pytest.param(b"[1]", id="a list"),
    pytest.param(b'{"entries": 7}', id="no list of entries"),
    pytest.param(b"<html>portal</html>", id="a page"),
    pytest.param(b"\xff\xfe", id="no text"),
    pytest.param(b"[" * 200_000, id="nested for ever"),
    pytest.param(b"", id="nothing"),
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_is_no_list_of_entries_is_refused_and_kept(phone, look, body):
    an = phone()

    response = an.client.post(f"/api/v1/visits/{an.visit}/entries", data=body, headers=an.headers)

    assert response.status_code == 400
    assert response.get_json()["code"] == "not-json"
    assert look(select(RescueParcel.bytes)) == [len(body)]


def test_ten_megabytes_are_refused_before_they_are_parsed(phone):
    an = phone()

    response = an.client.post(
        f"/api/v1/visits/{an.visit}/entries", data=b" " * 10_000_000, headers=an.headers
    )

    assert response.status_code == 413
    assert response.get_json()["code"] == "too-large"


def test_words_written_apart_are_stored_whole_and_hashed_alike(phone):
    an = phone()
    apart = unicodedata.normalize("NFD", "Đã kiểm tra ở Hướng Hóa")
    entry = an.entry("note", {"text": apart}, item="A1")

    receipt = an.receipts(entry)[0]
    stored = an.get(f"/visits/{an.visit}/entries").get_json()["entries"][0]

    assert receipt["sha256"] == digest(entry)
    assert stored["value"]["text"] == unicodedata.normalize("NFC", apart)


def test_entries_of_everybody_are_read_after_a_cursor(phone, cast):
    an, anh = phone(), phone(cast.anh)
    an.receipts(an.answer("A1", {"value": "yes"}))
    anh.receipts(anh.answer("A2", {"value": 2}))

    page = an.get(f"/visits/{an.visit}/entries?after=1").get_json()

    assert [(each["item"], each["author"]["name"]) for each in page["entries"]] == [("A2", "Anh")]
    assert (page["cursor"], page["more"]) == (2, False)


def test_the_heads_are_the_same_whichever_entry_comes_first(phone, look):
    an = phone()
    old = an.answer("A2", {"value": 1})
    new = an.answer("A2", {"value": 4}, supersedes=[old["id"]])

    an.receipts(new)
    an.receipts(old)

    assert [str(each) for each in look(select(Entry.uuid).join(Head))] == [new["id"]]


def test_an_entry_cannot_replace_one_of_another_slot(phone, look):
    an = phone()
    kept = an.answer("A1", {"value": "yes"})
    other = an.answer("A2", {"value": 4}, supersedes=[kept["id"]])

    an.receipts(kept, other)

    assert len(look(select(Head.entry_id))) == 2


def test_two_who_did_not_see_each_other_clash_until_somebody_settles(phone, cast):
    an, anh = phone(), phone(cast.anh)
    first, second = an.answer("A2", {"value": 1}), anh.answer("A2", {"value": 4})
    an.receipts(first)
    anh.receipts(second)
    before = an.get(f"/visits/{an.visit}/score").get_json()

    an.receipts(an.answer("A2", {"value": 2}, supersedes=[first["id"], second["id"]]))
    after = an.get(f"/visits/{an.visit}/score").get_json()

    assert [before["layers"]["team"]["scored"], after["layers"]["team"]["scored"]] == [0, 1]


def test_a_complete_hand_over_is_submitted(phone):
    an = phone()
    an.fill(COMPLETE)

    assert an.state() == "submitted"


def test_a_hand_over_waits_for_its_photos_and_is_complete_with_the_last(phone):
    an = phone()
    data = jpeg(colour="navy")
    entry = an.photo(data)
    submit = an.submit([entry["id"]], [entry["value"]["sha256"]])

    receipt = an.receipts(entry, submit)[1]
    before = an.state()
    an.put(data)

    assert receipt["visit_state"] == before == "waiting_for_photos"
    assert receipt["missing"] == {"photos": [entry["value"]["sha256"]], "entries": False}
    assert an.state() == "submitted"


def test_a_hand_over_waits_for_entries_that_have_not_come(phone):
    an = phone()
    here, lost = an.answer("A1", {"value": "yes"}), an.answer("A2", {"value": 2})
    receipt = an.receipts(here, an.submit([here["id"], lost["id"]]))[1]

    assert receipt["missing"] == {"photos": [], "entries": True}
    an.receipts(lost)
    assert an.state() == "submitted"


def test_a_colleague_who_goes_on_does_not_undo_a_hand_over(phone, cast):
    an, anh = phone(), phone(cast.anh)
    an.fill({"A1": {"value": "yes"}})

    anh.receipts(anh.answer("A2", {"value": 2}))

    assert an.state() == "submitted"


def test_a_removed_member_is_held_not_refused(phone, cast, change):
    an = phone()
    asked = select(VisitMember).where(VisitMember.person_id == cast.an.id)
    change(lambda session: setattr(session.scalar(asked), "removed_at", clock.now()))

    receipt = an.receipts(an.answer("A1", {"value": "yes"}))[0]

    assert (receipt["state"], receipt["code"]) == ("held", "member-removed")


def test_dung_cannot_record_on_a_visit_of_another_team_but_his_bytes_are_kept(phone, cast, look):
    dung = phone(cast.dung)

    response = dung.send(dung.answer("A1", {"value": "yes"}))

    assert response.status_code == 404
    assert look(select(Entry.id)) == []
    assert look(select(RescueParcel.reason)) == ["not-found"]


def test_dung_cannot_read_the_log_of_another_team(phone, cast):
    assert phone(cast.dung).get(f"/visits/{cast.visit.key}/entries").status_code == 404


@pytest.mark.parametrize("wrong", ["", "nonsense", "a.b.c"])
def test_nobody_records_without_a_good_token(phone, wrong):
    an = phone()
    an.token = wrong

    response = an.send(an.answer("A1", {"value": "yes"}))

    assert response.status_code == 401
    assert response.get_json()["code"] == "not-signed-in"
