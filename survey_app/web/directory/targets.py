"""A unit's targets, typed in one table: what its checklist asks for, all right or nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.definition import Item, Kind
from survey_app.checklists.queries import definition_of
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.visits import queries
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Round, Target, Unit, Visit
from survey_app.visits.targets import TypedTarget, fault_of, keep_targets, mark_of, typed_as
from survey_app.visits.units import find_unit, visit_of_unit
from survey_app.web.checklists.words import DIRECTIONS
from survey_app.web.speech import say

targets = Blueprint("targets", __name__)
log = structlog.get_logger()
FIELDS = ("term", "milestone", "source", "measure", "direction", "cut_off_on")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the form: the indicator, what stands in its fields, and what is wrong with it."""

    item: Item
    typed: TypedTarget
    is_demo: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose targets they are: the unit, the newest round, the visit whose checklist asks."""

    unit: Unit
    round: Round
    visit: Visit
    present: dict[str, Target]

    @property
    def indicators(self) -> list[Item]:
        """The indicators of the checklist, in its order."""
        items = definition_of(self.visit.checklist_version).items()
        return [item for _, item in items if item.kind is Kind.INDICATOR]


@targets.get("/units/<code>/targets")
@requires(Action.PLAN_MANAGE)
def show(code: str) -> ResponseReturnValue:
    """The targets of a unit in the newest round, to be typed."""
    subject = _subject(code)
    return _page(subject, [_line(each, subject) for each in subject.indicators])


@targets.post("/units/<code>/targets")
@requires(Action.PLAN_MANAGE)
@commits
def keep(code: str) -> ResponseReturnValue:
    """Keep every row, or none while one is wrong or somebody else was faster."""
    subject = _subject(code)
    check_takes(subject.round)
    lines = [_typed_line(each, subject) for each in subject.indicators]
    if request.form.get("before") != mark_of(subject.present):
        flash(say("Có người vừa đổi chỉ tiêu này. Đề nghị xem lại rồi lưu."), "error")
        return _page(subject, lines, 409)
    if any(line.fault for line in lines):
        return _page(subject, lines, 422)
    of = (subject.round.id, subject.unit)
    changed = keep_targets(db.session, of, subject.present, [line.typed for line in lines])
    log.info("targets kept", unit=subject.unit.id, changed=changed, by=g.actor.id)
    flash(say("Đã lưu chỉ tiêu: %(count)s dòng thay đổi.", count=changed), "success")
    return redirect(url_for("desk.directory.unit", code=subject.unit.code), 303)


def _subject(code: str) -> Subject:
    unit, rounds = find_unit(db.session, code), queries.rounds(db.session)
    visit = visit_of_unit(db.session, rounds[0].id, unit.id) if unit and rounds else None
    if unit is None or visit is None:
        raise Problem(Code.NOT_FOUND)
    present = queries.targets_of_units(db.session, rounds[0].id, [unit.id])[unit.id]
    return Subject(unit, rounds[0], visit, present)


def _line(item: Item, subject: Subject) -> Line:
    target = subject.present.get(item.code)
    if target is None:
        return Line(item, TypedTarget(item.code, "", "", ""), is_demo=False)
    day = target.cut_off_on.isoformat() if target.cut_off_on else ""
    return Line(item, replace(typed_as(target), cut_off_on=day), target.is_demo)


def _typed_line(item: Item, subject: Subject) -> Line:
    said = [request.form.get(f"{item.code}.{field}", "") for field in FIELDS]
    typed = TypedTarget(item.code, *said)
    target = subject.present.get(item.code)
    is_demo = target is not None and target.is_demo
    return Line(item, typed, is_demo, fault_of(typed, measure=item.measure))


def _page(subject: Subject, lines: list[Line], status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "directory/targets.html",
        subject=subject,
        lines=lines,
        before=mark_of(subject.present),
        wrong=[line for line in lines if line.fault],
        DIRECTIONS={each.value: label for each, label in DIRECTIONS.items()},
    )
    return page, status
