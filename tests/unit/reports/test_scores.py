"""The score table and the indicator table: every layer, its working, and what is not a figure."""

from dataclasses import replace
from decimal import Decimal

import pytest

from forms.definition import Item, Kind, Section, SectionKind, Text
from survey_app.fieldwork.rules import Layer
from survey_app.reports.composing import content_of
from survey_app.reports.content import ScoreRow, Scores
from survey_app.reports.facts import RoundFacts, VisitFacts
from tests.sample_visit import ROUND, Log, complete, facts_of
from tests.support.checklist import SMALL

AGREED = {Layer.AGREED: {"A2": {"value": 4}}}


def test_every_layer_has_its_column_and_the_changed_cell_is_marked():
    log = complete()
    log.answer("A2", {"value": 4}, layer="self")
    facts = facts_of(log, given=AGREED, given_reasons={Layer.AGREED: {"A2": "đã bổ sung"}})

    scores = _scores(facts)

    assert scores.layers == ("Đơn vị tự chấm", "Đoàn chấm", "Thống nhất")
    assert scores.counting == "Thống nhất"
    row = _row(scores, "A2")
    assert row.cells == ("4,00", "3,00", "4,00")
    assert row.changed == (False, False, True)
    assert row.why == "mức 4/4: Mức 4; thống nhất: đã bổ sung"


@pytest.mark.parametrize(
    ("answer", "cell", "why"),
    [
        ({"value": "yes"}, "3,00", "Có"),
        ({"not_applicable": "mới thành lập"}, "KAD", "không áp dụng: mới thành lập"),
        (None, "–", "chưa trả lời"),
        ({"value": "no", "reason": "chờ duyệt"}, "0,00", "Không; lý do: chờ duyệt"),
    ],
)
def test_a_cell_is_a_figure_or_says_why_there_is_none(answer, cell, why):
    log = Log()
    if answer:
        log.answer("A1", answer)

    row = _row(_scores(facts_of(log)), "A1")

    assert (row.cells, row.why) == ((cell,), why)


def test_sums_carry_their_arithmetic():
    scores = _scores(facts_of(complete()))

    section = scores.sections[0].total
    assert (section.label, section.points, section.cells) == ("Cộng mục A", "10", ("8,50",))
    assert section.why == "10 × 8,5 / 10 = 8,5"
    assert [row.label for row in scores.totals] == ["Điểm cơ bản", "Điểm thưởng", "Tổng điểm"]
    assert scores.totals[-1].cells == (scores.total,)


def test_what_lowers_the_level_is_told_and_a_round_may_hide_levels():
    log = complete()
    log.heads[0] = log.answer("A1", {"value": "no"})
    log.heads.pop()

    of_hundred = replace(SMALL, base_points=Decimal(100))

    scores = _scores(facts_of(log, checklist=of_hundred))
    hidden = _scores(facts_of(log, checklist=of_hundred, round=_without_levels()))

    assert scores.level_by_score == "Thực hiện tốt"
    assert scores.level == "Đạt yêu cầu"
    assert scores.conditions == ("Không có kế hoạch (tiêu chí A1 là “Không”)",)
    assert (hidden.level_by_score, hidden.level, hidden.conditions) == ("", "", ())


def test_an_indicator_has_both_targets_both_ratios_and_its_source():
    log = Log()
    log.answer("B1", {"value": "231", "judged": "9.5", "reason": "30 hồ sơ đang xét"})

    row = content_of(facts_of(log)).indicators[0]

    assert (row.term, row.milestone, row.actual) == ("500", "250", "231")
    assert (row.of_term, row.of_milestone) == ("46,2%", "92,4%")
    assert (row.by_rule, row.counted) == ("9,24", "9,50")
    assert row.notes == (
        "chấm 9,5 điểm vì: 30 hồ sơ đang xét",
        "nguồn chỉ tiêu: Nghị quyết thử",
        "(số liệu minh hoạ)",
    )


def test_an_indicator_without_target_is_flagged_and_has_no_points():
    log = Log()
    log.answer("B2", {"value": "3"})

    row = content_of(facts_of(log)).indicators[1]

    assert (row.counted, row.by_rule, row.of_term) == ("CCT", "", "")
    assert row.notes == ("chưa có chỉ tiêu; kết quả 3",)


@pytest.mark.parametrize(("switched_on", "sections"), [(False, "ABT"), (True, "ABTP")])
def test_penalties_are_in_the_table_only_where_they_are_on(switched_on, sections):
    penalty = Item("P1", Kind.PENALTY, Text("Báo cáo chậm"), Decimal(2))
    section = Section("P", Text("Điểm trừ"), kind=SectionKind.PENALTY, items=(penalty,))
    punishing = replace(SMALL, sections=(*SMALL.sections, section), penalties=switched_on)

    scores = _scores(facts_of(complete(), checklist=punishing))

    assert "".join(each.title[0] for each in scores.sections) == sections
    assert ("Điểm trừ" in [row.label for row in scores.totals]) is switched_on


def _scores(facts: VisitFacts) -> Scores:
    scores = content_of(facts).scores
    assert scores is not None
    return scores


def _row(scores: Scores, code: str) -> ScoreRow:
    return next(row for section in scores.sections for row in section.rows if row.code == code)


def _without_levels() -> RoundFacts:
    return replace(ROUND, shows_level=False)


def test_the_ability_to_complete_is_told_with_its_grounds_beside_the_points():
    log = Log()
    log.answer("B1", {"value": "231", "ability": {"value": "able", "reason": "còn hai năm"}})
    log.answer("B2", {"value": "0", "ability": {"value": "difficult"}})

    able, difficult = content_of(facts_of(log)).indicators

    assert (able.ability, able.counted) == ("Có khả năng hoàn thành", "9,24")
    assert "khả năng hoàn thành: còn hai năm" in able.notes
    assert difficult.ability == "Khó hoàn thành"
    assert "khả năng hoàn thành: (chưa nêu căn cứ)" in difficult.notes


def test_nobody_s_ability_to_complete_is_made_up():
    log = Log()
    log.answer("B1", {"value": "500"})

    assert [row.ability for row in content_of(facts_of(log)).indicators] == ["", ""]


def test_the_unit_s_own_figure_is_not_printed_as_the_team_s():
    log = Log()
    log.answer("B1", {"value": "300", "reason": "theo báo cáo của đơn vị"}, layer="self")

    report = content_of(facts_of(log))

    assert report.indicators[0].actual == ""
    assert "đơn vị nêu: theo báo cáo của đơn vị" in _row(_scores(facts_of(log)), "B1").why
