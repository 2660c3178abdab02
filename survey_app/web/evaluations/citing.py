"""A statement names a unit's own report: put on and taken off at the statement's page."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Problem
from survey_app.edge import commits, db, requires
from survey_app.evaluations import citing, queries
from survey_app.web.evaluations.forms import clerk_now
from survey_app.web.evaluations.showing import evaluation_of
from survey_app.web.evaluations.statements import Said, statement_page
from survey_app.web.fields import number_of
from survey_app.web.frame import language
from survey_app.web.speech import say

citations = Blueprint("citations", __name__)

BASE = "/evaluations/<int:evaluation_id>/statements/<int:statement_id>/citations"


@citations.post(BASE)
@requires(Action.EVALUATION_MERGE)
@commits
def cite(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Name a report, and where in it."""
    found = evaluation_of(evaluation_id)
    row = queries.of_evaluation(db.session, found.id, statement_id)
    report_id, place = number_of(request.form.get("report")), request.form.get("place", "")
    if report_id < 0:
        return statement_page(found, row, Said(say("Chọn báo cáo."))), 422
    try:
        citing.cite(db.session, row, report_id, place, clerk=clerk_now())
    except Problem as problem:
        db.session.rollback()
        row = queries.of_evaluation(db.session, found.id, statement_id)
        said = Said(problem.sentence(language()))
        return statement_page(found, row, said), problem.status
    flash(say("Đã trích dẫn báo cáo."), "success")
    return _back(evaluation_id, statement_id)


@citations.post(f"{BASE}/<int:citation_id>/removal")
@requires(Action.EVALUATION_MERGE)
@commits
def uncite(evaluation_id: int, statement_id: int, citation_id: int) -> ResponseReturnValue:
    """Take a citation off."""
    found = evaluation_of(evaluation_id)
    row = queries.of_evaluation(db.session, found.id, statement_id)
    citing.uncite(db.session, row, citation_id, clerk=clerk_now())
    flash(say("Đã bỏ trích dẫn."), "success")
    return _back(evaluation_id, statement_id)


def _back(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    here = url_for("desk.statements.show", evaluation_id=evaluation_id, statement_id=statement_id)
    return redirect(f"{here}#citations-title", 303)
