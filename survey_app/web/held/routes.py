"""What was held for the office: look at it as it came, take it in, or dismiss it."""

from __future__ import annotations

import json

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app import pipeline
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.fieldwork.held import find_held, held_lines, parcel_lines
from survey_app.fieldwork.models import HeldEntry
from survey_app.fieldwork.rules import HeldState
from survey_app.fieldwork.service import settle_held
from survey_app.visits.names import names_of
from survey_app.web.frame import language
from survey_app.web.held.forms import RescueForm
from survey_app.web.held.parcels import can_be_imported, parcels
from survey_app.web.held.reasons import why
from survey_app.web.paging import page_of
from survey_app.web.speech import say

held = Blueprint("held", __name__)
held.register_blueprint(parcels)


@held.get("/held")
@requires(Action.HELD_MANAGE)
def index() -> ResponseReturnValue:
    """Held entries and rescue parcels in one state, the newest first."""
    asked = request.args.get("state", "")
    state = HeldState(asked) if asked in list(HeldState) else HeldState.OPEN
    return render_template(
        "held/index.html",
        state=state,
        page=page_of(held_lines(db.session, state)),
        parcels=parcel_lines(db.session, state),
        can_be_imported=can_be_imported,
        form=RescueForm(),
        why=why,
    )


@held.get("/held/<int:held_id>")
@requires(Action.HELD_MANAGE)
def show(held_id: int) -> ResponseReturnValue:
    """One held entry, as it came."""
    return _page(_held(held_id), "")


@held.post("/held/<int:held_id>/taking")
@requires(Action.HELD_MANAGE)
@commits
def take(held_id: int) -> ResponseReturnValue:
    """Store the entry on the office's word."""
    try:
        pipeline.take_held(db.session, _held(held_id), actor=g.actor, at=clock.now())
    except Problem as problem:
        db.session.rollback()
        return _page(_held(held_id), problem.sentence(language())), problem.status
    flash(say("Đã nhận vào cuộc khảo sát."), "success")
    return redirect(url_for(".index"), 303)


@held.post("/held/<int:held_id>/dismissal")
@requires(Action.HELD_MANAGE)
@commits
def dismiss(held_id: int) -> ResponseReturnValue:
    """Put the entry away; it stays to be read."""
    found = _held(held_id)
    if found.state is HeldState.OPEN:
        settle_held(found, state=HeldState.DISMISSED, by_id=g.actor.id, at=clock.now())
    flash(say("Đã bỏ qua; bản gốc vẫn được giữ."), "success")
    return redirect(url_for(".index"), 303)


def _held(held_id: int) -> HeldEntry:
    found = find_held(db.session, held_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _page(found: HeldEntry, problem: str) -> str:
    names = names_of(db.session, {found.author_id, found.settled_by_id or found.author_id})
    return render_template(
        "held/show.html",
        held=found,
        names=names,
        raw=_pretty(found.raw),
        why=why(found.code),
        problem=problem,
    )


def _pretty(raw: str) -> str:
    """The entry as it came, indented where it is JSON."""
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return raw
