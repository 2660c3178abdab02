"""The unit's link, made, shown once, ended; its replies, opened and answered."""

from __future__ import annotations

from uuid import UUID

import structlog
from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires, settings
from survey_app.reviews.answering import answer_reply, check_unit_may_come, set_window
from survey_app.reviews.queries import may_decide
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Visit
from survey_app.visits.unit_links import end_link, make_link
from survey_app.web.frame import language
from survey_app.web.qr import qr
from survey_app.web.speech import say
from survey_app.web.unit_desk.forms import AnswerForm, DayForm, WindowForm
from survey_app.web.unit_desk.page import unit_page
from survey_app.web.visits.access import visible_visit

unit_desk = Blueprint("unit_desk", __name__)
log = structlog.get_logger()


@unit_desk.get("/visits/<uuid:key>/unit")
@requires(Action.UNIT_LINK_MANAGE)
def show(key: UUID) -> ResponseReturnValue:
    """The link that stands, what came by it, the findings with replies and answers."""
    return _page(_decidable(key))


@unit_desk.post("/visits/<uuid:key>/unit/links")
@requires(Action.UNIT_LINK_MANAGE)
@commits
def make(key: UUID) -> ResponseReturnValue:
    """Make a link; only its hash is kept, so that this answer is the one place that shows it."""
    visit = _decidable(key)
    check_takes(visit.round)
    form = DayForm(prefix="link")
    until = form.day(today=clock.today())
    if until is None:
        return _page(visit, link_form=form), 422
    try:
        check_unit_may_come(db.session, visit)
    except Problem as problem:
        return _refused(visit, problem)
    secret = make_link(db.session, visit, until=until, by=g.actor, at=clock.now())
    log.info("unit link made", visit=visit.id, by=g.actor.id)
    address = f"{settings().base_url}/unit/{secret}"
    return render_template(
        "unit_desk/link.html", visit=visit, address=address, picture=qr(address), until=until
    )


@unit_desk.post("/visits/<uuid:key>/unit/links/ending")
@requires(Action.UNIT_LINK_MANAGE)
@commits
def end(key: UUID) -> ResponseReturnValue:
    """End the link at once; what came by it stays."""
    visit = _decidable(key)
    end_link(db.session, visit, by=g.actor, at=clock.now())
    log.info("unit link ended", visit=visit.id, by=g.actor.id)
    flash(say("Đã thu hồi liên kết. Nội dung đơn vị đã gửi vẫn được giữ."), "success")
    return _back(key)


@unit_desk.post("/visits/<uuid:key>/unit/reply-windows")
@requires(Action.UNIT_LINK_MANAGE)
@commits
def open_replies(key: UUID) -> ResponseReturnValue:
    """Show the findings to the unit and let it reply, through a day."""
    visit = _decidable(key)
    check_takes(visit.round)
    form = WindowForm(prefix="window")
    until = form.day(today=clock.today())
    if until is None:
        return _page(visit, window_form=form), 422
    try:
        set_window(db.session, visit, until=until, by=g.actor, at=clock.now())
    except Problem as problem:
        return _refused(visit, problem)
    log.info("findings opened to unit", visit=visit.id, by=g.actor.id)
    flash(say("Đã mở ghi nhận cho đơn vị cho ý kiến."), "success")
    return _back(key)


@unit_desk.post("/visits/<uuid:key>/unit/reply-windows/closing")
@requires(Action.UNIT_LINK_MANAGE)
@commits
def close_replies(key: UUID) -> ResponseReturnValue:
    """Show the findings to the unit no longer; its replies stay."""
    visit = _decidable(key)
    try:
        set_window(db.session, visit, until=None, by=g.actor, at=clock.now())
    except Problem as problem:
        return _refused(visit, problem)
    log.info("findings closed to unit", visit=visit.id, by=g.actor.id)
    flash(say("Đã đóng phần ý kiến của đơn vị."), "success")
    return _back(key)


@unit_desk.post("/visits/<uuid:key>/unit/replies/<uuid:reply>/answers")
@requires(Action.UNIT_LINK_MANAGE)
@commits
def answer(key: UUID, reply: UUID) -> ResponseReturnValue:
    """Answer one reply of the unit."""
    visit = _decidable(key)
    check_takes(visit.round)
    form = AnswerForm()
    if not form.validate():
        return _page(visit, answer_form=form, answering=reply), 422
    try:
        answer_reply(db.session, visit, reply, text=form.text.data, by=g.actor, at=clock.now())
    except Problem as problem:
        return _refused(visit, problem, answer_form=form, answering=reply)
    flash(say("Đã trả lời đơn vị."), "success")
    return _back(key, anchor=f"reply-{reply}")


def _refused(visit: Visit, problem: Problem, **typed: object) -> ResponseReturnValue:
    """The page with what stands in the way; what was typed is still in it."""
    if problem.code is Code.FORBIDDEN:
        raise problem
    db.session.rollback()
    page = _page(visible_visit(visit.key), problem=problem.sentence(language()), **typed)
    return page, problem.status


def _back(key: UUID, *, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for(".show", key=key, _anchor=anchor), 303)


def _decidable(key: UUID) -> Visit:
    """The visit, for whoever decides on it: its own lead and the office."""
    visit = visible_visit(key)
    if not may_decide(db.session, visit, g.actor):
        raise Problem(Code.FORBIDDEN)
    return visit


def _page(visit: Visit, **given: object) -> str:
    page = unit_page(db.session, visit)
    shown = {
        "link_form": DayForm(prefix="link", formdata=None, until=page.proposed_day),
        "window_form": WindowForm(prefix="window", formdata=None, until=page.proposed_day),
        "answer_form": AnswerForm(formdata=None),
        "answering": None,
        "problem": "",
    }
    return render_template("unit_desk/show.html", page=page, visit=visit, **(shown | given))
