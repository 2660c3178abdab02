"""What is sealed comes back as it was, and what a later revision says otherwise is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from survey_app.reports import changes, snapshots
from survey_app.reports.changes import Change
from survey_app.reports.composing import content_of
from survey_app.reports.outlines.findings import findings
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
    return findings(_report(log))


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


def test_another_score_is_told_in_its_table_with_both_figures():
    low = Log([each for each in complete().heads if each.item != "A2"])
    low.answer("A2", {"value": 1})
    before, after = (findings(_report(log)) for log in (low, complete()))

    told = [each for each in changes.changes(before, after) if each.place.startswith("Phụ lục I.")]

    assert any("1,00" in each.before and "A2" in each.before for each in told)


def test_another_photo_under_the_same_number_is_a_change():
    one, other = Log(), Log()
    one.photo("a" * 64, "A1", "Hội trường")
    other.photo("b" * 64, "A1", "Hội trường")

    (told,) = changes.changes(findings(_report(one)), findings(_report(other)))

    assert (told.before[-9:-1], told.after[-9:-1]) == ("aaaaaaaa", "bbbbbbbb")


def test_a_rewritten_unit_changes_the_digest():
    report = _report()

    assert snapshots.digest(report) != snapshots.digest(replace(report, unit="Khác"))
