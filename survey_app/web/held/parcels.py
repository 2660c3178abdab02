"""Parcels of bytes that could not be sent otherwise: take them away, or bring rescue files in."""

from __future__ import annotations

from pathlib import Path

import structlog
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, photo_store, requires, rescuing
from survey_app.edge.limits import LARGEST_RESCUE
from survey_app.edge.papers import document
from survey_app.fieldwork import rescue
from survey_app.fieldwork.held import ParcelLine, find_parcel
from survey_app.fieldwork.models import RescueParcel
from survey_app.fieldwork.rules import HeldState
from survey_app.visits.names import names_of
from survey_app.web.held.forms import RescueForm
from survey_app.web.held.reasons import why
from survey_app.web.speech import say

parcels = Blueprint("parcels", __name__)
log = structlog.get_logger()

# Who writes a rescue file begins it with what it is.
_HEAD = 256


@parcels.post("/held/parcels")
@requires(Action.HELD_MANAGE)
@commits
def bring() -> ResponseReturnValue:
    """Keep a rescue file that somebody handed over, and show what is in it."""
    request.max_content_length = LARGEST_RESCUE
    form = RescueForm()
    form.check_token()
    if not form.validate():
        return render_template("held/bring.html", form=form), 422
    file = form.file.data
    made = rescuing.keep_file(file.stream, g.actor, media_type=file.mimetype or "", at=clock.now())
    return redirect(url_for(".show", parcel_id=made), 303)


@parcels.get("/held/parcels/<int:parcel_id>/contents")
@requires(Action.HELD_MANAGE)
def show(parcel_id: int) -> ResponseReturnValue:
    """What is in a rescue file, before anything is taken from it."""
    found = _parcel(parcel_id)
    try:
        contents = rescuing.contents_of(_file(found))
    except rescue.NotARescueFile as refusal:
        return _refused(found, refusal)
    return render_template("held/contents.html", contents=contents, **_about(found))


@parcels.post("/held/parcels/<int:parcel_id>/import")
@requires(Action.HELD_MANAGE)
@commits
def take_in(parcel_id: int) -> ResponseReturnValue:
    """Bring the file in, and say what became of everything in it; twice is the same as once."""
    found = _parcel(parcel_id)
    try:
        contents = rescuing.contents_of(_file(found))
    except rescue.NotARescueFile as refusal:
        return _refused(found, refusal)
    outcome = rescuing.bring_in(contents, at=clock.now())
    if outcome.is_whole:
        found.state = HeldState.TAKEN
    log.info("rescue file imported", parcel=found.id, of=contents.person.id, by=g.actor.id)
    return render_template(
        "held/outcome.html", contents=contents, outcome=outcome, why=why, **_about(found)
    )


@parcels.get("/held/parcels/<int:parcel_id>")
@requires(Action.HELD_MANAGE)
def fetch(parcel_id: int) -> Response:
    """The bytes of a parcel, to keep and look at; never opened in the browser."""
    found = _parcel(parcel_id)
    name = f"goi-cuu-ho-{found.id}.bin"
    response = document(_file(found).read_bytes(), name, "application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


@parcels.post("/held/parcels/<int:parcel_id>/dismissal")
@requires(Action.HELD_MANAGE)
@commits
def dismiss(parcel_id: int) -> ResponseReturnValue:
    """The parcel has been looked after; its bytes stay."""
    found = _parcel(parcel_id)
    found.state = HeldState.DISMISSED
    flash(say("Đã xử lý gói dữ liệu; bản gốc vẫn được giữ."), "success")
    return redirect(url_for("desk.held.index"), 303)


def can_be_imported(parcel: ParcelLine) -> bool:
    """Whether the parcel begins as a rescue file does; its contents tell the rest."""
    path = photo_store().aside(parcel.sha256)
    if path is None:
        return False
    with path.open("rb") as file:
        return rescue.begins_like_one(file.read(_HEAD))


def _parcel(parcel_id: int) -> RescueParcel:
    found = find_parcel(db.session, parcel_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _file(parcel: RescueParcel) -> Path:
    path = photo_store().aside(parcel.sha256)
    if path is None:
        raise Problem(Code.NOT_FOUND)
    return path


def _about(parcel: RescueParcel) -> dict[str, object]:
    """What each page about a parcel says of it."""
    return {
        "parcel": parcel,
        "brought_by": names_of(db.session, [parcel.author_id])[parcel.author_id],
    }


def _refused(parcel: RescueParcel, refusal: rescue.NotARescueFile) -> ResponseReturnValue:
    page = render_template("held/refused.html", fault=refusal.fault, **_about(parcel))
    return page, 422
