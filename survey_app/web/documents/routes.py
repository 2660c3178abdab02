"""A visit's documents to take, and the page that tells whether a sheet of paper still stands."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, public, requires
from survey_app.edge.papers import photo_archive, sealed_document, visit_document
from survey_app.reports.queries import find_sealed, last_revision
from survey_app.reports.rules import NAMES
from survey_app.reports.sealing import CODE_LENGTH, FORMATS, Wanted, find_wanted
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Visit
from survey_app.web.documents.page import documents_of
from survey_app.web.visits.access import visible_visit

documents = Blueprint("documents", __name__)

_CODE = re.compile(rf"[0-9a-f]{{{CODE_LENGTH}}}")


@documents.get("/visits/<uuid:key>/documents")
@requires(Action.REPORT_READ)
def show(key: UUID) -> ResponseReturnValue:
    """Every document of the visit: what stands now, and each sealed revision."""
    return render_template(
        "documents/show.html",
        page=documents_of(db.session, visible_visit(key)),
        names=list(NAMES.values()),
        suffixes=list(FORMATS),
    )


@documents.get("/visits/<uuid:key>/documents/<name>.<suffix>")
@requires(Action.REPORT_READ)
def newest(key: UUID, name: str, suffix: str) -> Response:
    """A document: a draft until the visit is approved, then the newest sealed revision."""
    return visit_document(visible_visit(key), _wanted(name, suffix))


@documents.get("/visits/<uuid:key>/documents/<int:revision>/<name>.<suffix>")
@requires(Action.REPORT_READ)
def sealed(key: UUID, revision: int, name: str, suffix: str) -> Response:
    """A document of a sealed revision, also of one that a later approval has replaced."""
    return sealed_document(visible_visit(key), _wanted(name, suffix), revision)


@documents.get("/visits/<uuid:key>/photos.zip")
@requires(Action.REPORT_READ)
def photos(key: UUID) -> Response:
    """The photos of the visit as they are kept, named by visit, item and number."""
    return photo_archive(visible_visit(key))


@documents.get("/documents/<code>/<int:revision>/<name>")
@public
def stands(code: str, revision: int, name: str) -> ResponseReturnValue:
    """Whether a sheet of paper still stands: its document, unit and revision, nothing more."""
    report = find_sealed(db.session, code, revision) if _CODE.fullmatch(code) else None
    if report is None or name not in NAMES.values():
        raise Problem(Code.NOT_FOUND)
    visit = db.session.get_one(Visit, report.visit_id)
    newer = last_revision(db.session, visit.id)
    return render_template(
        "documents/stands.html",
        name=name,
        unit=visit.unit.name,
        report=report,
        is_superseded=newer > revision,
        is_open=state_of(db.session, visit.id) is not ReviewState.APPROVED,
    )


def _wanted(name: str, suffix: str) -> Wanted:
    wanted = find_wanted(name, suffix)
    if wanted is None:
        raise Problem(Code.NOT_FOUND)
    return wanted
