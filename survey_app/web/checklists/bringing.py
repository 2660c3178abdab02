"""A checklist comes from a file: every fault at once beside its cell, or a draft to look at."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.canonical import NotAChecklist
from forms.xlsform import WorkbookFaults
from survey_app.checklists import service
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Problem
from survey_app.edge import commits, db, requires
from survey_app.web.checklists.faults import FaultLine, from_problem, from_workbook
from survey_app.web.checklists.fitting import LARGEST, Offer, fitting, is_too_large, offer_of
from survey_app.web.checklists.forms import WorkbookForm, checklist_in
from survey_app.web.checklists.words import CUTS
from survey_app.web.frame import language
from survey_app.web.speech import say

bringing = Blueprint("bringing", __name__)
bringing.register_blueprint(fitting)


@bringing.get("/checklists/import")
@requires(Action.CHECKLIST_MANAGE)
def show() -> ResponseReturnValue:
    """The form for a workbook."""
    return _page(WorkbookForm())


@bringing.post("/checklists/import")
@requires(Action.CHECKLIST_MANAGE)
@commits
def take_in() -> ResponseReturnValue:
    """Read a file and keep it as a draft; with a single fault nothing is kept."""
    form = WorkbookForm()
    if not form.validate():
        return _refused(form, [])
    data = form.read()
    try:
        version = service.import_version(db.session, checklist_in(data), at=clock.now())
    except WorkbookFaults as found:
        too_large = is_too_large(data)
        lines = from_workbook(found.faults, data)
        return _refused(form, lines, offer=offer_of(data), too_large=too_large)
    except NotAChecklist as fault:
        return _refused(form, [FaultLine("JSON", "", "", str(fault))])
    except Problem as problem:
        db.session.rollback()
        return _refused(form, from_problem(problem), problem)
    flash(say("Đã nhập bản nháp. Xem lại, chấm thử rồi ban hành."), "success")
    address = url_for("desk.checklists.show", code=version.code, version=version.version)
    return redirect(address, 303)


def _refused(
    form: WorkbookForm,
    faults: list[FaultLine],
    problem: Problem | None = None,
    *,
    offer: Offer | None = None,
    too_large: bool = False,
) -> ResponseReturnValue:
    told = problem.sentence(language()) if problem else ""
    page = _page(form, faults=faults, problem=told, offer=offer, too_large=too_large)
    return page, problem.status if problem else 422


def _page(
    form: WorkbookForm,
    *,
    faults: Sequence[FaultLine] = (),
    problem: str = "",
    offer: Offer | None = None,
    too_large: bool = False,
) -> str:
    return render_template(
        "checklists/import.html",
        form=form,
        faults=faults,
        problem=problem,
        offer=offer,
        largest=LARGEST / 1_000_000 if too_large else None,
        CUTS=CUTS,
    )
