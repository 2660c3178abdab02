"""The lead's desk: the queue, one visit under review, and the five moves."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app import pipeline
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem, sentence
from survey_app.edge import commits, db, paper, requires
from survey_app.evaluations.uses import evaluations_using
from survey_app.reports.queries import reports_of
from survey_app.reviews.queries import decidable, may_decide
from survey_app.reviews.rules import GIVES, Command
from survey_app.visits.models import Visit
from survey_app.visits.queries import visits_of
from survey_app.web.frame import language
from survey_app.web.paging import page_of
from survey_app.web.reviews.forms import AgreeForm, ApproveForm, OpenForm, ReopenForm, ReturnForm
from survey_app.web.reviews.page import Entered, Forms, ReviewPage, Show
from survey_app.web.reviews.queue import Tray, trays_of
from survey_app.web.reviews.values import options_of, takes_score
from survey_app.web.sheet.build import sheet_of
from survey_app.web.sheet.model import Sheet
from survey_app.web.visits.access import visible_visit
from survey_app.web.words import MOVES_DONE

reviews = Blueprint("reviews", __name__)


@reviews.get("/reviews")
@requires(Action.REVIEW_READ)
def queue() -> ResponseReturnValue:
    """What waits for this person, what for the team, what is decided."""
    trays = trays_of(db.session, decidable(db.session, visits_of(db.session, g.actor), g.actor))
    asked = request.args.get("tray", "")
    tray = Tray(asked) if asked in list(Tray) else Tray.MINE
    return render_template("reviews/queue.html", trays=trays, tray=tray, page=page_of(trays[tray]))


@reviews.get("/reviews/<uuid:key>")
@requires(Action.REVIEW_READ)
def show(key: UUID) -> ResponseReturnValue:
    """The visit as it was filled, one item below the other."""
    visit = visible_visit(key)
    return _page(visit, sheet_of(db.session, visit), Entered())


@reviews.post("/reviews/<uuid:key>/opening")
@requires(Action.REVIEW_DECIDE)
@commits
def open_review(key: UUID) -> ResponseReturnValue:
    """Begin the review: from now on the team changes returned items only."""
    return _decided(key, OpenForm().command())


@reviews.post("/reviews/<uuid:key>/scores")
@requires(Action.REVIEW_DECIDE)
@commits
def agree(key: UUID) -> ResponseReturnValue:
    """Give an item the agreed score, or the office's final one."""
    visit = visible_visit(key)
    sheet = sheet_of(db.session, visit)
    form = AgreeForm()
    command, typed = form.read(sheet)
    entered = Entered(agreed=typed, agreed_item=str(form.item.data))
    if command is None:
        return _page(visit, sheet, entered), 422
    return _decided(key, command, entered, anchor=f"item-{command.item}")


@reviews.post("/reviews/<uuid:key>/returns")
@requires(Action.REVIEW_DECIDE)
@commits
def give_back(key: UUID) -> ResponseReturnValue:
    """Send items back to the team, each with its reason."""
    visit = visible_visit(key)
    sheet = sheet_of(db.session, visit)
    command, typed = ReturnForm().read(sheet)
    entered = Entered(returned=typed)
    if command is None:
        return _page(visit, sheet, entered), 422
    return _decided(key, command, entered)


@reviews.post("/reviews/<uuid:key>/approval")
@requires(Action.REVIEW_DECIDE)
@commits
def approve(key: UUID) -> ResponseReturnValue:
    """Approve the visit; its report is sealed at this moment."""
    return _decided(key, ApproveForm().command())


@reviews.post("/reviews/<uuid:key>/reopening")
@requires(Action.REVIEW_DECIDE)
@commits
def reopen(key: UUID) -> ResponseReturnValue:
    """Take the approval back, for a reason."""
    form = ReopenForm()
    if not form.validate():
        visit = visible_visit(key)
        fault = str(next(iter(form.reason.errors), sentence(Code.FORM_EXPIRED, language())))
        return _page(visit, sheet_of(db.session, visit), Entered(problem=fault)), 422
    return _decided(key, form.command())


def _decided(
    key: UUID, command: Command, entered: Entered | None = None, *, anchor: str = ""
) -> ResponseReturnValue:
    """Make the move and go back to the page; what cannot be done is told there, nothing is lost."""
    visit = visible_visit(key)
    try:
        pipeline.decide(db.session, visit, command, actor=g.actor, at=clock.now(), paper=paper())
    except Problem as problem:
        if problem.code in (Code.FORBIDDEN, Code.NOT_FOUND):
            raise
        # Half a move must not be committed with the page that tells of it.
        db.session.rollback()
        return _told(key, problem, entered or Entered()), problem.status
    flash(str(MOVES_DONE[command.move]), "success")
    return redirect(url_for(".show", key=key, _anchor=anchor or None), 303)


def _told(key: UUID, problem: Problem, entered: Entered) -> str:
    visit = visible_visit(key)
    told = Entered(
        entered.agreed, entered.agreed_item, entered.returned, problem.sentence(language())
    )
    return _page(visit, sheet_of(db.session, visit), told)


def _page(visit: Visit, sheet: Sheet, entered: Entered) -> str:
    asked = request.args.get("show", "")
    page = ReviewPage(
        sheet=sheet,
        forms=_forms(sheet),
        entered=entered,
        show=Show(asked) if asked in list(Show) else Show.ALL,
        may_decide=may_decide(db.session, visit, g.actor),
        reports=reports_of(db.session, visit.id),
        evaluations=evaluations_using(db.session, visit.id),
    )
    return render_template(
        "reviews/show.html",
        page=page,
        sheet=sheet,
        layers=sorted(GIVES[g.actor.role]),
        takes_score=takes_score,
        options_of=options_of,
    )


def _forms(sheet: Sheet) -> Forms:
    """The forms as drawn now: they say what this page shows, whatever an older page had seen."""
    forms = Forms(AgreeForm(), ReturnForm(), ApproveForm(), ReopenForm(), OpenForm())
    for form in (forms.agree, forms.give_back, forms.approve, forms.reopen, forms.open):
        form.seen.data = str(sheet.last_decision)
    forms.approve.entries_seen.data = str(sheet.entries_seen)
    return forms
