"""Checklists for everybody who works with them: the list, one version, its files."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from forms.canonical import canonical_json
from forms.condition_words import in_words, level_condition_in_words
from forms.definition import Checklist
from forms.publishing import faults_of
from forms.scoring import can_be_scored
from forms.xform import NotCompiled, xform_of
from forms.xlsform import write_workbook
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of, list_versions, versions_of
from survey_app.checklists.rules import VersionState
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.papers import blank_form, document
from survey_app.web.checklists.access import is_seen, version_of
from survey_app.web.checklists.bringing import bringing
from survey_app.web.checklists.editing import editing
from survey_app.web.checklists.editing_page import placed_faults
from survey_app.web.checklists.moving import moving
from survey_app.web.checklists.previewing import previewing
from survey_app.web.checklists.publishing import publishing
from survey_app.web.checklists.starting import starting
from survey_app.web.checklists.sums import sum_of
from survey_app.web.checklists.trial import trial
from survey_app.web.paging import page_of

checklists = Blueprint("checklists", __name__)
for part in (bringing, starting, editing, previewing, publishing, moving, trial):
    checklists.register_blueprint(part)

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@checklists.get("/checklists")
@requires(Action.CHECKLIST_READ)
def index() -> ResponseReturnValue:
    """Every version; drafts only for those who manage them."""
    seen = [version for version in list_versions(db.session) if is_seen(version)]
    return render_template("checklists/index.html", page=page_of(seen))


@checklists.get("/checklists/<code>/<version>")
@requires(Action.CHECKLIST_READ)
def show(code: str, version: str) -> ResponseReturnValue:
    """One version: its sections and items with points, evidence, conditions and rubric."""
    found = version_of(code, version)
    checklist = definition_of(found)
    is_draft = found.state is VersionState.DRAFT
    return render_template(
        "checklists/show.html",
        version=found,
        checklist=checklist,
        faults=placed_faults(checklist) if is_draft else [],
        others=[each for each in versions_of(db.session, code) if is_seen(each)],
        asked_when=lambda expression: in_words(expression, checklist),
        caps=[(each, level_condition_in_words(each, checklist)) for each in checklist.conditions],
        sum_of=sum_of,
        scored=_scored(checklist),
    )


@checklists.get("/checklists/<code>/<version>/workbook.xlsx")
@requires(Action.CHECKLIST_READ)
def workbook(code: str, version: str) -> Response:
    """The version as a workbook, to edit in Excel and bring back under a new version."""
    sound = _sound(version_of(code, version))
    return document(write_workbook(sound), f"{code}-{version}.xlsx", EXCEL)


@checklists.get("/checklists/<code>/<version>/form.xml")
@requires(Action.CHECKLIST_READ)
def xform(code: str, version: str) -> Response:
    """The version as an XForm, as ODK and Kobo take it; points and evidence ride along."""
    sound = _sound(version_of(code, version))
    try:
        return document(xform_of(sound), f"{code}-{version}.xml", "application/xml")
    except NotCompiled as refused:
        raise Problem(Code.CHECKLIST_FAULTS, {"why": str(refused)}) from refused


@checklists.get("/checklists/<code>/<version>/blank.<suffix>")
@requires(Action.CHECKLIST_READ)
def paper_form(code: str, version: str, suffix: str) -> Response:
    """The version to be filled in by hand: ``pdf`` to print, ``docx``."""
    return blank_form(definition_of(version_of(code, version)), suffix)


@checklists.get("/checklists/<code>/<version>/definition.json")
@requires(Action.CHECKLIST_READ)
def definition(code: str, version: str) -> Response:
    """The version as canonical JSON."""
    found = version_of(code, version)
    return document(
        canonical_json(definition_of(found)), f"{code}-{version}.json", "application/json"
    )


def _scored(checklist: Checklist) -> int:
    """How many items of the sections are scored."""
    return sum(section is not None and can_be_scored(item) for section, item in checklist.items())


def _sound(version: ChecklistVersion) -> Checklist:
    """The definition, where it has no faults: of a faulty draft no workbook can be written."""
    checklist = definition_of(version)
    if version.state is VersionState.DRAFT and faults_of(checklist):
        raise Problem(Code.CHECKLIST_FAULTS)
    return checklist
