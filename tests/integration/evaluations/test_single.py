"""One statement is read alone, and says what the whole draft says of it."""

from dataclasses import replace

import pytest

from survey_app.evaluations import editing, queries, service
from survey_app.evaluations.content import Statements
from survey_app.evaluations.single import line_of, lines_under
from tests.integration.evaluations.drafts import LATER, PLAN, VISITS, found, supersede
from tests.support.queries import counted


def composed(session, draft):
    """Every printed statement, by id, but for the number of its note."""
    content = service.content_of(session, draft.evaluation)
    return {line.id: replace(line, note=0, stop="") for _, line in content.statements()}


def read_alone(session, draft):
    rows = queries.statements_of(session, draft.evaluation.id)
    lines = (line_of(session, draft.evaluation, row) for row in rows)
    return {line.id: line for line in lines if line is not None}


def untouched(session, draft, approvals, clerk):
    """Nothing happened since the merge."""


def reopened(session, draft, approvals, clerk):
    approvals.reopen(draft.visits[0])


def reworded(session, draft, approvals, clerk):
    approvals.reopen(draft.visits[0])
    supersede(session, approvals, draft.entries[0], draft.visits[0], "Đã nói khác đi")
    approvals.approve(draft.visits[0])


def joined(session, draft, approvals, clerk):
    into, other = found(session, draft, PLAN), found(session, draft, VISITS)
    editing.join(session, into.id, [other.id], clerk=clerk, version=1)


def left_out(session, draft, approvals, clerk):
    editing.leave_out(session, found(session, draft, PLAN).id, clerk=clerk, version=1)


@pytest.mark.parametrize("happened", [untouched, reopened, reworded, joined, left_out])
def test_a_statement_read_alone_is_the_statement_of_the_whole_draft(
    session, draft, approvals, clerk, happened
):
    happened(session, draft, approvals, clerk)

    assert read_alone(session, draft) == composed(session, draft)


def test_lists_stand_in_the_order_of_the_draft(session, draft, clerk):
    for words in ("Ý thứ ba", "Ý thứ tư"):
        editing.write(session, draft.evaluation, "4.4", words, clerk=clerk)
    outline = queries.outline_of_round(session, draft.evaluation.round_id)
    content = service.content_of(session, draft.evaluation)
    whole = [
        [line.id for line in part.lines]
        for block in content.blocks
        for part in block.parts
        if isinstance(part, Statements)
    ]

    alone = [
        [line.id for line in part]
        for row in outline
        for part in lines_under(session, draft.evaluation, row.code, outline)
    ]

    assert alone == whole
    assert any(len(ids) > 2 for ids in whole)


def test_what_no_heading_takes_stands_together(session, draft):
    row = found(session, draft, PLAN)
    row.outline_code = "bo-roi"
    session.flush()
    outline = queries.outline_of_round(session, draft.evaluation.round_id)

    parts = lines_under(session, draft.evaluation, "bo-roi", outline)

    assert [[line.id for line in part] for part in parts] == [[row.id]]


def test_a_statement_of_ten_visits_asks_as_often_as_one_of_two(app, session, approvals, merge):
    def asked(visits):
        for visit in visits:
            approvals.find(visit, PLAN)
            approvals.approve(visit)
        evaluation = merge(LATER)
        (row,) = queries.statements_of(session, evaluation.id)
        session.expire_all()
        return counted(app, lambda: line_of(session, evaluation, row))

    visits = approvals.visits(12)

    assert asked(visits[:2]) == asked(visits[2:])
