"""What the office does to statements: kept over merges, told in the history, taken back."""

import pytest

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import editing, history, service
from survey_app.evaluations.rules import ChangeKind
from survey_app.evaluations.telling import Clerk
from survey_app.evaluations.undoing import undo
from tests.integration.evaluations.drafts import (
    LATER,
    PLAN,
    VISITS,
    found,
    line_of,
    newest,
    printed,
)


def test_joined_statements_count_all_units_and_stay_joined(session, draft, merge, clerk):
    plan, other = found(session, draft, PLAN), found(session, draft, VISITS)

    editing.join(session, plan.id, [other.id], clerk=clerk, version=plan.version)
    merge(at=LATER)

    assert printed(session, draft.evaluation) == [(PLAN, 3)]


def test_a_later_finding_in_the_words_of_a_joined_statement_goes_with_it(
    session, approvals, draft, merge, clerk
):
    plan, other = found(session, draft, PLAN), found(session, draft, VISITS)
    editing.join(session, plan.id, [other.id], clerk=clerk, version=plan.version)
    late = approvals.visits_from(range(7, 8))[0]
    approvals.find(late, VISITS)
    approvals.approve(late)

    merge(at=LATER)

    assert printed(session, draft.evaluation) == [(PLAN, 4)]


def test_joining_is_taken_back_and_done_again(session, cast, draft, merge, clerk):
    plan, other = found(session, draft, PLAN), found(session, draft, VISITS)
    editing.join(session, plan.id, [other.id], clerk=clerk, version=plan.version)

    undo(session, cast.round.id, newest(session).id, clerk=clerk)
    apart = printed(session, draft.evaluation)
    undo(session, cast.round.id, newest(session).id, clerk=clerk)

    assert apart == [(PLAN, 2), (VISITS, 1)]
    assert printed(session, draft.evaluation) == [(PLAN, 3)]


def test_a_split_stays_split_over_the_next_merge(session, draft, merge, clerk):
    plan = found(session, draft, PLAN)

    editing.split(session, plan.id, [draft.entries[1].id], clerk=clerk, version=plan.version)
    merge(at=LATER)

    assert sorted(printed(session, draft.evaluation)) == [(VISITS, 1), (PLAN, 1), (PLAN, 1)]


@pytest.mark.parametrize("number", [0, 2])
def test_a_split_takes_some_and_leaves_some(session, draft, clerk, number):
    plan = found(session, draft, PLAN)
    chosen = [entry.id for entry in draft.entries[:number]]

    with pytest.raises(Problem) as refused:
        editing.split(session, plan.id, chosen, clerk=clerk, version=1)

    assert refused.value.code is Code.NOTHING_TO_SPLIT


def test_a_moved_statement_stays_under_its_heading(session, draft, merge, clerk):
    plan = found(session, draft, PLAN)

    editing.place(session, plan.id, "5.1", clerk=clerk)
    merge(at=LATER)

    content = service.content_of(session, draft.evaluation)
    assert [block.title for block, line in content.statements() if line.text == PLAN] == [
        "Hạn chế trong các lĩnh vực khác"
    ]


def test_a_heading_that_is_gone_is_told(session, draft, clerk):
    with pytest.raises(Problem) as refused:
        editing.place(session, found(session, draft, PLAN).id, "không có", clerk=clerk)

    assert refused.value.code is Code.HEADING_GONE


def test_the_offices_order_comes_before_the_number_of_units(session, draft, merge, clerk):
    ids = [found(session, draft, VISITS).id, found(session, draft, PLAN).id]

    editing.order(session, draft.evaluation, [*ids, 999_999], clerk=clerk)
    merge(at=LATER)

    assert printed(session, draft.evaluation) == [(VISITS, 1), (PLAN, 2)]


def test_what_is_left_out_stays_out_until_it_is_brought_back(session, cast, draft, merge, clerk):
    plan = found(session, draft, PLAN)

    editing.leave_out(session, plan.id, clerk=clerk, version=plan.version)
    merge(at=LATER)
    without = printed(session, draft.evaluation)
    away = [row.text for row in history.statements_away(session, draft.evaluation.id)]
    undo(
        session,
        cast.round.id,
        history.changes_of_statement(session, cast.round.id, plan.id)[0].id,
        clerk=clerk,
    )

    assert (without, away) == ([(VISITS, 1)], [PLAN])
    assert printed(session, draft.evaluation) == [(PLAN, 2), (VISITS, 1)]


def test_leaving_out_wants_a_reason(session, cast, draft):
    with pytest.raises(Problem) as refused:
        editing.leave_out(
            session, found(session, draft, PLAN).id, clerk=Clerk(cast.chau.id, LATER), version=1
        )

    assert refused.value.code is Code.REASON_MISSING


def test_the_offices_own_statement_survives_a_merge(session, draft, merge, clerk):
    editing.write(session, draft.evaluation, "1.2", "Toàn tỉnh có lũ lớn.", clerk=clerk)
    merge(at=LATER)

    line = line_of(session, draft.evaluation, "Toàn tỉnh có lũ lớn.")
    assert (line.units, line.is_edited, line.parted()) == ((), True, ("Toàn tỉnh có lũ lớn.", ""))


def test_words_over_words_somebody_wrote_meanwhile_are_refused_and_kept(
    session, cast, draft, clerk
):
    plan = found(session, draft, PLAN)
    editing.word(session, plan.id, "Lời thứ nhất", clerk=clerk, version=1)

    with pytest.raises(Problem) as refused:
        editing.word(session, plan.id, "Lời thứ hai", clerk=clerk, version=1)
    editing.set_aside(session, draft.evaluation, plan.id, "Lời thứ hai", clerk=clerk)

    assert refused.value.code is Code.STATEMENT_MOVED
    assert plan.edited == "Lời thứ nhất"
    told = history.changes_of_statement(session, cast.round.id, plan.id)
    assert [(each.kind, each.words) for each in told] == [
        (ChangeKind.SET_ASIDE, "Lời thứ hai"),
        (ChangeKind.WORDED, "Lời thứ nhất"),
    ]


def test_the_history_tells_who_when_why_and_what_was_there(session, cast, draft, clerk):
    plan = found(session, draft, PLAN)

    editing.word(session, plan.id, "Lời Văn phòng", clerk=clerk, version=1)

    row = newest(session)
    assert (row.made_by_id, row.made_at, row.reason) == (cast.chau.id, LATER, "cho gọn")
    assert '"edited": null' in row.before
    assert '"edited": "Lời Văn phòng"' in row.after


def test_saving_the_same_again_is_no_change(session, draft, clerk):
    plan = found(session, draft, PLAN)
    editing.word(session, plan.id, "Lời Văn phòng", clerk=clerk, version=1)
    before = newest(session).id

    editing.word(session, plan.id, "Lời Văn phòng", clerk=clerk, version=2)

    assert newest(session).id == before


def test_an_undo_after_somebody_elses_change_is_refused(session, cast, draft, clerk):
    plan = found(session, draft, PLAN)
    editing.word(session, plan.id, "Một", clerk=clerk, version=1)
    first = newest(session).id
    editing.word(session, plan.id, "Hai", clerk=clerk, version=2)

    with pytest.raises(Problem) as refused:
        undo(session, cast.round.id, first, clerk=clerk)

    assert refused.value.code is Code.UNDO_OVERTAKEN
    assert plan.edited == "Hai"


def test_nothing_is_undone_twice(session, cast, draft, clerk):
    editing.word(session, found(session, draft, PLAN).id, "Một", clerk=clerk, version=1)
    first = newest(session).id
    undo(session, cast.round.id, first, clerk=clerk)

    with pytest.raises(Problem) as refused:
        undo(session, cast.round.id, first, clerk=clerk)

    assert refused.value.code is Code.UNDO_OVERTAKEN
