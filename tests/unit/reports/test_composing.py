"""What a report says, as data: nothing that was recorded is lost, and everything has its place."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.rules import Addressee, FindingType
from survey_app.reports.composing import content_of
from survey_app.reports.content import Attendee, Fact, Finding, Reply, VisitReport
from survey_app.reports.snapshots import digest
from tests.sample_visit import Log, complete, facts_of

ITEMS = [None, "A1", "A2", "B1", "B5", "T1", "G1"]


def test_findings_stand_in_their_section_by_type():
    log = Log()
    log.finding("limitation", "Chậm", "A2")
    log.finding("strength", "Có kế hoạch", "A1")
    log.finding("strength", "Chung")

    report = content_of(facts_of(log))

    assert [(group.title, group.findings) for group in report.sections[0].groups] == [
        ("Ưu điểm", (Finding("Có kế hoạch", "A1"),)),
        ("Hạn chế", (Finding("Chậm", "A2"),)),
    ]
    assert report.overall.groups[0].findings == (Finding("Chung"),)


def test_a_cause_names_the_finding_it_is_about():
    log = Log()
    limit = log.finding("limitation", "Chậm " * 40, "A2")
    log.finding("objective_cause", "Mưa lũ", "A2", about=[str(limit.slot), str(UUID(int=99))])

    (cause,) = _part(content_of(facts_of(log)), "Nguyên nhân")[0].findings

    assert cause.text == "Mưa lũ"
    assert [len(words) < 95 and words.endswith("Chậm…") for words in cause.about] == [True]


def test_recommendations_are_grouped_by_addressee_in_the_order_of_rank():
    log = Log()
    for to in (None, "unit", "higher_union", "state", "party"):
        log.finding("recommendation", f"Với {to}", addressee=to)

    groups = _part(content_of(facts_of(log)), "Kiến nghị, đề xuất")

    assert [group.findings[0].text for group in groups] == [
        "Với party", "Với state", "Với higher_union", "Với unit", "Với None",
    ]  # fmt: skip


def test_a_reply_stands_under_its_finding_and_a_general_one_by_itself():
    log = Log()
    found = log.finding("limitation", "Chậm", "A2")
    log.add("reply", {"agree": False, "text": "Đã có văn bản"}, slot=found.slot)
    log.add("reply", {"agree": True, "text": "Thống nhất chung"})

    report = content_of(facts_of(log))

    (said,) = report.sections[0].groups[0].findings[0].replies
    assert said == Reply("không thống nhất", "Đã có văn bản")
    assert report.unit_replies == (Reply("thống nhất", "Thống nhất chung"),)


def test_a_reply_is_printed_with_its_stance_and_what_it_was_answered():
    log = Log()
    found = log.finding("limitation", "Chậm", "A2")
    value = {"agree": False, "stance": "explain", "text": "Do bão lũ"}
    reply = log.add("reply", value, slot=found.slot)

    report = content_of(facts_of(log, reply_answers={reply.uuid: "Đoàn đã ghi nhận"}))

    (said,) = report.sections[0].groups[0].findings[0].replies
    assert said == Reply("giải trình", "Do bão lũ", "Đoàn đã ghi nhận")


@given(st.lists(st.tuples(st.sampled_from(list(FindingType)), st.sampled_from(ITEMS))))
def test_no_finding_is_lost_nor_said_twice(recorded):
    log = Log()
    for at, (type_, item) in enumerate(recorded):
        to = list(Addressee)[at % 4]
        log.finding(type_.value, f"Ghi nhận {at}", item, addressee=to)

    report = content_of(facts_of(log))

    said = sorted(finding.text for finding in _findings(report))
    assert said == sorted(f"Ghi nhận {at}" for at in range(len(recorded)))


def test_notes_answers_in_words_and_tables_stand_in_their_section():
    log = complete()
    log.add("note", {"text": "Xem lại"}, "B1")
    log.add("note", {"text": "Của cả buổi"})

    report = content_of(facts_of(log))

    section = report.sections[1]
    assert [note.text for note in section.notes] == ["Xem lại"]
    assert section.answers == (Fact("B5. Bài học", "Gắn kế hoạch với thực tế."),)
    assert section.tables[0].rows == (("Đoàn viên", "231"),)
    assert section.tables[0].level == "Mức đầy đủ: 4 (Mức 4)"
    assert [note.text for note in report.overall.notes] == ["Của cả buổi"]


def test_both_sides_are_listed_and_the_team_stands_in_where_nobody_was_recorded():
    log = Log()
    log.add("attendee", {"name": "Đại diện", "position": "Chủ tịch", "side": "unit"})

    report = content_of(facts_of(log))

    assert report.hosts == (Attendee("Đại diện", "Chủ tịch"),)
    assert report.team == (Attendee("Người phụ trách", "Trưởng đoàn"),)
    assert report.heading.names == ("Người phụ trách",)


def test_a_clash_is_told_with_both_versions_and_counts_in_no_list():
    log = Log()
    log.answer("A1", {"value": "yes"}, author="An")
    log.answer("A1", {"value": "no"}, author="Ánh")

    (clash,) = content_of(facts_of(log)).clashes

    assert clash.where == "Nội dung trả lời A1, đoàn chấm"
    assert clash.versions == ("An: Có", "Ánh: Không")


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Xã Tân Long", "Xã Tân Long"), ("", "")],
)
def test_a_general_item_that_nobody_answered_stays_open(text, printed):
    log = Log()
    if text:
        log.answer("G1", {"value": text})

    assert content_of(facts_of(log)).general == (Fact("Địa điểm làm việc", printed),)


def test_the_digest_tells_contents_apart_and_nothing_else():
    log = complete()
    before = digest(content_of(facts_of(log)))

    again = digest(content_of(facts_of(complete())))
    log.add("note", {"text": "Thêm\ud800"})

    assert before == again
    assert digest(content_of(facts_of(log))) != before


def _part(report: VisitReport, title: str):
    return next(part.groups for part in report.parts if part.title == title)


def _findings(report: VisitReport) -> list[Finding]:
    groups = [group for part in report.parts for group in part.groups]
    for section in (report.overall, *report.sections):
        groups += section.groups
    return [finding for group in groups for finding in group.findings]
