"""Whose a score is and what counts, in whatever order the entries of two scorers came."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.pairs import Pair, merged, pair_of, scores_of, settled
from survey_app.fieldwork.rules import DESK, EntryKind, Layer
from survey_app.fieldwork.views import EntryView
from survey_app.visits.rules import drawn

AN, ANH, EM = 1, 2, 3
PAIR = Pair(AN, ANH)
AT = datetime(2020, 11, 10, tzinfo=UTC)


def entry(
    number: int, author: int, level: int | None, *supersedes: int, item: str = "A2"
) -> EntryView:
    """A score; ``supersedes`` are numbers of entries."""
    return EntryView(
        id=number,
        uuid=UUID(int=number),
        number=number,
        kind=EntryKind.ANSWER,
        item=item,
        slot=None,
        layer=Layer.TEAM,
        value=None if level is None else {"value": level},
        supersedes=tuple(str(UUID(int=each)) for each in supersedes),
        device=f"máy {author}",
        seq=number,
        author_id=author,
        author=str(author),
        made_at="",
        received_at=AT,
        skew=None,
    )


def counted(log: list[EntryView]) -> dict[str, int]:
    """What counts: the level of each item."""
    by_scorer = {who: settled(told) for who, told in scores_of(log, PAIR).items()}
    return {item: (each.value or {})["value"] for item, each in merged(by_scorer, PAIR).items()}


@pytest.mark.parametrize(
    ("log", "level"),
    [
        pytest.param([entry(1, AN, 3), entry(2, ANH, 2)], 3, id="the first-named one's counts"),
        pytest.param([entry(1, ANH, 2), entry(2, AN, 3)], 3, id="also where the second was first"),
        pytest.param([entry(1, ANH, 2)], 2, id="the second's where the first has none"),
        pytest.param(
            [entry(1, AN, 3), entry(2, ANH, 2), entry(3, AN, None, 1)],
            2,
            id="the second's where the first withdrew",
        ),
        pytest.param(
            [entry(1, AN, 3), entry(2, ANH, 2), entry(3, ANH, 0, 1, 2)],
            3,
            id="nobody takes away what the other said",
        ),
        pytest.param([entry(1, AN, 3), entry(2, AN, 1, 1)], 1, id="an own score is corrected"),
        pytest.param(
            [entry(1, EM, 0), entry(2, AN, 4)], 4, id="who does not score counts for nothing"
        ),
        pytest.param(
            [entry(1, AN, 3), entry(2, AN, 1), entry(3, ANH, 2)],
            2,
            id="two phones of one scorer clash, and the other counts meanwhile",
        ),
    ],
)
def test_what_counts_of_two(log, level):
    assert counted(log) == {"A2": level}


def test_what_a_desk_settled_belongs_to_the_scorer_whose_entries_clashed():
    chosen = replace(entry(3, EM, 1, 1, 2), device=DESK)
    log = [entry(1, AN, 3), entry(2, AN, 1), chosen, entry(4, ANH, 4)]

    assert counted(log) == {"A2": 1}
    assert {who: len(told) for who, told in scores_of(log, PAIR).items()} == {AN: 1, ANH: 1}


def test_the_blind_scores_are_those_up_to_an_entry():
    log = [entry(1, AN, 3), entry(2, ANH, 0), entry(5, ANH, 3, 2)]

    blind = scores_of(log, PAIR, until=2)

    assert [each.value for each in blind[ANH]] == [{"value": 0}]
    assert [each.value for each in scores_of(log, PAIR)[ANH]] == [{"value": 3}]


@st.composite
def logs(draw: st.DrawFn) -> list[EntryView]:
    """Both score and correct themselves, items mixed."""
    log: list[EntryView] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        author, item = draw(st.sampled_from([AN, ANH])), draw(st.sampled_from(["A2", "A3"]))
        own = [each for each in log if each.author_id == author and each.item == item]
        level = draw(st.one_of(st.none(), st.integers(0, 4)))
        replaced = [each.number for each in own]
        log.append(entry(number, author, level, *replaced, item=item))
    return log


@given(logs(), st.randoms())
def test_the_order_of_arrival_changes_nothing(log, chance):
    mixed = list(log)
    chance.shuffle(mixed)
    numbered = [replace(each, number=number) for number, each in enumerate(mixed, 1)]

    assert counted(numbered) == counted(log)


def test_a_visit_without_a_first_scorer_is_scored_together():
    assert pair_of(None, None) is None
    assert pair_of(AN, None) == Pair(AN)
    assert Pair(AN).scorers == (AN,)


UNITS = st.sets(st.text("ABCDEFGH", min_size=1, max_size=6), min_size=1, max_size=30)


@given(UNITS, st.integers(1, 100), st.text(max_size=10))
def test_a_draw_is_the_share_rounded_up_and_the_same_for_the_same_word(units, share, seed):
    found = drawn(units, share=share, seed=seed)

    assert len(found) == -(-len(units) * share // 100)
    assert found == drawn(sorted(units, reverse=True), share=share, seed=seed)
    assert set(found) <= units


def test_another_word_draws_others():
    units = [f"LD-{number:02d}" for number in range(40)]

    assert drawn(units, share=25, seed="một") != drawn(units, share=25, seed="hai")
