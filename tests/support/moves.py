"""A visit in each state of its review, and a body for each move that could be made there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from survey_app.reviews.rules import Move, ReviewState
from tests.support.checklist import COMPLETE
from tests.support.phone import Phone

Body = dict[str, Any]
Decide = Callable[[Body], Any]

RETURN_A2: Body = {"move": "return", "items": [{"item": "A2", "reason": "Chưa rõ"}]}
AGREE_A2: Body = {"move": "agree", "item": "A2", "value": 2, "reason": "Hồ sơ chưa đủ"}
CONFIRM_A1: Body = {"move": "confirm", "items": [{"item": "A1"}]}

# What leads to each state from a visit that was handed over.
WAYS: dict[ReviewState, list[Body]] = {
    ReviewState.UNOPENED: [],
    ReviewState.OPENED: [CONFIRM_A1],
    ReviewState.RETURNED: [RETURN_A2],
    ReviewState.APPROVED: [{"move": "approve"}],
}
# What must be done before a move that the table allows is free of other reasons to wait.
FIRST: dict[tuple[ReviewState, Move], list[Body]] = {
    (ReviewState.RETURNED, Move.APPROVE): [AGREE_A2],
}


def body_of(state: ReviewState, move: Move) -> Body:
    """The move with everything that it needs in this state."""
    taken_back = "A1" if state is ReviewState.OPENED else "A2"
    bodies: dict[Move, Body] = {
        Move.OPEN: {"move": "open"},
        Move.AGREE: AGREE_A2,
        Move.CONFIRM: {"move": "confirm", "items": [{"item": "A3"}]},
        Move.RETURN: {"move": "return", "items": [{"item": "A3", "reason": "Chưa rõ"}]},
        Move.TAKE_BACK: {"move": "take_back", "items": [{"item": taken_back}]},
        Move.APPROVE: {"move": "approve"},
        Move.REOPEN: {"move": "reopen", "reason": "Đơn vị bổ sung số liệu"},
    }
    return bodies[move]


def bring_to(state: ReviewState, team: Phone, decide: Decide) -> None:
    """Fill and hand over, then decide until the review is in this state."""
    team.fill(COMPLETE)
    for body in WAYS[state]:
        reply = decide(body)
        assert reply.status_code == 201, reply.get_json()
