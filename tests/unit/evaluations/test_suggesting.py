"""Alike statements are suggested by their letters; what turns the meaning round is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.evaluations.suggesting import suggestions
from tests.sample_findings import WORDS

FEW = "Cán bộ công đoàn chuyên trách thiếu so với số công đoàn cơ sở"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            FEW, "Thiếu cán bộ công đoàn chuyên trách, công đoàn cơ sở thì nhiều", id="order"
        ),
        pytest.param(FEW, "Can bo cong doan chuyen trach thieu so voi so CDCS", id="without marks"),
        pytest.param(FEW, FEW.upper(), id="in capitals"),
    ],
)
def test_the_same_in_other_letters_is_suggested(one, other):
    (found,) = suggestions({1: one, 2: other, 3: "Việc làm sau lũ bấp bênh"})

    assert (found.first, found.second) == (1, 2)


def test_what_turns_the_meaning_round_is_shown():
    (found,) = suggestions({7: "Chưa có khu vui chơi cho trẻ", 9: "Đã có 12 khu vui chơi cho trẻ"})

    assert (found.only_first, found.only_second) == (("chua",), ("12",))


def test_different_findings_of_one_field_are_left_alone():
    kinds = {kind for kind, *_ in WORDS}
    pairs = [
        suggestions({at: words for at, (of, _, _, words) in enumerate(WORDS) if of == kind})
        for kind in kinds
    ]

    assert [pair for found in pairs for pair in found] == []


def test_the_most_alike_come_first():
    found = suggestions({1: FEW, 2: f"{FEW} ở huyện", 3: FEW}, least=0.3)

    assert [(each.first, each.second) for each in found] == [(1, 3), (1, 2), (2, 3)]


@given(texts=st.dictionaries(st.integers(1, 50), st.text(max_size=60), max_size=8))
def test_likeness_is_a_share_and_pairs_are_told_once(texts):
    found = suggestions(texts, least=0.0)

    assert all(0 <= each.likeness <= 1.000001 and each.first < each.second for each in found)
    assert len({(each.first, each.second) for each in found}) == len(found)
