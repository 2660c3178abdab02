"""Where the office writes to a unit: one address, typed on the unit's page."""

from __future__ import annotations

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.addresses import LONGEST_ADDRESS, is_address
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.edge import commits, db, requires
from survey_app.visits.models import Unit
from survey_app.visits.units import find_standing
from survey_app.web.speech import say

contact = Blueprint("contact", __name__)
log = structlog.get_logger()


@contact.get("/units/<code>/contact")
@requires(Action.PLAN_MANAGE)
def show(code: str) -> ResponseReturnValue:
    """The address as it is, to be changed."""
    found = _unit(code)
    return _page(found, found.email)


@contact.post("/units/<code>/contact")
@requires(Action.PLAN_MANAGE)
@commits
def change(code: str) -> ResponseReturnValue:
    """Keep the address, or none; nobody's change is overwritten unseen."""
    found = _unit(code)
    typed = clean(request.form.get("email", ""))
    if request.form.get("before", "") != found.email:
        fault = say("Có người vừa đổi địa chỉ này. Đề nghị xem lại rồi lưu.")
        return _page(found, typed, fault), 409
    if typed and not is_address(typed):
        fault = say("Địa chỉ thư điện tử không đúng: một địa chỉ, chữ không dấu, như ten@donvi.vn.")
        return _page(found, typed[: LONGEST_ADDRESS * 2], fault), 422
    found.email = typed
    log.info("unit contact changed", unit=found.id, by=g.actor.id)
    flash(say("Đã lưu địa chỉ thư điện tử."), "success")
    return redirect(url_for("desk.directory.unit", code=found.code), 303)


def _page(found: Unit, typed: str, fault: str = "") -> str:
    return render_template("directory/contact.html", unit=found, typed=typed, fault=fault)


def _unit(code: str) -> Unit:
    found = find_standing(db.session, code)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
