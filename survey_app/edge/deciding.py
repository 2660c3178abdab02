"""A move on a visit from either end, and what follows once it is safe."""

from __future__ import annotations

from functools import partial

from flask import g

from survey_app import pipeline
from survey_app.core import clock
from survey_app.edge.database import db
from survey_app.edge.jobs import queue
from survey_app.edge.transaction import after_commit
from survey_app.reviews.models import Decision
from survey_app.reviews.rules import Approve, Command
from survey_app.visits.models import Visit


def decide(visit: Visit, command: Command) -> Decision:
    """Make the move as whoever is here; the documents of an approval are drawn aside."""
    decision = pipeline.decide(db.session, visit, command, actor=g.actor, at=clock.now())
    if isinstance(command, Approve):
        after_commit(partial(queue().draw_documents, visit.id))
    return decision
