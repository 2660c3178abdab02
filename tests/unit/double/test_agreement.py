"""How well two scorers agree: figures worked out by hand, and what must hold for any scores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey_app.scoring.agreement import (
    Twice,
    agreement,
    by_item,
    by_person,
    drift,
    quadratic_kappa,
)

AN, ANH, EM = 1, 2, 3
DAY = date(2020, 11, 10)


def pair(one: object, other: object, **more: object) -> Twice:
    """An item of 4 points on a scale, scored by An and Ánh."""
    facts = {
        "visit": 1,
        "on": DAY,
        "item": "A2",
        "points": Fraction(4),
        "first": AN,
        "second": ANH,
        "one": Fraction(str(one)),
        "other": Fraction(str(other)),
        "is_scale": True,
        **more,
    }
    return Twice(**facts)  # type: ignore[arg-type]  # the fields are named by the tests


def of_table(table: Sequence[Sequence[int]]) -> list[tuple[Fraction, Fraction]]:
    """The pairs of a table of counts: rows are the first scorer's levels."""
    return [
        (Fraction(row), Fraction(column))
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Two levels: 35 of 50 alike, by chance (25*30 + 25*20)/50 = 25: (35 - 25)/(50 - 25).
        pytest.param([[20, 5], [10, 15]], Fraction(2, 5), id="two levels, a textbook's table"),
        # Within: 5 of 12 differ by 1, 1 by 2: 5 + 4 = 9. Firsts 4 4 4: sum 12, squares 20; seconds
        # 3 5 4: sum 13, squares 21. By chance 12*(20 + 21) - 2*12*13 = 180. 1 - 12*9/180 = 2/5.
        pytest.param([[2, 1, 1], [1, 2, 1], [0, 2, 2]], Fraction(2, 5), id="three levels"),
        # All the way apart: within 4*16 = 64, by chance 4*(32 + 32) - 2*8*8 = 128: 1 - 256/128.
        pytest.param(
            [[0, 0, 0, 0, 2], [0] * 5, [0] * 5, [0] * 5, [2, 0, 0, 0, 0]],
            Fraction(-1),
            id="always the opposite",
        ),
        # As independent as can be: every crossing once.
        pytest.param([[1, 1], [1, 1]], Fraction(0), id="as by chance"),
        pytest.param([[3, 0], [0, 0]], None, id="one level only: not defined"),
        pytest.param([[0, 3], [0, 0]], Fraction(0), id="each on one level of their own"),
        pytest.param([], None, id="nothing"),
    ],
)
def test_kappa_is_as_worked_out_by_hand(table, kappa):
    assert quadratic_kappa(of_table(table)) == kappa


LEVELS = st.integers(0, 4).map(Fraction)
PAIRS = st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=40)


def by_definition(pairs: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Kappa from the tables of weights, counts and chances, as textbooks define it."""
    n = Fraction(len(pairs))
    weight = {(i, j): Fraction((i - j) ** 2, 16) for i in range(5) for j in range(5)}
    rows = [sum(one == i for one, _ in pairs) for i in range(5)]
    columns = [sum(other == j for _, other in pairs) for j in range(5)]
    seen = sum((weight[int(one), int(other)] for one, other in pairs), Fraction(0)) / n
    chance = sum(
        (weight[i, j] * rows[i] * columns[j] for i in range(5) for j in range(5)), Fraction(0)
    )
    return None if not chance else 1 - seen / (chance / n**2)


@given(PAIRS)
def test_kappa_is_what_its_definition_says(pairs):
    assert quadratic_kappa(pairs) == by_definition(pairs)


@given(PAIRS)
def test_kappa_does_not_ask_who_is_named_first(pairs):
    assert quadratic_kappa(pairs) == quadratic_kappa([(other, one) for one, other in pairs])


@given(st.lists(LEVELS, min_size=2, max_size=40))
def test_kappa_is_one_where_all_is_alike(levels):
    assume(len(set(levels)) > 1)

    assert quadratic_kappa([(each, each) for each in levels]) == 1


@given(PAIRS)
def test_kappa_lies_between_minus_one_and_one(pairs):
    kappa = quadratic_kappa(pairs)

    assert kappa is None or -1 <= kappa <= 1


@given(PAIRS, st.integers(1, 7))
def test_kappa_is_the_same_in_levels_and_in_points(pairs, points):
    scaled = [(one * points / 4, other * points / 4) for one, other in pairs]

    assert quadratic_kappa(scaled) == quadratic_kappa(pairs)


def test_the_figures_of_four_pairs():
    # Equal: 2 of 4. Differences 0, 1, 0, 2: 3/4. Shifts (0 - 1 + 0 + 2)/4 points of 4: 1/16.
    found = agreement([pair(3, 3), pair(1, 2), pair(4, 4), pair("2.5", "0.5", is_scale=False)])

    assert (found.n, found.exact, found.mean_gap) == (4, Fraction(1, 2), Fraction(3, 4))
    assert (found.mean_shift, found.scales) == (Fraction(1, 16), 3)


def test_nothing_compared_has_no_figures():
    found = agreement([])

    assert (found.n, found.exact, found.mean_gap, found.mean_shift, found.kappa) == (0, *[None] * 4)


def test_an_item_has_the_pairs_of_all_visits():
    found = by_item([pair(1, 2), pair(2, 2, visit=2), pair(3, 0, item="A3")])

    assert {item: each.n for item, each in found.items()} == {"A2": 2, "A3": 1}


def test_a_scorer_is_compared_with_everybody_who_scored_the_same():
    found = by_person([pair(4, 3), pair(1, 3, first=EM, second=AN, visit=2)])

    assert {person: each.n for person, each in found.items()} == {AN: 2, ANH: 1, EM: 1}
    # An: +1 of 4 over Ánh, +2 of 4 over Em.
    assert found[AN].mean_shift == Fraction(3, 8)
    assert found[EM].mean_shift == Fraction(-1, 2)


def test_drift_goes_by_the_day_of_the_visit():
    later = date(2020, 11, 20)
    found = drift([pair(2, 1, on=later, visit=2), pair(1, 1), pair(0, 0, on=None, visit=3)])

    assert [on for on, _ in found[AN]] == [DAY, later]
    assert [each.mean_shift for _, each in found[ANH]] == [0, Fraction(-1, 4)]
