"""What changed under the office's words is marked with what it was and is; a clerk settles it."""

import pytest

from survey_app.evaluations import editing
from survey_app.evaluations.undoing import undo
from tests.integration.evaluations.drafts import (
    LATER,
    PLAN,
    VISITS,
    found,
    line_of,
    newest,
    printed,
    supersede,
)


def reworded(session, approvals, draft, merge, clerk, text):
    """The office worded the plan; then the first team worded its finding anew."""
    plan = found(session, draft, PLAN)
    editing.word(session, plan.id, "Lời Văn phòng", clerk=clerk, version=1)
    approvals.reopen(draft.visits[0])
    if text:
        supersede(session, approvals, draft.entries[0], draft.visits[0], text)
    else:
        approvals.withdraw(draft.entries[0])
    approvals.approve(draft.visits[0])
    merge(at=LATER)
    return plan


def test_a_reworded_finding_marks_its_statement_with_both_words(
    session, approvals, draft, merge, clerk
):
    reworded(session, approvals, draft, merge, clerk, "Kế hoạch ban hành muộn một tháng")

    line = line_of(session, draft.evaluation, "Lời Văn phòng")
    told = [(one.news.turn, one.news.was, one.news.now) for one in line.sources if one.news]
    assert told == [("reworded", PLAN, "Kế hoạch ban hành muộn một tháng")]
    assert (line.can_be_settled, len(line.units)) == (True, 2)
    assert not line_of(session, draft.evaluation, VISITS).is_stale


@pytest.mark.parametrize(
    ("takes_new", "expected"),
    [(True, ("Kế hoạch ban hành muộn một tháng", 2)), (False, ("Lời Văn phòng", 2))],
)
def test_a_clerk_settles_what_was_reworded(
    session, approvals, draft, merge, clerk, takes_new, expected
):
    text = "Kế hoạch ban hành muộn một tháng"
    plan = reworded(session, approvals, draft, merge, clerk, text)

    editing.settle(session, plan.id, takes_new=takes_new, clerk=clerk, version=plan.version)
    merge(at=LATER)

    line = line_of(session, draft.evaluation, expected[0])
    assert (line.text, len(line.units), line.is_stale) == (*expected, False)


def test_settling_is_taken_back(session, cast, approvals, draft, merge, clerk):
    plan = reworded(session, approvals, draft, merge, clerk, "Kế hoạch ban hành muộn một tháng")
    editing.settle(session, plan.id, takes_new=True, clerk=clerk, version=plan.version)

    undo(session, cast.round.id, newest(session).id, clerk=clerk)

    assert line_of(session, draft.evaluation, "Lời Văn phòng").can_be_settled


@pytest.mark.parametrize(("takes_new", "words"), [(True, PLAN), (False, "Lời Văn phòng")])
def test_a_withdrawn_finding_is_let_go_either_way(
    session, approvals, draft, merge, clerk, takes_new, words
):
    plan = reworded(session, approvals, draft, merge, clerk, "")

    editing.settle(session, plan.id, takes_new=takes_new, clerk=clerk, version=plan.version)

    line = line_of(session, draft.evaluation, words)
    assert (len(line.units), line.is_stale) == (1, False)


def test_a_statement_whose_only_finding_is_gone_can_be_kept_or_dropped(
    session, approvals, draft, merge, clerk
):
    other = found(session, draft, VISITS)
    editing.word(session, other.id, "Giữ lời này", clerk=clerk, version=1)
    approvals.reopen(draft.visits[2])
    approvals.withdraw(draft.entries[2])
    approvals.approve(draft.visits[2])
    merge(at=LATER)

    editing.settle(session, other.id, takes_new=False, clerk=clerk, version=other.version)
    kept = line_of(session, draft.evaluation, "Giữ lời này").is_stale
    merge(at=LATER)
    still = line_of(session, draft.evaluation, "Giữ lời này").is_stale
    editing.settle(session, other.id, takes_new=True, clerk=clerk, version=other.version)

    assert (kept, still) == (False, False)
    assert printed(session, draft.evaluation) == [(PLAN, 2)]


def test_a_reopened_visit_marks_exactly_its_own_and_waits(session, approvals, draft):
    approvals.reopen(draft.visits[2])

    plan, other = (line_of(session, draft.evaluation, text) for text in (PLAN, VISITS))

    assert (plan.is_stale, other.is_stale, other.can_be_settled) == (False, True, False)
    assert other.sources[0].news.turn == "reopened"
