"""Moving planned visits to a newer version: chosen one by one, never by publishing alone."""

from __future__ import annotations

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.progress.impact import pinned_elsewhere
from survey_app.visits.pinning import repin
from survey_app.web.checklists.access import version_of
from survey_app.web.speech import say

moving = Blueprint("moving", __name__)
log = structlog.get_logger()


@moving.get("/checklists/<code>/<version>/visits")
@requires(Action.PLAN_MANAGE)
def show(code: str, version: str) -> ResponseReturnValue:
    """The visits on other versions of this checklist; which of them may be moved to this one."""
    return _page(version_of(code, version))


@moving.post("/checklists/<code>/<version>/visits")
@requires(Action.PLAN_MANAGE)
@commits
def move(code: str, version: str) -> ResponseReturnValue:
    """Move the chosen visits; those on which something was recorded meanwhile stay and are told."""
    found = version_of(code, version)
    if found.state is not VersionState.PUBLISHED:
        raise Problem(Code.NOT_FOUND)
    chosen = set(request.form.getlist("visits"))
    wanted = [each for each in pinned_elsewhere(db.session, found) if str(each.visit.key) in chosen]
    if not wanted:
        flash(say("Chọn ít nhất một cuộc khảo sát."), "error")
        return _page(found, status=422)
    moved = [each.visit for each in wanted if each.may_move]
    for visit in moved:
        repin(db.session, visit, found, by=g.actor, at=clock.now())
    log.info("visits moved to version", version=found.id, count=len(moved), by=g.actor.id)
    flash(say("Đã chuyển %(count)s cuộc khảo sát sang phiên bản này.", count=len(moved)), "success")
    if len(moved) < len(wanted):
        flash(say("Cuộc đã có nội dung ghi thì giữ phiên bản cũ."), "warning")
    return redirect(url_for(".show", code=code, version=version), 303)


def _page(version: ChecklistVersion, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "checklists/visits.html", version=version, pinned=pinned_elsewhere(db.session, version)
    )
    return page, status
