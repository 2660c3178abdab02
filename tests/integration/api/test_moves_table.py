"""Every state × move × role through the API: allowed as the table says, else refused."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from survey_app.reviews.models import Decision
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import MOVES, Move, ReviewState
from tests.support.moves import FIRST, WAYS, body_of, bring_to

LEAD, OFFICE = "binh", "chau"
# What others are told: the wrong role, or a visit that is not there for them.
OTHERS = {"an": 403, "anh": 403, "dung": 403, "quan": 403, "em": 404}


@pytest.fixture
def decide_as(phone, cast):
    """The moves of a person on the first visit."""

    def made(who):
        caller = phone(getattr(cast, who))
        return lambda body: caller.post(f"/visits/{cast.visit.key}/decisions", body)

    return made


@pytest.fixture
def stands(app, cast):
    """The state of the first visit's review and the number of its decisions."""

    def read(session):
        made = session.scalar(select(func.count(Decision.id)))
        return state_of(session, cast.visit.id), made

    return read


@pytest.mark.parametrize("who", [LEAD, OFFICE])
@pytest.mark.parametrize(("state", "move"), MOVES, ids=lambda each: each.value)
def test_a_move_of_the_table_is_made(phone, decide_as, change, stands, state, move, who):
    bring_to(state, phone(), decide_as(LEAD))
    before = FIRST.get((state, move), [])
    for body in before:
        decide_as(LEAD)(body)

    reply = decide_as(who)(body_of(state, move))

    assert reply.status_code == 201, reply.get_json()
    assert change(stands) == (MOVES[state, move], len(WAYS[state]) + len(before) + 1)


@pytest.mark.parametrize("state", ReviewState)
def test_whatever_is_not_in_the_table_is_refused_and_leaves_nothing(
    phone, decide_as, change, stands, state
):
    bring_to(state, phone(), decide_as(LEAD))
    before = change(stands)

    for who in (LEAD, OFFICE):
        for move in Move:
            if (state, move) not in MOVES:
                reply = decide_as(who)(body_of(state, move))
                assert (reply.status_code, reply.get_json()["code"]) == (409, "review-move-refused")

    assert change(stands) == before


@pytest.mark.parametrize("state", ReviewState)
def test_nobody_else_makes_any_move_in_any_state(phone, decide_as, change, stands, state):
    bring_to(state, phone(), decide_as(LEAD))
    before = change(stands)

    for who, status in OTHERS.items():
        decide = decide_as(who)
        for move in Move:
            assert decide(body_of(state, move)).status_code == status, (who, move)

    assert change(stands) == before


@pytest.mark.parametrize("who", [LEAD, OFFICE])
def test_before_the_hand_over_no_move_is_made(phone, decide_as, change, stands, who):
    phone().receipts(phone().answer("A1", {"value": "yes"}))

    for move in Move:
        assert decide_as(who)(body_of(ReviewState.UNOPENED, move)).status_code == 409, move

    assert change(stands) == (ReviewState.UNOPENED, 0)
