from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.evaluations.merging import Finding, Link, Pull, Standing, arrange
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.rules import OutlineRow, Source

OUTLINE = (
    OutlineRow("u", "Ưu điểm", 1, Source.STRENGTH),
    OutlineRow("h", "Hạn chế", 1, Source.LIMITATION),
)
PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian quy định của Ban Chấp hành"


def finding(entry, visit, text, *, source=Source.STRENGTH, report=None):
    return Finding(Link(entry, visit, report or visit * 10), visit, source, text)


def pull(*findings, approved=None, outline=OUTLINE):
    visits = {each.link.visit_id for each in findings} if approved is None else approved
    return Pull(outline, frozenset(visits), tuple(findings))


def stored(statements):
    """As the database would give them back: with ids."""
    return tuple(replace(each, id=at) for at, each in enumerate(statements, start=1))


def said(statements):
    return [(each.code, each.text, [link.entry_id for link in each.links]) for each in statements]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param([], [], id="nothing found, nothing said"),
        pytest.param(
            [finding(1, 1, PLAN), finding(2, 2, f"{PLAN}."), finding(3, 3, PLAN.upper())],
            [("u", f"{PLAN}", [1, 2, 3])],
            id="the same words are one statement",
        ),
        pytest.param(
            [finding(1, 1, PLAN), finding(2, 2, PLAN, source=Source.LIMITATION)],
            [("h", PLAN, [2]), ("u", PLAN, [1])],
            id="not under two headings",
        ),
        pytest.param(
            [finding(1, 1, "Da co ke hoach"), finding(2, 2, "Đã có kế hoạch")],
            [("u", "Đã có kế hoạch", [1, 2])],
            id="the wording with marks is taken",
        ),
        pytest.param(
            [finding(1, 1, "Một"), finding(2, 1, "Hai"), finding(3, 2, "Hai")],
            [("u", "Hai", [2, 3]), ("u", "Một", [1])],
            id="what most visits say comes first",
        ),
        pytest.param(
            [finding(1, 1, "Bài học hay", source=Source.LESSON)],
            [("", "Bài học hay", [1])],
            id="what no heading takes is kept",
        ),
    ],
)
def test_findings_become_statements(findings, expected):
    assert said(arrange((), pull(*findings))) == expected


def first_merge(*findings):
    return stored(arrange((), pull(*findings)))


def test_a_later_visit_is_counted_under_the_standing_statement():
    standing = first_merge(finding(1, 1, PLAN))

    merged = arrange(standing, pull(finding(1, 1, PLAN), finding(2, 2, f"{PLAN} tỉnh")))

    assert said(merged) == [("u", PLAN, [1, 2])]
    assert merged[0].id == 1


def test_edited_words_survive_and_still_take_in_alike_findings():
    (standing,) = first_merge(finding(1, 1, PLAN))
    edited = replace(standing, edited="Các đơn vị đã có kế hoạch")

    (merged,) = arrange([edited], pull(finding(1, 1, PLAN), finding(2, 2, PLAN)))

    assert merged.edited == "Các đơn vị đã có kế hoạch"
    assert [link.entry_id for link in merged.links] == [1, 2]


def test_an_unedited_statement_goes_with_its_last_finding():
    standing = first_merge(finding(1, 1, PLAN), finding(2, 2, "Việc khác"))

    merged = arrange(standing, pull(finding(2, 2, "Việc khác"), approved={1, 2}))

    assert said(merged) == [("u", "Việc khác", [2])]


def test_an_edited_statement_stays_with_its_old_link_when_the_finding_changed():
    (standing,) = first_merge(finding(1, 1, PLAN, report=10))
    edited = replace(standing, edited="Lời của Văn phòng")

    merged = arrange([edited], pull(finding(5, 1, "Nói khác hẳn", report=11)))

    assert said(merged) == [("u", PLAN, [1]), ("u", "Nói khác hẳn", [5])]
    assert merged[0].links[0].report_id == 10


def test_a_reopened_visit_keeps_its_links_untouched():
    standing = first_merge(finding(1, 1, PLAN), finding(2, 2, PLAN))

    (merged,) = arrange(standing, pull(finding(2, 2, PLAN, report=21), approved={2}))

    assert merged.links == (Link(1, 1, 10), Link(2, 2, 21))


def test_a_statement_takes_other_words_when_its_own_were_withdrawn():
    standing = first_merge(finding(1, 1, PLAN), finding(2, 2, f"{PLAN} tỉnh"))
    assert said(standing) == [("u", PLAN, [1, 2])]

    (merged,) = arrange(standing, pull(finding(2, 2, f"{PLAN} tỉnh"), approved={1, 2}))

    assert merged.text == f"{PLAN} tỉnh"
    assert merged.id == 1


def test_statements_follow_a_new_outline_also_when_edited():
    standing = first_merge(finding(1, 1, PLAN), finding(2, 1, "Cách làm hay"))
    edited = [replace(each, edited="Lời mới") if each.text == PLAN else each for each in standing]
    other = (OutlineRow("x", "Kết quả", 1, Source.STRENGTH),)

    merged = arrange(
        edited, pull(finding(1, 1, PLAN), finding(2, 1, "Cách làm hay"), outline=other)
    )

    assert [(each.code, each.edited) for each in merged] == [("x", "Lời mới"), ("x", None)]


TEXTS = st.sampled_from([PLAN, f"{PLAN} tỉnh", f"{PLAN}!", "Chưa có", "Đã có", "Hai", "…"])
FINDINGS = st.lists(
    st.builds(
        lambda visit, text, source: (visit, text, source),
        st.integers(1, 6),
        TEXTS,
        st.sampled_from([Source.STRENGTH, Source.LIMITATION, Source.TASK]),
    ),
    max_size=14,
).map(lambda rows: [finding(at, *row[:2], source=row[2]) for at, row in enumerate(rows, 1)])


@given(findings=FINDINGS)
def test_merging_twice_is_merging_once(findings):
    once = stored(arrange((), pull(*findings)))

    assert arrange(once, pull(*findings)) == once


@given(findings=FINDINGS, chance=st.randoms())
def test_the_order_of_the_findings_plays_no_part(findings, chance):
    shuffled = list(findings)
    chance.shuffle(shuffled)

    assert arrange((), pull(*shuffled)) == arrange((), pull(*findings))


@given(findings=FINDINGS)
def test_every_finding_is_in_exactly_one_statement(findings):
    merged = arrange((), pull(*findings, outline=default_outline()))

    linked = sorted(link.entry_id for each in merged for link in each.links)
    assert linked == sorted(each.link.entry_id for each in findings)
    assert all(each.links for each in merged)


OUTLINES = st.sampled_from(
    [
        OUTLINE,
        OUTLINE[:1],
        (OutlineRow("x", "Kết quả", 1, Source.STRENGTH), OUTLINE[1]),
        (OutlineRow("u", "Hạn chế", 1, Source.LIMITATION),),
    ]
)
SOME = st.sets(st.integers(1, 14))


@given(findings=FINDINGS, gone=SOME, edits=SOME, outline=OUTLINES)
@settings(max_examples=200)
def test_edits_survive_whatever_changes_below_them(findings, gone, edits, outline):
    """Entries never change: a finding stands as it was, or it is gone."""
    standing = [
        replace(each, edited="Lời Văn phòng" if each.id in edits else None)
        for each in stored(arrange((), pull(*findings[:10])))
    ]
    left = [
        replace(each, link=replace(each.link, report_id=99))
        for each in findings
        if each.link.entry_id not in gone
    ]
    now = pull(*left, approved=set(range(1, 6)), outline=outline)

    merged = stored_over(arrange(standing, now))

    assert {each.id for each in standing if each.edited} <= {each.id for each in merged}
    assert all(each.links for each in merged)
    assert len({(each.code, each.key) for each in merged}) == len(merged)
    assert arrange(merged, now) == tuple(sorted(merged, key=place))


def place(each: Standing) -> tuple[str, int, str]:
    return each.code, each.position, each.key


def stored_over(statements: tuple[Standing, ...]) -> tuple[Standing, ...]:
    return tuple(replace(each, id=each.id or 1000 + at) for at, each in enumerate(statements))
