from dataclasses import replace
from decimal import Decimal

import pytest

from forms.definition import Direction
from survey_app.evaluations import wording
from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import (
    Figure,
    cell_text,
)
from survey_app.evaluations.facts import TargetFacts
from survey_app.evaluations.pieces import on_paper
from survey_app.evaluations.rules import Source
from tests.sample_evaluation import checklist, facts

ROUND = facts(14)
CONTENT = compose(ROUND)


def rows(table, band=""):
    """The rows of a table as text, of one band where named."""
    return [
        [cell_text(cell) for cell in row.cells]
        for row in table.rows
        if not band or row.band.startswith(band)
    ]


def test_scores_are_compared_inside_one_checklist_and_across_them_as_shares_only():
    tables = list(CONTENT.tables(Source.SCORES))

    assert [len(table.rows) for table in tables] == [8, 5, 1, 3]
    across = tables[-1]
    assert all(isinstance(row.cells[2], Figure) and row.cells[2].percent for row in across.rows)
    assert "không so sánh theo điểm" in across.notes[0]


def test_sections_show_points_and_percent_of_what_applies_and_how_many_were_scored():
    (row, *_) = rows(next(CONTENT.tables(Source.SCORES)))

    assert row[:3] == ["LĐLĐ thành phố Đông Hà", "13,95", "93,0%"]
    assert row[-2:] == ["37/38", "Thống nhất"]


def test_an_average_is_over_the_units_that_have_a_score():
    scores = dict(ROUND.scores)
    first = ROUND.visits[0].id
    scores[first] = replace(scores[first], total=None, sections={})

    table = next(compose(replace(ROUND, scores=scores)).tables(Source.SCORES))

    assert rows(table)[-1][0] == "Bình quân 6 đơn vị"
    assert rows(table)[0][1:3] == ["", ""]


def answered(answer, **changes):
    """The row of B2 of the first unit alone; its target is 20, its milestone 10."""
    first = replace(
        ROUND,
        visits=ROUND.visits[:1],
        statements=(),
        answers={1: {"B2": answer}},
        **changes,
    )
    return rows(next(compose(first).tables(Source.INDICATORS)), "B2")[0]


@pytest.mark.parametrize(
    ("ability", "word", "note"),
    [
        ({"value": "able", "reason": "còn hai năm"}, "Có khả năng hoàn thành", "còn hai năm"),
        ({"value": "exceeded", "reason": "đã vượt"}, "Vượt", "đã vượt"),
        ({"value": "completed", "reason": "x"}, "Đã hoàn thành", "x"),
        ({"value": "difficult", "reason": "x"}, "Khó hoàn thành", "x"),
        ({"value": "unable", "reason": "x"}, "Không có khả năng hoàn thành", "x"),
    ],
)
def test_the_ability_to_complete_is_somebody_s_with_its_grounds(ability, word, note):
    row = answered({"value": "12", "ability": ability})

    assert row[7] == word
    assert f"khả năng hoàn thành: {note}" in row[8]


def test_an_ability_that_nobody_judged_is_left_for_the_office():
    assert answered({"value": "20"})[7] == wording.ABILITY_BLANK


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param(
            {"value": "12", "baseline": "5"},
            ["12", "120,0%", "60,0%", "vượt 2; +7 so với đầu kỳ", "…………", ""],
            id="above the milestone",
        ),
        pytest.param(
            {"value": "7.5"},
            ["7,5", "75,0%", "37,5%", "thiếu 2,5", "…………", ""],
            id="below it",
        ),
        pytest.param(
            {"value": "10", "baseline": "10"},
            ["10", "100,0%", "50,0%", "đạt mốc; bằng đầu kỳ", "…………", ""],
            id="just there",
        ),
        pytest.param(
            {"not_applicable": "không có doanh nghiệp"},
            ["", "", "", "", "…………", "KAD: không có doanh nghiệp"],
            id="not applicable",
        ),
        pytest.param({}, ["", "", "", "", "…………", "chưa có số liệu"], id="none"),
        pytest.param(
            {"value": "nhiều"},
            ["", "", "", "", "…………", "chưa có số liệu"],
            id="no number",
        ),
    ],
)
def test_a_result_stands_beside_its_target(answer, expected):
    row = answered(answer)

    assert row[:3] == ["LĐLĐ thành phố Đông Hà", "20(*)", "10(*)"]
    assert row[3:] == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(TargetFacts(None, None, None, "", is_demo=False), ["", "", "", ""], id="none"),
        pytest.param(
            TargetFacts(Decimal(20), None, None, "", is_demo=False),
            ["20", "", "", "60,0%"],
            id="only of the whole term: no judgement",
        ),
        pytest.param(
            TargetFacts(Decimal(0), Decimal(0), Direction.DOWN, "", is_demo=False),
            ["0", "0", "", ""],
            id="a target of nought divides nothing",
        ),
    ],
)
def test_what_the_unit_was_to_reach(target, expected):
    row = answered({"value": "12"}, targets={(1, "B2"): target})

    assert [row[1], row[2], row[4], row[5]] == expected


def test_less_is_better_where_the_target_says_so():
    target = TargetFacts(None, Decimal(10), Direction.DOWN, "NQ số 01", is_demo=False)

    row = answered({"value": "8"}, targets={(1, "B2"): target})

    assert row[6] == "dưới mốc 2"
    assert row[8] == "càng thấp càng tốt"


@pytest.mark.parametrize(
    ("direction", "value", "expected"),
    [
        pytest.param(Direction.UP, "12", "vượt 2", id="more, where more is better"),
        pytest.param(Direction.UP, "8", "thiếu 2", id="less, where more is better"),
        pytest.param(Direction.DOWN, "12", "cao hơn mốc 2", id="more, where less is better"),
        pytest.param(Direction.DOWN, "8", "dưới mốc 2", id="less, where less is better"),
        pytest.param(Direction.DOWN, "10", "đạt mốc", id="just there"),
    ],
)
def test_a_gap_is_named_by_what_is_better(direction, value, expected):
    target = TargetFacts(None, Decimal(10), direction, "", is_demo=False)

    assert answered({"value": value}, targets={(1, "B2"): target})[6] == expected


def test_what_holds_for_all_units_is_said_once_in_the_band():
    same = TargetFacts(Decimal(20), Decimal(10), None, "NQ số 01", is_demo=False)
    table = next(
        compose(replace(ROUND, targets=dict.fromkeys(ROUND.targets, same))).tables(
            Source.INDICATORS
        )
    )

    assert table.rows[0].band.endswith("(ĐVT: cuộc; nguồn chỉ tiêu: NQ số 01)")
    assert {row.cells[-1] for row in table.rows if row.band.startswith("B2")} == {""}
    assert wording.DEMO_TARGETS not in table.notes


def test_sources_that_differ_stand_with_their_units():
    targets = {
        key: replace(each, source=f"NQ số {key[0]}", is_demo=False)
        for key, each in ROUND.targets.items()
    }

    table = next(compose(replace(ROUND, targets=targets)).tables(Source.INDICATORS))

    assert rows(table, "B2")[0][-1] == "nguồn: NQ số 1"
    assert "NQ" not in table.rows[0].band


def test_a_long_note_is_a_line_in_the_table_and_whole_in_the_annex():
    reason = "đơn vị không có doanh nghiệp trên địa bàn"
    one = replace(
        ROUND,
        visits=ROUND.visits[:1],
        statements=(),
        answers={1: {"B2": {"not_applicable": reason}}},
    )

    content = compose(one)

    table = next(content.tables(Source.INDICATORS))
    assert on_paper(table.rows[0].cells[-1]) == "KAD: đơn vị không có…"
    assert wording.NOTES_ELSEWHERE in table.notes
    assert content.annexes[-1].heading == f"4. {wording.NOTES_TITLE}"
    (annex,) = content.annexes[-1].parts
    assert rows(annex) == [["LĐLĐ thành phố Đông Hà", f"KAD: {reason}"]]


def test_counts_are_added_up_and_rates_averaged():
    table = next(CONTENT.tables(Source.INDICATORS))

    counts, rates = rows(table, "B2")[-1], rows(table, "B6")[-1]
    assert counts[0] == "Cộng 7 đơn vị"
    assert int(counts[3]) == sum(int(row[3]) for row in rows(table, "B2")[:-1])
    assert rates[0] == "Bình quân 7 đơn vị"
    assert rates[1:3] == ["", ""]


def test_targets_are_added_up_only_when_every_counted_unit_has_one():
    targets = {key: each for key, each in ROUND.targets.items() if key != (1, "B2")}

    table = next(compose(replace(ROUND, targets=targets)).tables(Source.INDICATORS))

    total = rows(table, "B2")[-1]
    assert total[1:3] == ["", ""]
    assert total[4:6] == ["", ""]


def test_tables_that_units_filled_in_stand_as_they_wrote_them():
    table = next(each for each in CONTENT.tables(Source.INDICATORS) if not each.band_title)

    assert [column.title for column in table.columns][:2] == ["Đơn vị", "Tên chỉ tiêu"]
    first, second = rows(table)[:2]
    assert first[3:] == ["31/10/2020", "Có khả năng hoàn thành"]
    assert second[2:] == ["gần đủ", "10/2020", ""]


@pytest.mark.parametrize("value", [None, 3, [], [{}], "x", {"level": 2}, {"rows": None}])
def test_a_table_without_rows_is_left_out(value):
    one = replace(
        ROUND, visits=ROUND.visits[:1], statements=(), answers={1: {"E1": {"value": value}}}
    )

    assert all(table.band_title for table in compose(one).tables(Source.INDICATORS))


def test_the_level_is_left_out_where_the_round_shows_none():
    hidden = replace(ROUND, round=replace(ROUND.round, shows_level=False))

    table = next(compose(hidden).tables(Source.SCORES))

    assert "Mức độ thực hiện" not in [column.title for column in table.columns]
    assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_the_sample_checklist_is_what_the_tests_think():
    assert [item.code for _, item in checklist(1).items()] == ["B2", "B6", "C2", "C4", "D3", "E1"]
