"""The scripted phone: ids, hashes, heads, and its distrust of receipts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from survey_app.commands.demo_round.client import Client
from survey_app.commands.demo_round.phone import (
    NotBelieved,
    Phone,
    canonical,
    check_receipts,
    digest,
)
from survey_app.core.uuid7 import uuid7

VECTORS = Path(__file__).parents[2] / "contract" / "entries" / "hashes.json"
VISIT = "5f0c6c3e-3c1e-4c1b-9a45-0d2f6f1f7a11"
AT = datetime(2020, 11, 12, 1, 5, 3, 123000, UTC)


@pytest.fixture
def phone():
    return Phone(Client("127.0.0.1", 1), VISIT, "device", AT)


def _vectors():
    """Every vector but those with fractions, which this client sends as text."""
    read = json.loads(VECTORS.read_text(encoding="utf-8"))
    return [
        pytest.param(each, id=each["name"])
        for each in read
        if not _holds(each["entry"], float) and "\\ud" not in each["canonical"]
    ]


def _holds(value, kind):
    if isinstance(value, dict):
        return any(_holds(each, kind) for each in value.values())
    if isinstance(value, list):
        return any(_holds(each, kind) for each in value)
    return isinstance(value, kind)


@pytest.mark.parametrize("vector", _vectors())
def test_the_scripted_phone_hashes_as_phones_and_the_server_do(vector):
    assert canonical(vector["entry"]) == vector["canonical"]
    assert digest(vector["entry"]) == vector["sha256"]


def test_an_id_is_the_clock_in_milliseconds_then_chance():
    made = uuid7(AT, bytes(10))

    assert made == UUID("0175b9fc-0693-7000-8000-000000000000")


def test_an_id_keeps_its_version_and_variant_whatever_chance_says():
    made = uuid7(AT, b"\xff" * 10)

    assert made == UUID("0175b9fc-0693-7fff-bfff-ffffffffffff")


def test_a_second_answer_supersedes_the_first(phone):
    first = phone.answer("A1", {"value": "yes"})

    second = phone.answer("A1", {"value": "no"})

    assert second["supersedes"] == [first["id"]]


def test_the_layers_of_an_answer_do_not_touch_each_other(phone):
    phone.answer("A1", {"value": "yes"}, layer="self")

    entry = phone.answer("A1", {"value": "no"})

    assert entry["supersedes"] == []


def test_two_findings_of_one_item_stand_beside_each_other(phone):
    first = phone.add("finding", {"type": "strength", "text": "x"}, item="A1")

    second = phone.add("finding", {"type": "strength", "text": "y"}, item="A1")

    assert first["slot"] < second["slot"]
    assert second["supersedes"] == []


RIGHT = {"state": "stored", "number": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"id": "another"}, id="another id"),
        pytest.param({"sha256": "0" * 64}, id="another hash"),
        pytest.param({"state": "held"}, id="held"),
    ],
)
def test_a_receipt_is_not_believed_with(phone, wrong):
    entry = phone.answer("A1", {"value": "yes"})
    receipt = {"id": entry["id"], "sha256": digest(entry), **RIGHT, **wrong}

    with pytest.raises(NotBelieved):
        check_receipts([entry], [receipt])


def test_an_entry_without_a_receipt_is_missed(phone):
    with pytest.raises(NotBelieved):
        check_receipts([phone.answer("A1", {"value": "yes"})], [])


def test_a_receipt_that_repeats_id_and_hash_is_believed(phone):
    entry = phone.answer("A1", {"value": "yes"})

    check_receipts([entry], [{"id": entry["id"], "sha256": digest(entry), **RIGHT}])
