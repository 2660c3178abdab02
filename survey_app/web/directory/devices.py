"""The phones of everybody: when each was heard last, and what it said is on it only."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.vietnamese import clean, folded
from survey_app.edge import db, requires
from survey_app.fieldwork.devices import all_devices
from survey_app.web.paging import page_of

devices = Blueprint("devices", __name__)


@devices.get("/devices")
@requires(Action.PEOPLE_READ)
def index() -> ResponseReturnValue:
    """What has unsent things first, then the phone that was heard last."""
    typed = clean(request.args.get("q", ""))[:200]
    asked = folded(typed)
    found = [
        (device, person)
        for device, person in all_devices(db.session)
        if asked in folded(person.name) or asked in person.username
    ]
    return render_template("directory/devices.html", page=page_of(found), asked=typed)
