"""The history of an evaluation: who did what and why; each act can be taken back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.evaluations import history
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.rules import NOT_UNDONE
from survey_app.evaluations.undoing import undo as take_back
from survey_app.web.evaluations.forms import ReasonForm
from survey_app.web.evaluations.showing import evaluation_of
from survey_app.web.evaluations.words import CHANGES
from survey_app.web.frame import language
from survey_app.web.paging import page_of
from survey_app.web.speech import say

changes = Blueprint("changes", __name__)


@changes.get("/evaluations/<int:evaluation_id>/changes")
@requires(Action.EVALUATION_READ)
def index(evaluation_id: int) -> ResponseReturnValue:
    """Everything that was done to it, the newest first."""
    return _page(evaluation_of(evaluation_id), "")


@changes.post("/evaluations/<int:evaluation_id>/changes/<int:change_id>/undoing")
@requires(Action.EVALUATION_MERGE)
@commits
def undo(evaluation_id: int, change_id: int) -> ResponseReturnValue:
    """Take one of them back."""
    found = evaluation_of(evaluation_id)
    try:
        take_back(db.session, found.round_id, change_id, clerk=ReasonForm().clerk())
    except Problem as problem:
        if problem.code is Code.NOT_FOUND:
            raise
        db.session.rollback()
        return _page(found, problem.sentence(language())), problem.status
    flash(say("Đã hoàn tác."), "success")
    back = request.form.get("statement", "")
    if back.isdecimal() and len(back) < 10:
        there = url_for("desk.statements.show", evaluation_id=evaluation_id, statement_id=int(back))
        return redirect(there, 303)
    return redirect(url_for(".index", evaluation_id=evaluation_id), 303)


def _page(found: Evaluation, problem: str) -> str:
    return render_template(
        "evaluations/changes.html",
        evaluation=found,
        page=page_of(history.changes_of_round(db.session, found.round_id)),
        undone=history.undone(db.session, found.round_id),
        away=history.statements_away(db.session, found.id),
        not_undone=NOT_UNDONE,
        changes=CHANGES,
        problem=problem,
    )
