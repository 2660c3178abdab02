"""The moves of a review and the state they add up to. A table; what is not in it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce


class Move(StrEnum):
    """What a lead or the office can do with a visit."""

    OPEN = "open"
    AGREE = "agree"
    RETURN = "return"
    APPROVE = "approve"
    REOPEN = "reopen"


class ReviewState(StrEnum):
    """Where a review stands. Unopened: the members may go on recording anything."""

    UNOPENED = "unopened"
    OPENED = "opened"
    RETURNED = "returned"
    APPROVED = "approved"


MOVES: dict[tuple[ReviewState, Move], ReviewState] = {
    (ReviewState.UNOPENED, Move.OPEN): ReviewState.OPENED,
    (ReviewState.UNOPENED, Move.AGREE): ReviewState.OPENED,
    (ReviewState.UNOPENED, Move.RETURN): ReviewState.RETURNED,
    (ReviewState.UNOPENED, Move.APPROVE): ReviewState.APPROVED,
    (ReviewState.OPENED, Move.AGREE): ReviewState.OPENED,
    (ReviewState.OPENED, Move.RETURN): ReviewState.RETURNED,
    (ReviewState.OPENED, Move.APPROVE): ReviewState.APPROVED,
    (ReviewState.RETURNED, Move.AGREE): ReviewState.RETURNED,
    (ReviewState.RETURNED, Move.RETURN): ReviewState.RETURNED,
    (ReviewState.RETURNED, Move.APPROVE): ReviewState.APPROVED,
    (ReviewState.APPROVED, Move.REOPEN): ReviewState.OPENED,
}


def state_after(moves: Iterable[Move]) -> ReviewState:
    """The state that these moves, in order, lead to; a move that is not allowed raises KeyError."""
    return reduce(lambda state, move: MOVES[state, move], moves, ReviewState.UNOPENED)


def is_allowed(state: ReviewState, move: Move) -> bool:
    """Whether the table knows this move in this state."""
    return (state, move) in MOVES
