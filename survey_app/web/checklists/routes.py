"""Checklists for the office: versions, import with its faults, publishing, export."""

from __future__ import annotations

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms.canonical import canonical_json
from forms.xlsform import WorkbookFaults, write_workbook
from survey_app.checklists import service
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of, find_version, list_versions
from survey_app.checklists.rules import VersionState
from survey_app.core import clock
from survey_app.core.permissions import Action, allows
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.papers import blank_form, document
from survey_app.web.checklists.faults import FaultLine, from_problem, from_workbook
from survey_app.web.checklists.forms import WorkbookForm
from survey_app.web.frame import language
from survey_app.web.paging import page_of
from survey_app.web.speech import say

checklists = Blueprint("checklists", __name__)

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@checklists.get("/checklists")
@requires(Action.CHECKLIST_READ)
def index() -> ResponseReturnValue:
    """Every version; drafts only for those who manage them."""
    seen = [version for version in list_versions(db.session) if _is_seen(version)]
    return render_template("checklists/index.html", page=page_of(seen))


@checklists.get("/checklists/import")
@requires(Action.CHECKLIST_MANAGE)
def bring() -> ResponseReturnValue:
    """The form for a workbook."""
    return render_template("checklists/import.html", form=WorkbookForm(), faults=[], problem="")


@checklists.post("/checklists/import")
@requires(Action.CHECKLIST_MANAGE)
@commits
def take_in() -> ResponseReturnValue:
    """Read a workbook and keep it as a draft; with a single fault nothing is kept."""
    form = WorkbookForm()
    if not form.validate():
        return _refused(form, [])
    try:
        version = service.import_version(db.session, form.checklist(), at=clock.now())
    except WorkbookFaults as found:
        return _refused(form, from_workbook(found.faults))
    except Problem as problem:
        db.session.rollback()
        return _refused(form, from_problem(problem), problem)
    flash(say("Đã nhập bản nháp. Xem lại rồi ban hành."), "success")
    return redirect(url_for(".show", code=version.code, version=version.version), 303)


@checklists.get("/checklists/<code>/<version>")
@requires(Action.CHECKLIST_READ)
def show(code: str, version: str) -> ResponseReturnValue:
    """One version: its sections and items with points, evidence and rubric."""
    found = _version(code, version)
    return render_template(
        "checklists/show.html", version=found, checklist=definition_of(found), problem=""
    )


@checklists.post("/checklists/<code>/<version>/publication")
@requires(Action.CHECKLIST_MANAGE)
@commits
def publish(code: str, version: str) -> ResponseReturnValue:
    """Publish a draft; from then on it never changes."""
    found = _version(code, version)
    try:
        service.publish(db.session, code, version, at=clock.now())
    except Problem as problem:
        db.session.rollback()
        told = problem.sentence(language())
        items = ", ".join(str(item) for item in _listed(problem.details.get("items")))
        page = render_template(
            "checklists/show.html",
            version=found,
            checklist=definition_of(found),
            problem=f"{told} ({items})" if items else told,
        )
        return page, problem.status
    flash(say("Đã ban hành. Phiên bản này không thay đổi nữa."), "success")
    return redirect(url_for(".show", code=code, version=version), 303)


@checklists.get("/checklists/<code>/<version>/workbook.xlsx")
@requires(Action.CHECKLIST_READ)
def workbook(code: str, version: str) -> Response:
    """The version as a workbook, to edit in Excel and bring back under a new version."""
    found = _version(code, version)
    return document(write_workbook(definition_of(found)), f"{code}-{version}.xlsx", EXCEL)


@checklists.get("/checklists/<code>/<version>/blank.<suffix>")
@requires(Action.CHECKLIST_READ)
def paper_form(code: str, version: str, suffix: str) -> Response:
    """The version to be filled in by hand: ``pdf`` to print, ``docx``."""
    return blank_form(definition_of(_version(code, version)), suffix)


@checklists.get("/checklists/<code>/<version>/definition.json")
@requires(Action.CHECKLIST_READ)
def definition(code: str, version: str) -> Response:
    """The version as canonical JSON."""
    found = _version(code, version)
    return document(
        canonical_json(definition_of(found)), f"{code}-{version}.json", "application/json"
    )


def _version(code: str, version: str) -> ChecklistVersion:
    found = find_version(db.session, code, version)
    if found is None or not _is_seen(found):
        raise Problem(Code.NOT_FOUND)
    return found


def _is_seen(version: ChecklistVersion) -> bool:
    manages = allows(g.actor.role, Action.CHECKLIST_MANAGE)
    return manages or version.state is not VersionState.DRAFT


def _refused(
    form: WorkbookForm, faults: list[FaultLine], problem: Problem | None = None
) -> ResponseReturnValue:
    told = problem.sentence(language()) if problem else ""
    page = render_template("checklists/import.html", form=form, faults=faults, problem=told)
    return page, problem.status if problem else 422


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []
