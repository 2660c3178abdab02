"""Giấy mời of each visit and lịch khảo sát of the round, as PDF and Word."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.papers import letter
from survey_app.reports.letters import invitation_of, schedule_of
from survey_app.reports.sealing import FORMATS
from survey_app.visits.models import Round
from survey_app.visits.queries import find_round, visits_of_round
from survey_app.visits.rules import Plan
from survey_app.web.paging import page_of
from survey_app.web.visits.access import visible_visit

letters = Blueprint("letters", __name__)


@letters.get("/round/<int:round_id>/letters")
@requires(Action.PLAN_MANAGE)
def show(round_id: int) -> ResponseReturnValue:
    """Every visit with its letter, and the schedule of all."""
    round_ = _round(round_id)
    visits = visits_of_round(db.session, round_.id, g.actor)
    return render_template(
        "planning/letters.html",
        round=round_,
        page=page_of([each for each in visits if each.plan is not Plan.CANCELLED]),
        suffixes=list(FORMATS),
    )


@letters.get("/round/<int:round_id>/schedule.<suffix>")
@requires(Action.PLAN_MANAGE)
def schedule(round_id: int, suffix: str) -> Response:
    """The schedule of the round."""
    round_ = _round(round_id)
    written = schedule_of(round_, visits_of_round(db.session, round_.id, g.actor))
    return letter(written, f"lich-khao-sat-dot-{round_.id}", suffix)


@letters.get("/visits/<uuid:key>/invitation.<suffix>")
@requires(Action.PLAN_MANAGE)
def invitation(key: UUID, suffix: str) -> Response:
    """The letter to the unit; of a visit that was called off there is none."""
    visit = visible_visit(key)
    if visit.plan is Plan.CANCELLED:
        raise Problem(Code.NOT_FOUND)
    return letter(invitation_of(visit), f"giay-moi-{visit.unit.code}", suffix)


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
