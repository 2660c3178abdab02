"""The visit that a page is about, when it is this person's to see."""

from __future__ import annotations

from uuid import UUID

from flask import g

from survey_app.core.problems import Code, Problem
from survey_app.edge import db
from survey_app.visits.models import Visit
from survey_app.visits.queries import find_visit


def visible_visit(key: UUID) -> Visit:
    """The visit; one of another team is as little there as one that never was."""
    visit = find_visit(db.session, key, g.actor)
    if visit is None:
        raise Problem(Code.NOT_FOUND)
    return visit
