from datetime import timedelta

import pytest
from sqlalchemy import select

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import editing, queries, service
from survey_app.evaluations.models import StatementSource
from survey_app.evaluations.telling import Clerk
from tests.support.cast import NOW

PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian"
LATER = NOW + timedelta(hours=1)


def statements(session, evaluation):
    return queries.statements_of(session, evaluation.id)


def lines(session, evaluation):
    content = service.content_of(session, evaluation)
    return {line.text: line for _, line in content.statements()}


def test_a_visit_approved_later_is_pulled_and_edits_survive(session, cast, approvals, merge):
    early, late = approvals.visits(2)
    approvals.find(early, PLAN)
    approvals.approve(early)
    (statement,) = statements(session, merge())
    edit(session, cast, statement, "Các đơn vị đều có kế hoạch")
    approvals.find(late, f"{PLAN}.")
    approvals.approve(late)

    evaluation = merge(at=LATER)

    assert (evaluation.merges, evaluation.merged_at) == (2, LATER)
    line = lines(session, evaluation)["Các đơn vị đều có kế hoạch"]
    assert (line.count, line.is_edited, line.is_stale) == ("2 trên 2 đơn vị", True, False)


def edit(session, cast, statement, text):
    return editing.word(session, statement.id, text, clerk=Clerk(cast.chau.id, LATER))


def test_a_reopened_visit_makes_its_statements_stale_until_it_is_merged_again(
    session, approvals, merge
):
    visit = approvals.visits(1)[0]
    approvals.find(visit, PLAN)
    approvals.approve(visit)
    evaluation = merge()

    seen = [lines(session, evaluation)[PLAN].is_stale]
    approvals.reopen(visit)
    seen.append(lines(session, evaluation)[PLAN].is_stale)
    approvals.approve(visit)
    seen.append(lines(session, evaluation)[PLAN].is_stale)
    seen.append(lines(session, merge(at=LATER))[PLAN].is_stale)

    assert seen == [False, True, True, False]
    assert lines(session, evaluation)[PLAN].sources[0].revision == 2


def test_an_edited_statement_whose_finding_changed_is_marked_until_edited_again(
    session, cast, approvals, merge
):
    one, other = approvals.visits(2)
    entry = approvals.find(one, PLAN)
    approvals.find(other, PLAN)
    approvals.approve(one)
    approvals.approve(other)
    (statement,) = statements(session, merge())
    edit(session, cast, statement, "Lời Văn phòng")
    approvals.reopen(one)
    approvals.withdraw(entry)
    approvals.approve(one)

    stale = lines(session, merge(at=LATER))["Lời Văn phòng"]
    edit(session, cast, statement, "Lời mới của Văn phòng")
    mended = lines(session, merge(at=LATER))["Lời mới của Văn phòng"]

    assert (stale.is_stale, stale.count) == (True, "2 trên 2 đơn vị")
    assert (mended.is_stale, mended.count) == (False, "1 trên 2 đơn vị")


def test_an_unedited_statement_goes_with_its_last_finding(session, approvals, merge):
    visit = approvals.visits(1)[0]
    entry = approvals.find(visit, PLAN)
    approvals.find(visit, "Việc khác")
    approvals.approve(visit)
    evaluation = merge()
    approvals.reopen(visit)
    approvals.withdraw(entry)
    approvals.approve(visit)

    merge(at=LATER)

    assert [each.text for each in statements(session, evaluation)] == ["Việc khác"]
    assert len(session.scalars(select(StatementSource)).all()) == 1


def test_blank_words_take_the_edit_back(session, cast, approvals, merge):
    visit = approvals.visits(1)[0]
    approvals.find(visit, PLAN)
    approvals.approve(visit)
    (statement,) = statements(session, merge())
    edit(session, cast, statement, "Lời khác")

    edit(session, cast, statement, "  ")

    assert statement.edited is None
    assert statement.edited_by_id == cast.chau.id


def test_words_without_end_are_refused(session, cast, approvals, merge):
    visit = approvals.visits(1)[0]
    approvals.find(visit, PLAN)
    approvals.approve(visit)
    (statement,) = statements(session, merge())

    with pytest.raises(Problem) as refused:
        edit(session, cast, statement, "a" * 20_001)

    assert refused.value.code is Code.UNACCEPTABLE


def test_an_unknown_statement_is_not_found(session, cast):
    with pytest.raises(Problem) as refused:
        editing.word(session, 999_999, "x", clerk=Clerk(cast.chau.id, NOW))

    assert refused.value.code is Code.NOT_FOUND
