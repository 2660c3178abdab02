from dataclasses import replace

import pytest

from survey_app.evaluations.composing import compose
from survey_app.evaluations.content import (
    Prose,
    Statements,
    Table,
    VisitFindings,
    cell_text,
)
from survey_app.evaluations.facts import Standing
from survey_app.evaluations.rules import OutlineRow, Source
from tests.sample_evaluation import facts

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Đã có", ("Đã có", " (1 trên 1 đơn vị: A)"), id="no full stop"),
        pytest.param("Đã có.", ("Đã có", " (1 trên 1 đơn vị: A)."), id="the stop comes last"),
        pytest.param("Còn nữa...", ("Còn nữa...", " (1 trên 1 đơn vị: A)"), id="dots are words"),
        pytest.param(".", ("", " (1 trên 1 đơn vị: A)."), id="a stop alone"),
    ],
)
def test_the_bracket_stands_before_the_full_stop(text, expected):
    _, line = next(CONTENT.statements())

    assert replace(line, text=text, units=("A",), of=1).parted() == expected


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
        "2. Minh chứng theo đơn vị",
        "3. Ghi nhận tại từng đơn vị",
        "4. Chú thích bảng chỉ tiêu",
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
