"""A session with approvals on it, and a merge of the cast's round."""

import pytest

from survey_app.edge.database import db, writing
from survey_app.evaluations import service
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
