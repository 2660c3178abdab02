"""The board of the plan: pick a unit or a visit, say where it goes; nobody is overtaken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import list_versions
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits import planning as plans
from survey_app.visits import service
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Round, Team, Unit, Visit
from survey_app.visits.queries import find_round, teams_of_round
from survey_app.visits.rules import Plan, RoundState
from survey_app.visits.units import find_unit, visit_of_unit
from survey_app.web.fields import day_of, uuid_of
from survey_app.web.planning.board import board_of
from survey_app.web.planning.forms import NewVisitForm, PlacingForm
from survey_app.web.speech import say
from survey_app.web.visits.access import visible_visit

placing = Blueprint("placing", __name__)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Picked:
    """What is to be placed: a visit, or a unit that has none, and the form that places it."""

    form: PlacingForm
    visit: Visit | None = None
    unit: Unit | None = None

    @property
    def query(self) -> str:
        """How an address names it."""
        if self.visit is not None:
            return f"pick={self.visit.key}"
        return f"unit={self.unit.code}" if self.unit is not None else ""


@placing.get("/round/<int:round_id>/board")
@requires(Action.PLAN_MANAGE)
def show(round_id: int) -> ResponseReturnValue:
    """The board; with something picked, the form that places it, filled with the cell chosen."""
    round_ = _round(round_id)
    return _page(round_, _picked(round_))


@placing.post("/round/<int:round_id>/board/<code>")
@requires(Action.PLAN_MANAGE)
@commits
def add(round_id: int, code: str) -> ResponseReturnValue:
    """Plan the visit of a unit that has none; of two people who do so, one is told."""
    round_, unit = _round(round_id), find_unit(db.session, code)
    if unit is None or unit.merged_into_id is not None:
        raise Problem(Code.NOT_FOUND)
    check_takes(round_)
    versions, teams = _versions(), teams_of_round(db.session, round_.id)
    form = _new_form(versions, teams)
    picked = Picked(form, unit=unit)
    if not form.validate() or not _stands(unit, form):
        return _page(round_, picked, 422)
    if visit_of_unit(db.session, round_.id, unit.id) is not None:
        return _taken(round_)
    team = next(each for each in teams if str(each.id) == form.team.data)
    pinned = next(each for each in versions if str(each.id) == form.checklist.data)
    try:
        with db.session.begin_nested():
            visit = service.plan_visit(
                db.session, unit=unit, team=team, pinned=pinned, plan=form.wanted()
            )
            people = [each.person for each in team.people if each.person.is_active]
            service.assign(visit, people, at=clock.now())
            db.session.flush()
    except IntegrityError:
        return _taken(round_)
    log.info("visit placed", visit=visit.id, by=g.actor.id)
    flash(say("Đã xếp lịch %(unit)s.", unit=unit.name), "success")
    return _back(round_, visit.planned_on)


@placing.post("/visits/<uuid:key>/placing")
@requires(Action.PLAN_MANAGE)
@commits
def move(key: UUID) -> ResponseReturnValue:
    """Move a visit to another day or team, put it off, call it off, with the reason."""
    visit = visible_visit(key)
    round_ = visit.round
    check_takes(round_)
    if state_of(db.session, visit.id) is ReviewState.APPROVED:
        raise Problem(Code.PLAN_CLOSED)
    teams = teams_of_round(db.session, round_.id)
    form = PlacingForm()
    form.offer_teams(teams)
    if form.before.data != plans.mark_of(visit):
        flash(say("Có người vừa đổi kế hoạch này. Đề nghị xem lại rồi lưu."), "error")
        return _page(round_, Picked(form, visit=visit), 409)
    if not form.validate() or not _stands(visit.unit, form) or not _is_explained(visit, form):
        return _page(round_, Picked(form, visit=visit), 422)
    _move(visit, form, next(each for each in teams if str(each.id) == form.team.data))
    log.info("visit placed", visit=visit.id, by=g.actor.id)
    flash(say("Đã xếp lịch %(unit)s.", unit=visit.unit.name), "success")
    return _back(round_, visit.planned_on)


def _move(visit: Visit, form: PlacingForm, team: Team) -> None:
    wanted, at = form.wanted(), clock.now()
    if team.id != visit.team_id:
        said = plans.move_to_team(visit, team, at=at)
        wanted = replace(wanted, reason=f"{said} {wanted.reason}".strip())
    plans.change_plan(db.session, visit, wanted, by=g.actor, at=at)


def _is_explained(visit: Visit, form: PlacingForm) -> bool:
    moves_team = form.team.data != str(visit.team_id)
    if moves_team and visit.first_scorer_id is not None:
        form.team.errors = [say("Cuộc này chấm độc lập: bỏ chấm độc lập trước khi đổi đoàn.")]
        return False
    if form.reason.data or not (moves_team or plans.owes_reason(visit, form.wanted())):
        return True
    form.reason.errors = [say("Đổi lịch, đổi đoàn, hoãn hay huỷ đều phải nêu lý do.")]
    return False


def _stands(unit: Unit, form: PlacingForm) -> bool:
    """Whether the unit is there on that day; a team that asks finds out on the road otherwise."""
    on = form.planned_on.data
    begun = on is None or unit.valid_from is None or unit.valid_from <= on
    if begun and (on is None or unit.valid_until is None or on <= unit.valid_until):
        return True
    form.planned_on.errors = [say("Đơn vị không còn hoặc chưa có vào ngày này.")]
    return False


def _picked(round_: Round) -> Picked | None:
    """What the address names, with the team and the day of the cell that was chosen."""
    if key := uuid_of(request.args.get("pick")):
        visit = visible_visit(key)
        if visit.round_id != round_.id:
            raise Problem(Code.NOT_FOUND)
        form = PlacingForm(formdata=None, **_as_planned(visit))
        form.offer_teams(teams_of_round(db.session, round_.id))
        return Picked(_aimed(form), visit=visit)
    if code := request.args.get("unit", ""):
        unit = find_unit(db.session, code)
        if unit is None or visit_of_unit(db.session, round_.id, unit.id) is not None:
            raise Problem(Code.NOT_FOUND)
        versions = _versions()
        fitting = [str(each.id) for each in versions if each.unit_kind == unit.kind.value]
        form = _new_form(versions, teams_of_round(db.session, round_.id), fitting[:1])
        return Picked(_aimed(form), unit=unit)
    return None


def _as_planned(visit: Visit) -> dict[str, object]:
    return {
        "planned_on": visit.planned_on,
        "place": visit.place,
        "mode": visit.mode.value,
        "travel": visit.travel,
        "team": str(visit.team_id),
        # Whoever drags a visit that was put off onto a day wants it to take place.
        "plan": Plan.PLANNED.value if "day" in request.args else visit.plan.value,
    }


def _aimed(form: PlacingForm) -> PlacingForm:
    team, day = request.args.get("team", ""), day_of(request.args.get("day"))
    if any(team == value for value, _ in form.team.choices or ()):
        form.team.data = team
    if day is not None:
        form.planned_on.data = day
    return form


def _new_form(
    versions: list[ChecklistVersion], teams: list[Team], fitting: list[str] | None = None
) -> NewVisitForm:
    form = NewVisitForm() if fitting is None else NewVisitForm(formdata=None)
    form.offer_teams(teams)
    form.offer_checklists(versions)
    if fitting:
        form.checklist.data = fitting[0]
    if fitting is not None:
        form.plan.data = Plan.PLANNED.value
    return form


def _versions() -> list[ChecklistVersion]:
    found = list_versions(db.session)
    return [each for each in found if each.state is VersionState.PUBLISHED]


def _page(round_: Round, picked: Picked | None, status: int = 200) -> ResponseReturnValue:
    if picked is not None and picked.visit is not None:
        picked.form.before.data = plans.mark_of(picked.visit)
    aimed = picked.form.planned_on.data if picked else None
    page = render_template(
        "planning/board.html",
        round=round_,
        board=board_of(
            db.session,
            round_,
            week=day_of(request.args.get("week")) or aimed,
            picked=picked.query if picked else "",
        ),
        picked=picked,
        is_open=round_.state is not RoundState.CLOSED,
    )
    return page, status


def _taken(round_: Round) -> ResponseReturnValue:
    flash(say("Có người vừa xếp lịch đơn vị này. Đề nghị xem lại bảng."), "error")
    return _page(round_, None, 409)


def _back(round_: Round, on: date | None) -> ResponseReturnValue:
    week = on.isoformat() if on else None
    return redirect(url_for(".show", round_id=round_.id, week=week), 303)


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
