"""The documents of a visit through the API: drafts, sealed revisions, what changed."""

from __future__ import annotations

import pytest

from tests.support.checklist import COMPLETE


@pytest.fixture
def an(phone):
    """An's phone, when everything is answered and handed over."""
    made = phone()
    made.fill(COMPLETE)
    return made


@pytest.fixture
def decide(phone, cast):
    """Bình's moves on the first visit."""
    binh = phone(cast.binh)
    return lambda body: binh.post(f"/visits/{cast.visit.key}/decisions", body)


def test_revisions_are_told_with_what_changed(an, decide):
    decide({"move": "approve"})
    decide({"move": "reopen", "reason": "Xem lại"})
    decide({"move": "agree", "item": "A2", "value": 2, "reason": "Hồ sơ chưa đủ"})
    decide({"move": "approve"})

    second, first = an.get(f"/visits/{an.visit}/revisions").get_json()

    assert (second["revision"], first["revision"], first["changes"]) == (2, 1, [])
    told = {each["place"]: (each["before"], each["after"]) for each in second["changes"]}
    assert told["Bảng điểm – A2 – điểm được tính"] == ("3,00", "2,00")


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_a_sealed_document_is_the_same_bytes_each_time(an, decide, suffix):
    draft = an.get(f"/visits/{an.visit}/documents/minutes.{suffix}")
    decide({"move": "approve"})

    newest = an.get(f"/visits/{an.visit}/documents/minutes.{suffix}")
    named = an.get(f"/visits/{an.visit}/documents/1/minutes.{suffix}")

    assert newest.data == named.data != draft.data
    assert newest.headers["ETag"] == named.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["documents/findings.pdf", "documents/1/findings.pdf", "revisions"]
)
def test_dung_finds_none_of_it(cast, phone, an, decide, path):
    decide({"move": "approve"})

    assert phone(cast.dung).get(f"/visits/{an.visit}/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["documents/x.pdf", "documents/findings.exe", "documents/9/minutes.pdf"]
)
def test_what_there_is_not_is_not_found(an, path):
    assert an.get(f"/visits/{an.visit}/{path}").status_code == 404
