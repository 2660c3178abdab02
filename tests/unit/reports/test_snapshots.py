"""What is sealed comes back as it was, and what a later revision says otherwise is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from survey_app.fieldwork.rules import Layer
from survey_app.reports import changes, snapshots
from survey_app.reports.changes import Change
from survey_app.reports.composing import content_of
from tests.sample_visit import Log, complete, facts_of


def _report(log=None, **more):
    return content_of(facts_of(log or complete(), **more))


def test_a_kept_report_comes_back_equal():
    log = complete()
    log.finding("strength", "Tốt\n<b>\ud800", "A1")
    log.photo("a" * 64, "A1", "ảnh")
    report = _report(log)

    text = snapshots.kept(report)

    assert snapshots.read(text, snapshots.digest(report)) == report


def test_a_kept_report_that_was_changed_is_refused():
    report = _report()
    text = snapshots.kept(report)

    with pytest.raises(snapshots.SnapshotBroken):
        snapshots.read(text.replace("Hướng Hóa", "Đakrông"), snapshots.digest(report))


def test_what_a_later_version_has_more_or_less_does_not_matter():
    raw = json.loads(snapshots.kept(_report()))
    del raw["checklist_title"]
    raw["of_another_version"] = [1]
    text = json.dumps(raw)

    assert snapshots.read(text, snapshots.digest_of(text)).checklist_title == ""


def _with(*found):
    log = complete()
    for type_, text, item in found:
        log.finding(type_, text, item)
    return _report(log)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(_with(), _with(), (), id="the same"),
        pytest.param(
            _with(("strength", "Một", "A1")),
            _with(("strength", "Một", "A1"), ("strength", "Hai", "A2")),
            (Change("Tổ chức triển khai (mục A) – Ưu điểm", "", "- Hai (tiêu chí A2)"),),
            id="a finding more",
        ),
        pytest.param(
            _with(("strength", "Một", "A1"), ("limitation", "Ba", "A1")),
            _with(("limitation", "Ba", "A1")),
            (Change("Tổ chức triển khai (mục A) – Ưu điểm", "- Một (tiêu chí A1)", ""),),
            id="a finding less, and what comes after it only has another letter",
        ),
        pytest.param(
            _with(("strength", "Một", "A1")),
            _with(("strength", "Một phần", "A1")),
            (
                Change(
                    "Tổ chức triển khai (mục A) – Ưu điểm",
                    "- Một (tiêu chí A1)",
                    "- Một phần (tiêu chí A1)",
                ),
            ),
            id="other words",
        ),
    ],
)
def test_changes(before, after, told):
    assert changes.changes(before, after) == told
    assert changes.read(changes.stored(told)) == told


def _scored(value=None, **given):
    log = Log([each for each in complete().heads if each.item != "A2"])
    log.answer("A2", {"value": 3 if value is None else value})
    return _report(log, given={Layer(layer): said for layer, said in given.items()})


def _told(before, after):
    return {each.place: (each.before, each.after) for each in changes.changes(before, after)}


def test_another_score_is_told_with_what_hangs_on_it():
    told = _told(_scored(1), _scored(3))

    assert told["Bảng điểm – A2 – Đoàn chấm"] == ("1,00", "3,00")
    assert told["Bảng điểm – Cộng mục A – Đoàn chấm"] == ("6,50", "8,50")
    assert not any("A1" in place for place in told)


def test_a_layer_more_is_told_only_where_what_counts_is_otherwise():
    told = _told(_scored(), _scored(agreed={"A2": {"value": 1}}))

    figures = {place: sides for place, sides in told.items() if "điểm được tính" in place}
    assert figures["Bảng điểm – A2 – điểm được tính"] == ("3,00", "1,00")
    assert [place for place in figures if "A1" in place or "B1" in place] == []


def test_another_photo_under_the_same_number_is_a_change():
    one, other = Log(), Log()
    one.photo("a" * 64, "A1", "Hội trường")
    other.photo("b" * 64, "A1", "Hội trường")

    (told,) = changes.changes(_report(one), _report(other))

    assert (told.before[-9:-1], told.after[-9:-1]) == ("aaaaaaaa", "bbbbbbbb")


def test_a_rewritten_unit_changes_the_digest():
    report = _report()

    assert snapshots.digest(report) != snapshots.digest(replace(report, unit="Khác"))
