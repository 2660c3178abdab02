"""One visit's plan: its day, place and mode, put off or called off, and who records on it."""

from __future__ import annotations

from uuid import UUID

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import name_key
from survey_app.edge import commits, db, requires
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits import planning as plans
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Person, Visit
from survey_app.visits.rules import Plan, RoundState
from survey_app.web.planning.forms import PlanForm
from survey_app.web.speech import say
from survey_app.web.visits.access import visible_visit

planning = Blueprint("planning", __name__)
log = structlog.get_logger()


@planning.get("/visits/<uuid:key>/plan")
@requires(Action.PLAN_MANAGE)
def show(key: UUID) -> ResponseReturnValue:
    """The plan of a visit, what was planned before, and who is on it."""
    return _page(visible_visit(key))


@planning.post("/visits/<uuid:key>/plan")
@requires(Action.PLAN_MANAGE)
@commits
def change(key: UUID) -> ResponseReturnValue:
    """Move, put off, call off or bring back a visit; the team sees the reason."""
    visit = _open_visit(key)
    form = _form()
    if form.before.data != plans.mark_of(visit):
        return _overtaken(visit, form)
    if not form.validate() or not _is_explained(visit, form):
        return _page(visit, form, 422)
    plans.change_plan(db.session, visit, form.wanted(), by=g.actor, at=clock.now())
    log.info("visit planned", visit=visit.id, plan=visit.plan.value, by=g.actor.id)
    flash(say("Đã lưu kế hoạch của cuộc khảo sát."), "success")
    return _back(visit)


@planning.post("/visits/<uuid:key>/members")
@requires(Action.PLAN_MANAGE)
@commits
def assign(key: UUID) -> ResponseReturnValue:
    """Say who records on the visit; what somebody taken off still sends is kept and held."""
    visit = _open_visit(key)
    if request.form.get("before") != plans.mark_of(visit):
        return _overtaken(visit)
    chosen = set(request.form.getlist("people"))
    people = [each for each in _candidates(visit) if str(each.id) in chosen]
    if not people:
        flash(say("Chọn ít nhất một người cho cuộc khảo sát."), "error")
        return _page(visit, status=422)
    plans.set_members(visit, people, at=clock.now())
    log.info("visit assigned", visit=visit.id, people=len(people), by=g.actor.id)
    flash(say("Đã lưu thành viên của cuộc khảo sát."), "success")
    return _back(visit)


def _open_visit(key: UUID) -> Visit:
    """The visit; what is approved is no longer planned: it would have to be reopened first."""
    visit = visible_visit(key)
    check_takes(visit.round)
    if state_of(db.session, visit.id) is ReviewState.APPROVED:
        raise Problem(Code.PLAN_CLOSED)
    return visit


def _form() -> PlanForm:
    form = PlanForm()
    form.offer()
    return form


def _filled(visit: Visit) -> PlanForm:
    form = PlanForm(
        formdata=None,
        planned_on=visit.planned_on,
        place=visit.place,
        mode=visit.mode.value,
        travel=visit.travel,
        plan=visit.plan.value,
        reason=visit.plan_reason if visit.plan is not Plan.PLANNED else "",
    )
    form.offer()
    return form


def _is_explained(visit: Visit, form: PlanForm) -> bool:
    if form.reason.data or not plans.owes_reason(visit, form.wanted()):
        return True
    form.reason.errors = [say("Đổi lịch, hoãn hay huỷ đều phải nêu lý do.")]
    return False


def _overtaken(visit: Visit, form: PlanForm | None = None) -> ResponseReturnValue:
    """Somebody was faster: the page shows what is planned now, and keeps what was typed."""
    flash(say("Có người vừa đổi kế hoạch này. Đề nghị xem lại rồi lưu."), "error")
    return _page(visit, form, 409)


def _candidates(visit: Visit) -> list[Person]:
    """Whoever may record, with those who do so now although their account was closed since."""
    people = {person.id: person for person in plans.may_record(db.session)}
    people |= {each.person_id: each.person for each in plans.current_members(visit)}
    return sorted(people.values(), key=lambda person: (name_key(person.name), person.id))


def _page(visit: Visit, form: PlanForm | None = None, status: int = 200) -> ResponseReturnValue:
    shown = form or _filled(visit)
    shown.before.data = plans.mark_of(visit)
    page = render_template(
        "planning/show.html",
        visit=visit,
        form=shown,
        round_closed=visit.round.state is RoundState.CLOSED,
        is_open=state_of(db.session, visit.id) is not ReviewState.APPROVED,
        changes=plans.changes_of(db.session, visit),
        busy=plans.busy_on(db.session, visit, visit.planned_on),
        people=_candidates(visit),
        on_it={each.person_id for each in plans.current_members(visit)},
        team={each.person_id: each.part for each in visit.team.people},
    )
    return page, status


def _back(visit: Visit) -> ResponseReturnValue:
    return redirect(url_for(".show", key=visit.key), 303)
