"""Whatever leads try, in whatever order and however late: the log of decisions stays legal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.fieldwork.rules import Layer
from survey_app.reviews import service
from survey_app.reviews.models import Decision
from survey_app.reviews.queries import last_decision, open_returns, state_of
from survey_app.reviews.rules import (
    Agree,
    Approve,
    Command,
    Confirm,
    Open,
    Reopen,
    Return,
    ReturnLine,
    ReviewState,
    TakeBack,
    state_after,
)
from survey_app.visits.models import Person, Visit
from tests.support.cast import NOW
from tests.support.checklist import COMPLETE

items = st.sampled_from(["A1", "A2", "A3", "B3"])
commands: st.SearchStrategy[Command] = st.one_of(
    st.just(Open()),
    st.just(Approve()),
    st.just(Reopen("Bổ sung")),
    st.builds(lambda item: Agree(item, Layer.AGREED, None, "Rút"), items),
    st.builds(lambda item: Confirm((item,)), items),
    st.builds(lambda item: Return((ReturnLine(item, "Chưa rõ"),)), items),
    st.builds(lambda item: TakeBack((item,)), items),
)
# Who tries what, and how many decisions ago that person last looked.
attempts = st.lists(st.tuples(st.booleans(), commands, st.integers(0, 2)), max_size=14)
REFUSALS = {
    Code.REVIEW_STALE,
    Code.REVIEW_MOVE_REFUSED,
    Code.CONFIRM_REFUSED,
    Code.CONFIRM_DIFFERS,
    Code.APPROVAL_RETURNS,
}


def attempt(session: Session, visit: Visit, who: Person, command: Command, late: int) -> bool:
    """Whether the move was made. Only one that knew the last decision may be."""
    last = last_decision(session, visit.id)
    asked = replace(command, seen=max(last - late, 0))
    try:
        with session.begin_nested():
            made = service.decide(session, visit, asked, actor=who, at=NOW)
    except Problem as refused:
        if refused.code not in REFUSALS:
            raise
        return False
    assert asked.seen == last
    assert made.number == last + 1
    return True


def check(session: Session, visit: Visit, count: int) -> None:
    """The numbers have no gap, the moves add up, and an approval owes nothing."""
    rows = session.scalars(select(Decision).order_by(Decision.number)).all()
    assert [row.number for row in rows] == list(range(1, count + 1))
    state = state_of(session, visit.id)
    assert state is state_after(row.move for row in rows)
    if state is ReviewState.APPROVED:
        assert open_returns(session, visit.id) == []


@pytest.fixture
def handed_over(phone):
    """The first visit, once for all examples: each of them is played and taken back."""
    phone().fill(COMPLETE)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(attempts)
def test_any_order_of_moves_of_two_leads_ends_in_a_legal_review(cast, handed_over, change, tried):
    def play(session: Session) -> None:
        visit = session.get_one(Visit, cast.visit.id)
        people = [session.get_one(Person, each.id) for each in (cast.binh, cast.chau)]
        with session.begin_nested() as played:
            count = sum(
                attempt(session, visit, people[other], command, late)
                for other, command, late in tried
            )
            check(session, visit, count)
            played.rollback()

    change(play)
