"""What the desk says beside its decisions: comments, choices between entries, looks."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect
from flask.typing import ResponseReturnValue

from survey_app import pipeline
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.reviews import remarks
from survey_app.reviews.looks import mark_look
from survey_app.web.reviews.following import keep_queue
from survey_app.web.reviews.forms import ChoiceForm, CommentForm, LookForm
from survey_app.web.reviews.page import Entered
from survey_app.web.reviews.showing import address_of, tell
from survey_app.web.speech import say
from survey_app.web.visits.access import visible_visit

talk = Blueprint("talk", __name__)
talk.url_defaults(keep_queue)


@talk.post("/reviews/<uuid:key>/comments")
@requires(Action.REVIEW_DECIDE)
@commits
def comment(key: UUID) -> ResponseReturnValue:
    """Say something about an item, to the members on the visit."""
    visit, remark = visible_visit(key), CommentForm().remark()
    try:
        remarks.comment(db.session, visit, remark, actor=g.actor, at=clock.now())
    except Problem as problem:
        return _told(key, problem, Entered(comments={remark.item: remark.text}))
    flash(say("Đã gửi trao đổi; đoàn đọc được trên điện thoại."), "success")
    return redirect(address_of(key, f"item-{remark.item}"), 303)


@talk.post("/reviews/<uuid:key>/comments/<uuid:slot>/withdrawal")
@requires(Action.REVIEW_DECIDE)
@commits
def take_comment_back(key: UUID, slot: UUID) -> ResponseReturnValue:
    """Take an own comment back."""
    visit = visible_visit(key)
    try:
        item = remarks.take_comment_back(db.session, visit, slot, actor=g.actor, at=clock.now())
    except Problem as problem:
        return _told(key, problem, Entered())
    flash(say("Đã rút lại ý kiến trao đổi."), "success")
    return redirect(address_of(key, f"item-{item}"), 303)


@talk.post("/reviews/<uuid:key>/settlements")
@requires(Action.REVIEW_DECIDE)
@commits
def settle(key: UUID) -> ResponseReturnValue:
    """Let one of the entries that clash stand for all of them."""
    visit, form = visible_visit(key), ChoiceForm()
    try:
        chosen = form.chosen_id()
        pipeline.settle(db.session, visit, chosen, actor=g.actor, at=clock.now())
    except Problem as problem:
        return _told(key, problem, Entered())
    flash(say("Đã chọn nội dung; nội dung kia vẫn còn trong nhật ký."), "success")
    return redirect(address_of(key, form.anchor()), 303)


@talk.post("/reviews/<uuid:key>/looks")
@requires(Action.REVIEW_DECIDE)
@commits
def look(key: UUID) -> ResponseReturnValue:
    """Note that everything that the page showed has been looked at."""
    visit = visible_visit(key)
    mark_look(db.session, visit.id, g.actor.id, LookForm().look(clock.now()))
    flash(say("Đã đánh dấu là đã xem hết."), "success")
    return redirect(address_of(key), 303)


def _told(key: UUID, problem: Problem, entered: Entered) -> ResponseReturnValue:
    if problem.code in (Code.FORBIDDEN, Code.NOT_FOUND):
        raise problem
    db.session.rollback()
    return tell(key, problem, entered), problem.status
