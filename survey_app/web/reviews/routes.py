"""The lead's desk: the queue, one visit under review, and the moves."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import PROBLEMS, Code, Problem, sentence
from survey_app.edge import commits, db, requires
from survey_app.edge.deciding import decide
from survey_app.reviews.looks import mark_look
from survey_app.reviews.queries import decisions_of
from survey_app.reviews.rules import Command, Move
from survey_app.reviews.undoing import find_undo
from survey_app.web.frame import language
from survey_app.web.reviews.following import keep_queue
from survey_app.web.reviews.forms import (
    AgreeForm,
    ApproveForm,
    ConfirmForm,
    LookForm,
    OpenForm,
    ReopenForm,
    ReturnForm,
    TakeBackForm,
)
from survey_app.web.reviews.page import Entered
from survey_app.web.reviews.queue import asked_queue
from survey_app.web.reviews.showing import address_of, draw, sheet_for_me, tell, undo_reason
from survey_app.web.visits.access import visible_visit
from survey_app.web.words import MOVES_DONE

reviews = Blueprint("reviews", __name__)
reviews.url_defaults(keep_queue)

# With these somebody has come to the end of the visit; what is new begins after them.
ENDS_A_LOOK = frozenset({Move.OPEN, Move.RETURN, Move.APPROVE, Move.REOPEN})


@reviews.get("/reviews")
@requires(Action.REVIEW_READ)
def queue() -> ResponseReturnValue:
    """What waits for this person, what for the team, what is decided."""
    return render_template("reviews/queue.html", queue=asked_queue(db.session, g.actor))


@reviews.get("/reviews/<uuid:key>")
@requires(Action.REVIEW_READ)
def show(key: UUID) -> ResponseReturnValue:
    """The visit as it was filled, one item below the other."""
    visit = visible_visit(key)
    return draw(visit, sheet_for_me(visit), Entered())


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
    sheet = sheet_for_me(visit)
    form = AgreeForm()
    command, typed = form.read(sheet)
    entered = Entered(agreed=typed, agreed_item=str(form.item.data))
    if command is None:
        return draw(visit, sheet, entered), 422
    return _decided(key, command, entered, anchor=_anchor() or f"item-{command.item}")


@reviews.post("/reviews/<uuid:key>/returns")
@requires(Action.REVIEW_DECIDE)
@commits
def give_back(key: UUID) -> ResponseReturnValue:
    """Send items back to the team, each with its reason."""
    visit = visible_visit(key)
    sheet = sheet_for_me(visit)
    command, typed = ReturnForm().read(sheet)
    entered = Entered(returned=typed)
    if command is None:
        return draw(visit, sheet, entered), 422
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
        return draw(
            visit, sheet_for_me(visit), Entered(problem=fault, reason=form.reason.data)
        ), 422
    return _decided(key, form.command(), Entered(reason=form.reason.data))


@reviews.post("/reviews/<uuid:key>/confirmations")
@requires(Action.REVIEW_DECIDE)
@commits
def confirm(key: UUID) -> ResponseReturnValue:
    """Find the team's score right: of one item, or of all where nothing differs."""
    return _decided(key, ConfirmForm().command(), anchor=_anchor())


@reviews.post("/reviews/<uuid:key>/take-backs")
@requires(Action.REVIEW_DECIDE)
@commits
def take_back(key: UUID) -> ResponseReturnValue:
    """Take back a confirmation, or a return that the team has not answered."""
    return _decided(key, TakeBackForm().command(), anchor=_anchor())


@reviews.post("/reviews/<uuid:key>/undo")
@requires(Action.REVIEW_DECIDE)
@commits
def undo(key: UUID) -> ResponseReturnValue:
    """Undo the last decision on the visit, where it is one's own and nobody has built on it."""
    form = LookForm()
    visit = visible_visit(key)
    decisions = decisions_of(db.session, visit.id)
    command = find_undo(db.session, decisions, g.actor, undo_reason())
    if command is None or command.seen != form.seen_number:
        return tell(key, Problem(Code.REVIEW_STALE), Entered()), PROBLEMS[Code.REVIEW_STALE][0]
    return _decided(key, command)


def _decided(
    key: UUID, command: Command, entered: Entered | None = None, *, anchor: str = ""
) -> ResponseReturnValue:
    """Make the move and go back to the page; what cannot be done is told there, nothing is lost."""
    visit = visible_visit(key)
    try:
        decide(visit, command)
    except Problem as problem:
        if problem.code in (Code.FORBIDDEN, Code.NOT_FOUND):
            raise
        # Half a move must not be committed with the page that tells of it.
        db.session.rollback()
        return tell(key, problem, entered or Entered()), problem.status
    if command.move in ENDS_A_LOOK:
        mark_look(db.session, visit.id, g.actor.id, LookForm().look(clock.now()))
    flash(str(MOVES_DONE[command.move]), "success")
    return redirect(address_of(key, anchor), 303)


def _anchor() -> str:
    """The place on the page that the form asks to come back to."""
    asked = request.form.get("then", "")
    return asked if re.fullmatch(r"(item-)?[\w.-]{1,32}", asked, re.ASCII) else ""
