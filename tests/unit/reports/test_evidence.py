"""Evidence item by item, and photos under the same numbers everywhere."""

from dataclasses import replace
from uuid import UUID

from survey_app.reports.composing import content_of
from survey_app.reports.content import ProvingDocument
from survey_app.reports.numbering import photo_labels
from tests.sample_visit import Log, facts_of


def test_documents_are_listed_under_their_item():
    log = Log()
    log.add("evidence", {"number": "54/KH-LĐLĐ", "date": "2020-09-14", "about": "Sơ kết"}, "A1")
    log.add("evidence", {"number": "2/BC", "date": "tháng 9", "about": None}, "A1")

    (proof,) = content_of(facts_of(log)).proofs

    assert proof.documents == (
        ProvingDocument("54/KH-LĐLĐ", "14/09/2020", "Sơ kết"),
        ProvingDocument("2/BC", "tháng 9", ""),
    )


def test_required_evidence_that_is_missing_is_listed():
    log = Log()
    log.answer("A1", {"value": "yes"})

    (proof,) = content_of(facts_of(log)).proofs

    assert (proof.code, proof.required, proof.missing) == ("A1", "văn bản", True)


def test_photos_are_numbered_by_item_in_the_order_of_their_slots():
    log = Log()
    late = log.photo("a" * 64, "A1")
    log.heads[0] = replace(late, slot=UUID(int=50))
    log.photo("b" * 64, "A1")
    log.photo("c" * 64)

    labels = photo_labels(facts_of(log).recorded.all_photos())
    groups = content_of(facts_of(log)).photos

    assert sorted(labels.values()) == ["Ảnh A1.1", "Ảnh A1.2", "Ảnh chung 1"]
    assert [(each.label, each.sha256[0]) for group in groups for each in group.photos] == [
        ("Ảnh chung 1", "c"), ("Ảnh A1.1", "b"), ("Ảnh A1.2", "a"),
    ]  # fmt: skip


def test_a_photo_that_only_the_phone_has_is_counted_and_marked():
    log = Log()
    log.photo("a" * 64, "A1", "Trang đầu")

    (group,) = content_of(facts_of(log, missing_photos=frozenset({"a" * 64}))).photos

    assert [photo.arrived for photo in group.photos] == [False]


def test_a_photo_that_nobody_says_was_announced_is_marked():
    log = Log()
    log.add("photo", {"sha256": "a" * 64, "bytes": 1, "consent": True}, "A1")
    log.add("photo", {"sha256": "b" * 64, "bytes": 1, "consent": False}, "A1")
    log.photo("c" * 64, "A1")

    (group,) = content_of(facts_of(log)).photos

    assert [photo.announced for photo in group.photos] == [True, False, False]
