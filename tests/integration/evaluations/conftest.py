"""A session with approvals on it, and a merge of the cast's round."""

import pytest

from survey_app.edge.database import db, writing
from survey_app.evaluations import service
from survey_app.evaluations.telling import Clerk
from tests.integration.evaluations.drafts import LATER, PLAN, VISITS, Draft
from tests.support.approved import Approvals
from tests.support.cast import NOW


@pytest.fixture
def session(app, cast):
    with app.app_context(), writing():
        yield db.session
        db.session.rollback()


@pytest.fixture
def approvals(session, cast):
    return Approvals(session, cast)


@pytest.fixture
def merge(session, cast):
    def merged(at=NOW):
        return service.merge(session, cast.round.id, at=at, made_by_id=cast.chau.id)

    return merged


@pytest.fixture
def clerk(cast):
    return Clerk(cast.chau.id, LATER, "cho gọn")


@pytest.fixture
def draft(approvals, merge):
    """Two units that say one thing, a third that says another."""
    visits = approvals.visits(3)
    entries = [
        approvals.find(visits[0], PLAN),
        approvals.find(visits[1], PLAN),
        approvals.find(visits[2], VISITS),
    ]
    for visit in visits:
        approvals.approve(visit)
    return Draft(merge(), visits, entries)
