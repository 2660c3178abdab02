from datetime import timedelta

import pytest
from sqlalchemy import event, select

from survey_app.core.problems import Code, Problem
from survey_app.edge.database import db
from survey_app.evaluations import queries, service
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.rules import Source
from survey_app.fieldwork.models import Entry
from survey_app.fieldwork.rules import EntryKind
from tests.support.cast import NOW
from tests.support.checklist import COMPLETE

PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian"
LATER = NOW + timedelta(hours=1)


def statements(session, evaluation):
    return queries.statements_of(session, evaluation.id)


def lines(session, evaluation):
    content = service.content_of(session, evaluation)
    return {line.text: line for _, line in content.statements()}


def test_nothing_approved_is_told_and_leaves_nothing_behind(session, cast, approvals, merge):
    approvals.find(approvals.visits(1)[0], PLAN)

    with pytest.raises(Problem) as refused:
        merge()

    assert refused.value.code is Code.NOTHING_APPROVED
    assert queries.evaluation_of_round(session, cast.round.id) is None


def test_an_unknown_round_is_not_found(session, cast):
    with pytest.raises(Problem) as refused:
        service.merge(session, 999_999, at=NOW, made_by_id=cast.chau.id)

    assert refused.value.code is Code.NOT_FOUND


def test_alike_findings_of_approved_visits_are_joined_and_counted(session, approvals, merge):
    visits = approvals.visits(4)
    for visit in visits:
        approvals.find(visit, PLAN, item="A1")
    for visit in visits[:3]:
        approvals.approve(visit)

    found = lines(session, merge())

    assert found[PLAN].attribution() == "3 trên 3 đơn vị"
    assert {source.revision for source in found[PLAN].sources} == {1}


def test_every_statement_resolves_to_its_finding(session, approvals, merge):
    visit = approvals.visits(1)[0]
    entry = approvals.find(visit, PLAN)
    report = approvals.approve(visit)

    (statement,) = statements(session, merge())

    (source,) = statement.sources
    assert (source.visit_id, source.entry_id, source.report_id) == (visit.id, entry.id, report.id)


def test_a_finding_goes_by_its_item_or_by_what_it_is_about(session, cast, approvals, merge):
    visit = approvals.visits(1)[0]
    photo = approvals.record(visit, EntryKind.PHOTO, {"sha256": "0" * 64, "bytes": 1}, "B1")
    approvals.find(visit, "Theo tiêu chí", item="A2")
    approvals.find(visit, "Theo ảnh", about=[str(photo.slot).upper()])
    approvals.find(visit, "Không theo gì")
    approvals.approve(visit)

    found = {each.text: each.outline_code for each in statements(session, merge())}

    assert found == {"Theo tiêu chí": "2.1", "Theo ảnh": "4.1a", "Không theo gì": "4.4"}


def test_withdrawn_findings_are_not_taken(session, approvals, merge):
    visit = approvals.visits(1)[0]
    approvals.find(visit, PLAN)
    approvals.record(visit, EntryKind.FINDING, None)
    approvals.approve(visit)

    assert [each.text for each in statements(session, merge())] == [PLAN]


def test_merging_again_changes_nothing(session, approvals, merge):
    for visit in approvals.visits(2):
        approvals.find(visit, PLAN)
        approvals.approve(visit)
    first = merge()
    before = service.content_of(session, first)

    again = merge(at=LATER)

    assert (again.id, again.merges, again.merged_at) == (first.id, 1, NOW)
    assert service.content_of(session, again) == before


def test_scores_and_indicators_come_from_what_was_approved(session, cast, approvals, merge):
    visit = approvals.visits(1)[0]
    for item, value in COMPLETE.items():
        approvals.record(visit, EntryKind.ANSWER, value, item)
    approvals.find(visit, PLAN)
    approvals.approve(visit)

    content = service.content_of(session, merge())

    (scores,) = content.tables(Source.SCORES)
    indicators, own = content.tables(Source.INDICATORS)
    assert scores.rows[0].cells[0] == "LĐLĐ huyện số 0"
    assert scores.rows[0].cells[-1] == "Đoàn chấm"
    assert len(own.rows) == 1
    bands = [row.band for row in indicators.rows]
    assert bands == [
        "B1. Số đoàn viên tăng thêm (ĐVT: người)",
        "B2. Số vụ việc tồn đọng (càng thấp càng tốt)",
    ]


def test_the_evaluation_is_kept_by_round(session, cast, approvals, merge):
    visit = approvals.visits(1)[0]
    approvals.find(visit, PLAN)
    approvals.approve(visit)

    evaluation = merge()

    assert queries.evaluation_of_round(session, cast.round.id) is evaluation
    assert evaluation is not None
    assert queries.find_evaluation(session, evaluation.id) is evaluation
    assert evaluation.title == "Tổng hợp kết quả đợt thử"
    assert len(evaluation.visits) == len(evaluation.statements) == 1
    assert session.scalars(select(Evaluation)).all() == [evaluation]


def test_a_finding_that_says_nothing_we_know_is_passed_over(session, approvals, merge):
    visit = approvals.visits(1)[0]
    odd = approvals.find(visit, PLAN)
    session.get_one(Entry, odd.id).value = '{"type": "rumour", "text": "?"}'
    approvals.find(visit, "Việc khác")
    approvals.approve(visit)

    assert [each.text for each in statements(session, merge())] == ["Việc khác"]


def test_a_merge_and_its_content_take_as_many_queries_for_30_visits_as_for_3(
    session, cast, approvals, merge
):
    def measured(more):
        for visit in approvals.visits_from(more):
            approvals.find(visit, PLAN)
            approvals.approve(visit)
        merge()
        session.expunge_all()
        return statements_sent(lambda: service.content_of(session, merge(at=LATER)))

    three = measured(range(3))
    thirty = measured(range(3, 30))

    assert three == thirty


def statements_sent(act):
    sent = []

    def note(*args):
        sent.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    act()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)
