"""Publishing a version with notes: what differs, what it touches; retiring it, and back."""

from __future__ import annotations

from dataclasses import dataclass

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.differences import Line, differences, touched_items
from survey_app.checklists import service
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of, versions_of
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Problem
from survey_app.edge import commits, db, requires
from survey_app.progress.impact import Pinned, Touched, pinned_elsewhere, touched
from survey_app.web.checklists.access import is_seen, version_of
from survey_app.web.checklists.editing_page import placed_faults
from survey_app.web.checklists.forms import PublishForm
from survey_app.web.checklists.telling import told
from survey_app.web.checklists.words import CHANGES
from survey_app.web.frame import language
from survey_app.web.speech import say

publishing = Blueprint("publishing", __name__)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Impact:
    """What publishing means for the visits that are planned or made."""

    pinned: list[Pinned]
    touched: Touched

    @property
    def movable(self) -> int:
        """How many of them may be moved to the new version."""
        return sum(each.may_move for each in self.pinned)


@publishing.get("/checklists/<code>/<version>/publication")
@requires(Action.CHECKLIST_MANAGE)
def show(code: str, version: str) -> ResponseReturnValue:
    """What publishing would change, before it is done."""
    return _page(version_of(code, version), PublishForm())


@publishing.post("/checklists/<code>/<version>/publication")
@requires(Action.CHECKLIST_MANAGE)
@commits
def publish(code: str, version: str) -> ResponseReturnValue:
    """Publish a draft; from then on it never changes. No visit is moved to it by that."""
    found, form = version_of(code, version), PublishForm()
    if not form.validate():
        return _page(found, form, status=422)
    try:
        service.publish(db.session, code, version, at=clock.now(), notes=form.notes.data)
    except Problem as problem:
        db.session.rollback()
        return _page(version_of(code, version), form, problem=problem, status=problem.status)
    log.info("checklist published", version=found.id, by=g.actor.id)
    flash(say("Đã ban hành. Phiên bản này không thay đổi nữa."), "success")
    return _back(found)


@publishing.post("/checklists/<code>/<version>/retirement")
@requires(Action.CHECKLIST_MANAGE)
@commits
def retire(code: str, version: str) -> ResponseReturnValue:
    """Take a version out of use for new visits; the visits that have it keep it."""
    found = version_of(code, version)
    service.retire(found)
    flash(say("Đã ngừng áp dụng. Cuộc khảo sát đang dùng phiên bản này vẫn dùng tiếp."), "success")
    return _back(found)


@publishing.post("/checklists/<code>/<version>/reinstatement")
@requires(Action.CHECKLIST_MANAGE)
@commits
def reinstate(code: str, version: str) -> ResponseReturnValue:
    """Let new visits have a retired version again."""
    found = version_of(code, version)
    service.reinstate(found)
    flash(say("Đã áp dụng lại phiên bản này."), "success")
    return _back(found)


@publishing.post("/checklists/<code>/<version>/discarding")
@requires(Action.CHECKLIST_MANAGE)
@commits
def discard(code: str, version: str) -> ResponseReturnValue:
    """Throw a draft away."""
    service.discard(db.session, version_of(code, version))
    flash(say("Đã bỏ bản nháp."), "success")
    return redirect(url_for("desk.checklists.index"), 303)


@publishing.get("/checklists/<code>/<version>/differences")
@requires(Action.CHECKLIST_READ)
def compare(code: str, version: str) -> ResponseReturnValue:
    """What differs from another version, by default from the one before."""
    found = version_of(code, version)
    others = _others(found)
    asked = request.args.get("with", "")
    other = next((each for each in others if each.version == asked), _before(found, others))
    return render_template(
        "checklists/differences.html",
        version=found,
        others=others,
        other=other,
        lines=told(_lines(other, found)) if other else [],
        CHANGES=CHANGES,
    )


def _page(
    version: ChecklistVersion,
    form: PublishForm,
    *,
    problem: Problem | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    others = [each for each in _others(version) if each.state is not VersionState.DRAFT]
    before = _before(version, others)
    lines = _lines(before, version) if before else ()
    page = render_template(
        "checklists/publication.html",
        version=version,
        before=before,
        form=form,
        lines=told(lines),
        CHANGES=CHANGES,
        impact=_impact(version, lines),
        faults=placed_faults(definition_of(version)),
        problem=_sentence(problem),
    )
    return page, status


def _impact(version: ChecklistVersion, lines: tuple[Line, ...]) -> Impact:
    pinned = pinned_elsewhere(db.session, version)
    ids = [each.visit.id for each in pinned]
    return Impact(pinned, touched(db.session, ids, touched_items(lines)))


def _sentence(problem: Problem | None) -> str:
    if problem is None:
        return ""
    items = problem.details.get("items")
    named = ", ".join(str(each) for each in items) if isinstance(items, list) else ""
    said = problem.sentence(language())
    return f"{said} ({named})" if named else said


def _lines(old: ChecklistVersion, new: ChecklistVersion) -> tuple[Line, ...]:
    return differences(definition_of(old), definition_of(new))


def _others(version: ChecklistVersion) -> list[ChecklistVersion]:
    """The other versions of the same checklist that this person may see, the newest first."""
    known = versions_of(db.session, version.code)
    return [each for each in known if each.id != version.id and is_seen(each)]


def _before(version: ChecklistVersion, others: list[ChecklistVersion]) -> ChecklistVersion | None:
    """The newest of those that came before this one, else the newest of all."""
    earlier = (each for each in others if each.id < version.id)
    return next(earlier, others[0] if others else None)


def _back(version: ChecklistVersion) -> ResponseReturnValue:
    address = url_for("desk.checklists.show", code=version.code, version=version.version)
    return redirect(address, 303)
