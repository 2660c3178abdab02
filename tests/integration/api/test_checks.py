"""Comparing a phone with the server by one short code."""

from __future__ import annotations

import hashlib

import pytest

from survey_app.fieldwork.rules import check_code
from tests.support.phone import slot
from tests.support.queries import counted

NOBODY = hashlib.sha256(b"").hexdigest()
PHOTO = "ab" * 32


def check(of, cast):
    return of.get(f"/visits/{cast.visit.key}/check")


def test_before_anything_was_recorded_the_code_is_that_of_nothing(phone, cast):
    said = check(phone(), cast).get_json()

    assert (said["heads"], said["heads_sha256"], said["code"]) == (0, NOBODY, "E3B0-C442")
    assert (said["missing_photos"], said["cursor"]) == ([], 0)


def test_the_code_is_of_what_is_current_and_the_same_for_everybody(phone, cast):
    an = phone()
    first = an.answer("A2", {"value": 1})
    second = an.answer("A2", {"value": 3}, supersedes=[first["id"]])
    note = an.entry("note", {"text": "Đã đối chiếu."}, item="A2", slot=str(slot()))
    an.receipts(first, second, note)
    ids = "".join(sorted([second["id"], note["id"]]))
    digest = hashlib.sha256(ids.encode()).hexdigest()

    for who in (cast.an, cast.anh, cast.binh):
        said = check(phone(who), cast).get_json()
        assert (said["heads"], said["heads_sha256"]) == (2, digest)
        assert said["code"] == f"{digest[:4]}-{digest[4:8]}".upper()
        assert said["cursor"] == 3


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        pytest.param(
            "comment",
            {"text": "Số liệu ngày nào?"},
            {"item": "A2"},
            id="a comment is no part of it",
        ),
        pytest.param(
            "submit", {"heads": 0, "heads_sha256": NOBODY}, {"slot": None}, id="nor is a hand-over"
        ),
    ],
)
def test_what_a_hand_over_leaves_out_changes_no_code(phone, cast, kind, value, more):
    an = phone()
    an.receipts(an.entry(kind, value, **{"slot": str(slot()), **more}))

    said = check(an, cast).get_json()

    assert (said["code"], said["cursor"]) == ("E3B0-C442", 1)


def test_photos_that_are_named_and_not_here_are_told(phone, cast):
    an = phone()
    value = {"sha256": PHOTO, "bytes": 3, "caption": ""}
    an.receipts(an.entry("photo", value, item="A2", slot=str(slot())))

    assert check(an, cast).get_json()["missing_photos"] == [PHOTO]


def test_a_stranger_is_not_told_that_there_is_a_visit(phone, cast):
    refused = check(phone(cast.dung), cast)

    assert (refused.status_code, refused.get_json()["code"]) == (404, "not-found")


def test_the_question_is_as_cheap_for_a_long_log(app, phone, cast):
    an = phone()
    # What a token says is remembered from the first call on.
    check(an, cast)
    few = counted(app, lambda: check(an, cast))
    an.receipts(*(an.entry("note", {"text": "x"}, slot=str(slot())) for _ in range(30)))

    assert counted(app, lambda: check(an, cast)) == few


def test_a_code_is_eight_digits_in_two_groups():
    assert check_code("4f7a29bc" + "0" * 56) == "4F7A-29BC"
