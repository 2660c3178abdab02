from dataclasses import replace
from decimal import Decimal

import pytest

from forms.definition import Direction
from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import (
    Figure,
    Prose,
    Statements,
    Table,
    VisitFindings,
    cell_text,
)
from survey_app.evaluations.facts import Standing, TargetFacts
from survey_app.evaluations.rules import OutlineRow, Source
from tests.sample_evaluation import checklist, facts

ROUND = facts(14)
CONTENT = compose(ROUND)


def block(content, title):
    return next(each for each in content.all_blocks() if each.title == title)


def rows(table, band=""):
    """The rows of a table as text, of one band where named."""
    return [
        [cell_text(cell) for cell in row.cells]
        for row in table.rows
        if not band or row.band.startswith(band)
    ]


def test_statements_say_of_how_many_units_and_name_them_in_protocol_order():
    lines = [line for _, line in CONTENT.statements() if line.text.startswith("Kịp thời thăm")]

    (line,) = lines
    assert line.attribution().startswith(f"{len(line.units)} trên 12 đơn vị: LĐLĐ ")
    order = [visit.unit.replace("Liên đoàn Lao động", "LĐLĐ") for visit in ROUND.visits]
    assert list(line.units) == sorted(line.units, key=order.index)


def test_a_statement_of_all_units_names_none_and_one_of_many_names_the_first():
    _, line = next(CONTENT.statements())

    assert replace(line, units=("A", "B"), of=2).attribution() == "2 trên 2 đơn vị"
    assert replace(line, units=("A",), of=1).attribution() == "1 trên 1 đơn vị: A"
    many = replace(line, units=tuple("ABCDE"), of=9).attribution(most=3)
    assert many == "5 trên 9 đơn vị: A; B; C và 2 đơn vị khác"


def test_limits_outside_the_programmes_are_grouped_by_field():
    parts = block(CONTENT, "Khó khăn, vướng mắc theo từng lĩnh vực").parts

    fields = [part.field for part in parts if isinstance(part, Statements)]
    assert [field.partition(":")[0] for field in fields] == [
        "Chương trình 1",
        "Chương trình 2",
        "Nội dung chung",
    ]


def test_a_heading_without_data_says_who_fills_it():
    (part,) = block(CONTENT, "Thuận lợi, khó khăn; cán bộ, đoàn viên, người lao động").parts

    assert part == Prose("(Nội dung do Văn phòng nhập.)", is_note=True)


def test_every_visit_is_listed_with_where_it_stands():
    (table,) = CONTENT.tables(Source.UNITS)

    found = {row[1]: row[-1] for row in rows(table)}
    assert len(found) == 14
    assert found["LĐLĐ huyện Vĩnh Linh"] == "Chờ duyệt"
    assert found["LĐLĐ huyện Hải Lăng"] == "Hoãn: đường sạt lở sau mưa lũ, chờ lịch mới"
    assert found["LĐLĐ huyện Gio Linh"] == "Đã tổng hợp"


def test_visits_that_are_not_approved_have_no_figures_in_any_table():
    for source in (Source.INDICATORS, Source.SCORES):
        for table in CONTENT.tables(source):
            assert not [row for row in rows(table) if "Vĩnh Linh" in row[0]]


def test_a_reopened_visit_leaves_the_tables_and_marks_what_came_from_it():
    visits = list(ROUND.visits)
    visits[0] = replace(visits[0], standing=Standing.REOPENED)
    statements = tuple(
        replace(
            each,
            sources=tuple(
                replace(one, is_current=one.finding.visit_id != visits[0].id)
                for one in each.sources
            ),
        )
        for each in ROUND.statements
    )

    content = compose(replace(ROUND, visits=tuple(visits), statements=statements))

    stale = [line for _, line in content.statements() if line.is_stale]
    assert stale
    assert all("LĐLĐ thành phố Đông Hà" in line.units for line in stale)
    scores = next(content.tables(Source.SCORES))
    assert "LĐLĐ thành phố Đông Hà" not in [row[0] for row in rows(scores)]


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
    ("answer", "expected"),
    [
        pytest.param(
            {"value": "12", "baseline": "5"},
            ["12", "120,0%", "60,0%", "vượt mốc 2; tăng 7 so đầu kỳ", "…………", "chỉ tiêu minh hoạ"],
            id="above the milestone",
        ),
        pytest.param(
            {"value": "7.5"},
            ["7,5", "75,0%", "37,5%", "chưa đạt, còn 2,5", "…………", "chỉ tiêu minh hoạ"],
            id="below it",
        ),
        pytest.param(
            {"value": "10", "baseline": "10"},
            ["10", "100,0%", "50,0%", "đạt mốc; bằng đầu kỳ", "…………", "chỉ tiêu minh hoạ"],
            id="just there",
        ),
        pytest.param(
            {"not_applicable": "không có doanh nghiệp"},
            ["", "", "", "", "…………", "không áp dụng: không có doanh nghiệp; chỉ tiêu minh hoạ"],
            id="not applicable",
        ),
        pytest.param({}, ["", "", "", "", "…………", "chưa có số liệu; chỉ tiêu minh hoạ"], id="none"),
        pytest.param(
            {"value": "nhiều"},
            ["", "", "", "", "…………", "chưa có số liệu; chỉ tiêu minh hoạ"],
            id="no number",
        ),
    ],
)
def test_a_result_stands_beside_its_target(answer, expected):
    row = answered(answer)

    assert row[:4] == ["LĐLĐ thành phố Đông Hà", "cuộc", "20", "10"]
    assert row[4:] == expected


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

    assert [row[2], row[3], row[5], row[6]] == expected


def test_less_is_better_where_the_target_says_so():
    target = TargetFacts(None, Decimal(10), Direction.DOWN, "NQ số 01", is_demo=False)

    row = answered({"value": "8"}, targets={(1, "B2"): target})

    assert row[7] == "vượt mốc 2"
    assert row[9] == "NQ số 01"


def test_counts_are_added_up_and_rates_averaged():
    table = next(CONTENT.tables(Source.INDICATORS))

    counts, rates = rows(table, "B2")[-1], rows(table, "B6")[-1]
    assert counts[0] == "Cộng 7 đơn vị"
    assert int(counts[4]) == sum(int(row[4]) for row in rows(table, "B2")[:-1])
    assert rates[0] == "Bình quân 7 đơn vị"
    assert rates[2:4] == ["", ""]


def test_targets_are_added_up_only_when_every_counted_unit_has_one():
    targets = {key: each for key, each in ROUND.targets.items() if key != (1, "B2")}

    table = next(compose(replace(ROUND, targets=targets)).tables(Source.INDICATORS))

    total = rows(table, "B2")[-1]
    assert total[2:4] == ["", ""]
    assert total[5:7] == ["", ""]


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


def test_findings_of_each_visit_are_annexed_in_the_words_of_the_team():
    parts = block(CONTENT, "Ghi nhận tại từng đơn vị").parts

    assert all(isinstance(part, VisitFindings) for part in parts)
    assert len(parts) == 12
    assert parts[0].title == "1. Liên đoàn Lao động thành phố Đông Hà"
    assert parts[0].about == "Đoàn khảo sát số 1, ngày 03/11/2020; báo cáo bản 1"


def test_the_signature_comes_before_the_annexes():
    assert [each.heading for each in CONTENT.annexes] == [
        "IX. PHỤ LỤC",
        "1. Tổng hợp điểm theo đơn vị",
        "2. Ghi nhận tại từng đơn vị",
    ]


def test_statements_that_no_heading_takes_are_shown_all_the_same():
    outline = (OutlineRow("k", "Kết quả", 1, Source.STRENGTH),)

    content = compose(replace(ROUND, outline=outline))

    assert content.blocks[-1].title == "Ghi nhận chưa xếp vào đề mục"
    assert {line.id for _, line in content.statements()} == {each.id for each in ROUND.statements}


def test_the_words_of_the_office_stand_instead_of_the_teams():
    first, *others = ROUND.statements
    edited = replace(first, edited="Lời của Văn phòng")

    content = compose(replace(ROUND, statements=(edited, *others)))

    (line,) = [line for _, line in content.statements() if line.id == first.id]
    assert (line.text, line.is_edited) == ("Lời của Văn phòng", True)
    assert line.sources[0].words == first.sources[0].finding.text


def test_demonstration_figures_are_marked():
    assert CONTENT.demo == "SỐ LIỆU MINH HOẠ"
    assert compose(replace(ROUND, round=replace(ROUND.round, is_demo=False))).demo == ""


def test_a_round_in_which_nothing_happened_can_be_composed():
    empty = replace(ROUND, visits=(), statements=(), findings={}, scores={}, answers={}, targets={})

    content = compose(empty)

    assert not [
        part for each in content.all_blocks() for part in each.parts if isinstance(part, Table)
    ]
    assert "0 cuộc" in content.opening[0]


def test_the_level_is_left_out_where_the_round_shows_none():
    hidden = replace(ROUND, round=replace(ROUND.round, shows_level=False))

    table = next(compose(hidden).tables(Source.SCORES))

    assert "Mức độ thực hiện" not in [column.title for column in table.columns]
    assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_the_sample_checklist_is_what_the_tests_think():
    assert [item.code for _, item in checklist(1).items()] == ["B2", "B6", "C2", "C4", "D3", "E1"]
