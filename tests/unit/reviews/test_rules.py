"""Every move in every state, and what moves add up to."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.rules import Layer
from survey_app.reviews.rules import (
    BLOCK_CODES,
    GIVES,
    MOVES,
    Block,
    Move,
    ReviewState,
    Standing,
    VisitState,
    is_allowed,
    responded,
    state_after,
    visit_state,
)
from survey_app.visits.rules import Plan, Role

UNOPENED, OPENED = ReviewState.UNOPENED, ReviewState.OPENED
RETURNED, APPROVED = ReviewState.RETURNED, ReviewState.APPROVED

TABLE = {
    (UNOPENED, Move.OPEN): OPENED,
    (UNOPENED, Move.AGREE): OPENED,
    (UNOPENED, Move.CONFIRM): OPENED,
    (UNOPENED, Move.RETURN): RETURNED,
    (UNOPENED, Move.APPROVE): APPROVED,
    (OPENED, Move.AGREE): OPENED,
    (OPENED, Move.CONFIRM): OPENED,
    (OPENED, Move.RETURN): RETURNED,
    (OPENED, Move.TAKE_BACK): OPENED,
    (OPENED, Move.APPROVE): APPROVED,
    (RETURNED, Move.AGREE): RETURNED,
    (RETURNED, Move.CONFIRM): RETURNED,
    (RETURNED, Move.RETURN): RETURNED,
    (RETURNED, Move.TAKE_BACK): RETURNED,
    (RETURNED, Move.APPROVE): APPROVED,
    (APPROVED, Move.REOPEN): OPENED,
}
PAIRS = list(product(ReviewState, Move))
REFUSED = [pair for pair in PAIRS if pair not in TABLE]


@pytest.mark.parametrize(("state", "move"), TABLE, ids=lambda each: each.value)
def test_a_move_of_the_table_leads_where_it_says(state: ReviewState, move: Move) -> None:
    assert MOVES[state, move] is TABLE[state, move]


@pytest.mark.parametrize(("state", "move"), REFUSED, ids=lambda each: each.value)
def test_a_move_that_is_not_in_the_table_is_refused(state: ReviewState, move: Move) -> None:
    assert not is_allowed(state, move)


def test_twelve_pairs_are_refused() -> None:
    assert len(PAIRS) == 28
    assert len(REFUSED) == 12


@given(st.lists(st.sampled_from(Move), max_size=12))
def test_moves_add_up_or_are_refused_and_nothing_in_between(moves: list[Move]) -> None:
    state = UNOPENED
    for number, move in enumerate(moves):
        if not is_allowed(state, move):
            with pytest.raises(KeyError):
                state_after(moves[: number + 1])
            return
        state = TABLE[state, move]

    assert state_after(moves) is state


@given(st.lists(st.sampled_from(Move), max_size=12))
def test_after_an_approval_only_reopening_is_possible(moves: list[Move]) -> None:
    try:
        state = state_after(moves)
    except KeyError:
        return

    allowed = {move for move in Move if is_allowed(state, move)}
    assert (allowed == {Move.REOPEN}) == (state is APPROVED)


@pytest.mark.parametrize(
    ("role", "layers"),
    [
        pytest.param(Role.MEMBER, set(), id="a member gives none at the desk"),
        pytest.param(Role.LEAD, {Layer.AGREED}, id="the lead gives the agreed score"),
        pytest.param(Role.OFFICE, {Layer.AGREED, Layer.FINAL}, id="the office may give both"),
        pytest.param(Role.ADMIN, set(), id="an administrator judges nobody"),
    ],
)
def test_a_layer_is_given_by_its_role(role: Role, layers: set[Layer]) -> None:
    assert GIVES[role] == layers


@pytest.mark.parametrize(
    ("responses", "hand_overs", "expected"),
    [
        pytest.param([], [], (False, False), id="nothing came"),
        pytest.param([9], [12], (False, False), id="an answer from before the return is no reply"),
        pytest.param([10], [12], (False, False), id="nor is the last one that the lead saw"),
        pytest.param([11], [], (True, False), id="answered, not handed over"),
        pytest.param([11], [8], (True, False), id="an old hand-over does not count"),
        pytest.param([13], [12], (True, False), id="handed over before it was answered"),
        pytest.param([11], [12], (True, True), id="answered and handed over"),
        pytest.param([14, 11], [12], (True, True), id="the first answer after the return counts"),
    ],
)
def test_a_return_is_settled_by_an_answer_and_a_hand_over_after_it(
    responses: list[int], hand_overs: list[int], expected: tuple[bool, bool]
) -> None:
    assert responded(10, responses, hand_overs) == expected


def standing(**changes: object) -> Standing:
    """A visit of which nothing is known but that it is planned."""
    facts: dict[str, object] = {
        "plan": Plan.PLANNED,
        "review": UNOPENED,
        "has_entries": False,
        "handed_over": False,
        "has_arrived": False,
        "has_open_returns": False,
    }
    return Standing(**{**facts, **changes})  # type: ignore[arg-type]  # a test's own keywords


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, VisitState.PLANNED),
        ({"has_entries": True}, VisitState.IN_PROGRESS),
        ({"plan": Plan.POSTPONED, "has_entries": True}, VisitState.POSTPONED),
        ({"plan": Plan.CANCELLED}, VisitState.CANCELLED),
        ({"has_entries": True, "handed_over": True}, VisitState.WAITING_FOR_PHOTOS),
        ({"handed_over": True, "has_arrived": True}, VisitState.SUBMITTED),
        ({"handed_over": True, "has_arrived": True, "review": OPENED}, VisitState.SUBMITTED),
        ({"handed_over": True, "has_open_returns": True, "review": RETURNED}, VisitState.RETURNED),
        ({"handed_over": True, "has_arrived": True, "review": RETURNED}, VisitState.SUBMITTED),
        ({"review": APPROVED, "plan": Plan.CANCELLED}, VisitState.APPROVED),
    ],
)
def test_the_state_of_a_visit_is_derived(facts: dict[str, object], expected: VisitState) -> None:
    assert visit_state(standing(**facts)) is expected


def test_each_reason_to_wait_has_its_own_problem() -> None:
    assert len({BLOCK_CODES[block] for block in Block}) == len(Block)
