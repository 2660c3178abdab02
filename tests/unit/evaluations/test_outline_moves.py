"""Headings are added, changed, moved with what stands below them, and removed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.evaluations import outline_moves as moves
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.rules import OutlineRow

ROWS = tuple(
    OutlineRow(code, code.upper(), depth)
    for code, depth in [("a", 1), ("a1", 2), ("a2", 2), ("a2x", 3), ("b", 1), ("b1", 2)]
)


def codes(rows):
    return " ".join(f"{row.code}:{row.depth}" for row in rows)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(moves.moved_up(ROWS, "b"), "b:1 b1:2 a:1 a1:2 a2:2 a2x:3", id="a part up"),
        pytest.param(moves.moved_up(ROWS, "a2"), "a:1 a2:2 a2x:3 a1:2 b:1 b1:2", id="up"),
        pytest.param(moves.moved_down(ROWS, "a1"), "a:1 a2:2 a2x:3 a1:2 b:1 b1:2", id="down"),
        pytest.param(moves.moved_up(ROWS, "a1"), codes(ROWS), id="the first stays"),
        pytest.param(moves.moved_down(ROWS, "a2"), codes(ROWS), id="the last of a part stays"),
        pytest.param(moves.moved_up(ROWS, "?"), codes(ROWS), id="none moves nothing"),
        pytest.param(moves.removed(ROWS, "a2"), "a:1 a1:2 b:1 b1:2", id="with those below"),
        pytest.param(
            moves.changed(ROWS, OutlineRow("a2", "Sâu hơn", 1)),
            "a:1 a1:2 a2:1 a2x:2 b:1 b1:2",
            id="higher, with those below",
        ),
        pytest.param(
            moves.added(ROWS, OutlineRow("n", "Mới", 2), "a1"),
            "a:1 a1:2 n:2 a2:2 a2x:3 b:1 b1:2",
            id="behind one",
        ),
        pytest.param(
            moves.added(ROWS, OutlineRow("n", "Mới", 1), "a2"),
            "a:1 a1:2 a2:2 a2x:3 n:1 b:1 b1:2",
            id="a part behind a part",
        ),
    ],
)
def test_headings_move_with_what_stands_below(made, expected):
    assert codes(made) == expected


def test_a_new_code_is_nobody_elses():
    assert moves.free_code([OutlineRow("m1", "x"), OutlineRow("m3", "x")]) == "m2"


@given(code=st.sampled_from([row.code for row in default_outline()]))
def test_moving_up_and_down_again_changes_nothing(code):
    rows = default_outline()
    up = moves.moved_up(rows, code)

    assert up == rows or moves.moved_down(up, code) == rows
    assert sorted(row.code for row in up) == sorted(row.code for row in rows)
