"""The office's page of what is late; milestones added, changed, checked off."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import structlog
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.exc import IntegrityError
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import after_commit, commits, db, requires, settings
from survey_app.edge.jobs import queue
from survey_app.edge.papers import letter
from survey_app.progress.late import waiting_among
from survey_app.reports.letters import reminder_of
from survey_app.reports.sealing import FORMATS
from survey_app.visits import milestones as plan
from survey_app.visits.mails import fault_of, order_mails
from survey_app.visits.models import Round, Unit
from survey_app.visits.queries import find_round, visits_of_round
from survey_app.visits.receiving.queries import UnitStanding, standings_of_round
from survey_app.visits.receiving.rules import Receipt
from survey_app.visits.reminders import note_reminded, reminders_of
from survey_app.visits.round_models import Milestone
from survey_app.web.fields import DayField, day_of, tidy
from survey_app.web.following.words import MAIL_FAULTS, MAILS, WAITS
from survey_app.web.speech import say

following = Blueprint("following", __name__)
log = structlog.get_logger()


class MilestoneForm(FlaskForm):
    """A milestone as it is typed."""

    name = StringField(
        _("Việc"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập tên việc.")),
            Length(max=200, message=_("Tên quá dài: nhiều nhất 200 ký tự.")),
        ],
    )
    due_on = DayField(_("Hạn"), validators=[InputRequired(_("Nhập ngày."))])


@following.get("/round/<int:round_id>/following")
@requires(Action.PLAN_MANAGE)
def show(round_id: int) -> ResponseReturnValue:
    """What is late, by kind, the oldest first; and the milestones."""
    return _page(_round(round_id))


@following.post("/round/<int:round_id>/milestones")
@requires(Action.PLAN_MANAGE)
@commits
def add(round_id: int) -> ResponseReturnValue:
    """Add a milestone, or those that are proposed and not there yet."""
    round_ = _round(round_id)
    if request.form.get("act") == "propose":
        present = {each.name for each in plan.milestones_of(db.session, round_.id)}
        new = [each for each in plan.proposed(round_) if each[0] not in present]
        if any(not _add(round_, *each) for each in new):
            raise Problem(Code.MILESTONE_STALE)
        flash(
            say("Đã thêm %(count)s mốc đề xuất; sửa lại cho đúng kế hoạch.", count=len(new)),
            "success",
        )
        return _back(round_)
    form = MilestoneForm()
    due_on = form.due_on.data
    if not form.validate() or due_on is None:
        return _page(round_, form, 422)
    if not _add(round_, form.name.data, due_on):
        form.name.errors = [say("Đã có mốc tên này.")]
        return _page(round_, form, 422)
    flash(say("Đã thêm mốc kế hoạch."), "success")
    return _back(round_)


@following.post("/round/<int:round_id>/milestones/<int:milestone_id>")
@requires(Action.PLAN_MANAGE)
@commits
def change(round_id: int, milestone_id: int) -> ResponseReturnValue:
    """Move a milestone to another day, check it off or on, or take it out of the plan."""
    round_ = _round(round_id)
    found = plan.find_milestone(db.session, round_.id, milestone_id)
    if found is None or request.form.get("before") != plan.mark_of(found):
        raise Problem(Code.MILESTONE_STALE)
    act = request.form.get("act")
    if act == "done":
        plan.check_off(found, by=g.actor, at=clock.now())
    elif act == "open":
        plan.check_on(found)
    elif act == "remove":
        db.session.delete(found)
    else:
        due_on = day_of(request.form.get("due_on"))
        if due_on is None:
            flash(say("Nhập ngày."), "error")
            return _page(round_, status=422)
        found.due_on = due_on
    log.info("milestone changed", round=round_.id, act=act or "day", by=g.actor.id)
    flash(say("Đã lưu mốc kế hoạch."), "success")
    return _back(round_)


@following.post("/round/<int:round_id>/reminders")
@requires(Action.PLAN_MANAGE)
@commits
def remind(round_id: int) -> ResponseReturnValue:
    """Remind units by e-mail, or note who was reminded; each once a day, never by accident."""
    round_, chosen = _round(round_id), set(request.form.getlist("units"))
    owing = [each.unit for each in _overdue(round_) if each.unit.code in chosen]
    if not owing:
        flash(say("Chọn ít nhất một đơn vị còn thiếu báo cáo."), "error")
        return _page(round_, status=422)
    try:
        with db.session.begin_nested():
            fault = (
                _mail(round_, owing) if request.form.get("act") == "mail" else _note(round_, owing)
            )
    except IntegrityError as refused:
        raise Problem(Code.MILESTONE_STALE) from refused
    if fault:
        flash(fault, "error")
        return _page(round_, status=422)
    return _back(round_)


def _note(round_: Round, owing: list[Unit]) -> str:
    """Note the units that were reminded by letter or telephone."""
    ids = [unit.id for unit in owing]
    new = note_reminded(db.session, round_.id, ids, by=g.actor, at=clock.now())
    log.info("units reminded", round=round_.id, units=new, by=g.actor.id)
    flash(say("Đã ghi đôn đốc %(count)s đơn vị.", count=new), "success")
    _tell_left(len(owing) - new)
    return ""


def _mail(round_: Round, owing: list[Unit]) -> str:
    """Have the units reminded by e-mail; what is wrong with the order, in words."""
    if settings().mail is None:
        return say("Máy chủ chưa được thiết lập để gửi thư điện tử.")
    until = day_of(request.form.get("until"))
    if request.form.get("until") and (until is None or until < clock.today()):
        return say("Hạn mới phải là một ngày từ hôm nay trở đi; chưa gửi thư nào.")
    reached = [unit for unit in owing if unit.email]
    if not reached:
        return say("Các đơn vị đã chọn chưa có thư điện tử; chưa gửi thư nào.")
    ordered = order_mails(db.session, round_.id, reached, by=g.actor, at=clock.now(), until=until)
    after_commit(lambda: queue().mail(ordered))
    log.info("reminders ordered", round=round_.id, units=len(ordered), by=g.actor.id)
    flash(say("Đang gửi thư cho %(count)s đơn vị.", count=len(ordered)), "success")
    if len(reached) < len(owing):
        missing = ", ".join(unit.name for unit in owing if not unit.email)
        flash(
            say("Chưa có thư điện tử, đề nghị gửi công văn: %(units)s.", units=missing), "warning"
        )
    _tell_left(len(reached) - len(ordered))
    return ""


def _tell_left(count: int) -> None:
    if count:
        flash(say("%(count)s đơn vị đã đôn đốc hôm nay, không ghi lại.", count=count), "warning")


@following.get("/round/<int:round_id>/reminders/<code>.<suffix>")
@requires(Action.PLAN_MANAGE)
def reminder(round_id: int, code: str, suffix: str) -> Response:
    """The letter to a unit that owes its report."""
    round_ = _round(round_id)
    owing = next((each.unit for each in _overdue(round_) if each.unit.code == code), None)
    if owing is None:
        raise Problem(Code.NOT_FOUND)
    return letter(reminder_of(round_, owing), f"don-doc-{owing.code}", suffix)


def _overdue(round_: Round) -> list[UnitStanding]:
    standings = standings_of_round(db.session, round_, clock.today())
    return [each for each in standings if each.receipt is Receipt.OVERDUE]


def _add(round_: Round, name: str, due_on: date) -> Milestone | None:
    try:
        with db.session.begin_nested():
            return plan.add_milestone(db.session, round_, name, due_on)
    except IntegrityError:
        return None


def _page(
    round_: Round, form: MilestoneForm | None = None, status: int = 200
) -> ResponseReturnValue:
    today = clock.today()
    visits = visits_of_round(db.session, round_.id, g.actor)
    waiting = waiting_among(db.session, visits, today)
    reminders = reminders_of(db.session, round_.id)
    at = clock.now()
    faults = {
        unit_id: (rows[0], fault)
        for unit_id, rows in reminders.items()
        if (fault := fault_of(rows[0], at))
    }
    page = render_template(
        "following/show.html",
        round=round_,
        today=today,
        groups=[(kind, list(rows)) for kind, rows in groupby(waiting, key=lambda each: each.wait)],
        overdue=_overdue(round_),
        reminders={
            unit_id: [row for row in rows if fault_of(row, at) is None]
            for unit_id, rows in reminders.items()
        },
        faults=faults,
        may_mail=settings().mail is not None,
        MAILS=MAILS,
        MAIL_FAULTS=MAIL_FAULTS,
        suffixes=list(FORMATS),
        milestones=[
            (each, plan.mark_of(each)) for each in plan.milestones_of(db.session, round_.id)
        ],
        form=form or MilestoneForm(formdata=None),
        WAITS=WAITS,
    )
    return page, status


def _back(round_: Round) -> ResponseReturnValue:
    return redirect(url_for(".show", round_id=round_.id), 303)


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
