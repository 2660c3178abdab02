"""Alike statements at the desk: suggested by their words, decided by a person."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Problem
from survey_app.edge import commits, db, requires
from survey_app.evaluations import editing, queries
from survey_app.evaluations.apart import tell_apart
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.outline import numbered
from survey_app.evaluations.pairing import open_pairs
from survey_app.web.evaluations.forms import clerk_now
from survey_app.web.evaluations.showing import evaluation_of
from survey_app.web.fields import number_of
from survey_app.web.frame import language
from survey_app.web.paging import page_of
from survey_app.web.speech import say

alikes = Blueprint("alikes", __name__)

_ON_A_PAGE = 20


@alikes.get("/evaluations/<int:evaluation_id>/alike")
@requires(Action.EVALUATION_READ)
def index(evaluation_id: int) -> ResponseReturnValue:
    """The pairs that nobody has decided on."""
    return _page(evaluation_of(evaluation_id), "")


@alikes.post("/evaluations/<int:evaluation_id>/alike")
@requires(Action.EVALUATION_MERGE)
@commits
def decide(evaluation_id: int) -> ResponseReturnValue:
    """Join two, in the words of the one or of the other, or say that they differ."""
    found = evaluation_of(evaluation_id)
    sent = {name: number_of(request.form.get(name)) for name in ("first", "second")}
    keeps = request.form.get("keeps", "")
    try:
        _decide(found, keeps, sent)
    except Problem as problem:
        db.session.rollback()
        return _page(found, problem.sentence(language())), problem.status
    done = say("Đã gộp hai ý; có thể hoàn tác trong lịch sử.")
    flash(done if keeps else say("Đã ghi nhớ: hai ý khác nhau."), "success")
    page = number_of(request.form.get("page"))
    return redirect(url_for(".index", evaluation_id=evaluation_id, page=max(page, 1)), 303)


def _decide(found: Evaluation, keeps: str, sent: dict[str, int]) -> None:
    first, second = sent["first"], sent["second"]
    if keeps not in ("first", "second"):
        tell_apart(db.session, found, (first, second), clerk=clerk_now())
        return
    into, other = (first, second) if keeps == "first" else (second, first)
    version = number_of(request.form.get(f"version_{keeps}"))
    queries.of_evaluation(db.session, found.id, into)
    editing.join(db.session, into, [other], clerk=clerk_now(), version=version)


def _page(found: Evaluation, problem: str) -> str:
    outline = queries.outline_of_round(db.session, found.round_id)
    return render_template(
        "evaluations/alike.html",
        evaluation=found,
        page=page_of(open_pairs(db.session, found), size=_ON_A_PAGE),
        headings={row.code: f"{number} {row.title}" for number, row in numbered(outline)},
        problem=problem,
    )
