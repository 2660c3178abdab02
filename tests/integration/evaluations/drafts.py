"""What tests of the office's work share: a draft of three visits, and reading it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from survey_app.evaluations import queries, service
from survey_app.evaluations.models import EvaluationChange
from survey_app.fieldwork.models import Supersession
from tests.support.cast import NOW

PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian"
VISITS = "Thường xuyên thăm hỏi đoàn viên ốm đau ở các cơ sở"
LATER = NOW + timedelta(hours=1)


class Draft:
    def __init__(self, evaluation, visits, entries):
        self.evaluation, self.visits, self.entries = evaluation, visits, entries


def printed(session, evaluation):
    """What the draft prints: words and count, in order."""
    content = service.content_of(session, evaluation)
    return [(line.text, len(line.units)) for _, line in content.statements()]


def line_of(session, evaluation, text):
    content = service.content_of(session, evaluation)
    return next(line for _, line in content.statements() if line.text == text)


def found(session, draft, text):
    rows = queries.statements_of(session, draft.evaluation.id)
    return next(row for row in rows if text in (row.text, row.edited))


def newest(session):
    return session.scalars(select(EvaluationChange).order_by(EvaluationChange.id.desc())).first()


def supersede(session, approvals, old, visit, text):
    """The team words a finding anew."""
    approvals.withdraw(old)
    new = approvals.find(visit, text)
    session.add(Supersession(entry_id=new.id, replaced=old.uuid, visit_id=visit.id))
    session.flush()
    return new
