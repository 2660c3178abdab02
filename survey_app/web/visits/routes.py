"""Visits for their readers: the list, one visit as it was filled, its photos, its report."""

from __future__ import annotations

import re
from typing import cast
from uuid import UUID

from flask import Blueprint, Response, g, render_template, request, send_file
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action, allows
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.edge import db, photo_store, requires
from survey_app.edge.papers import sealed_document, visit_document
from survey_app.fieldwork.photos import Size
from survey_app.fieldwork.queries import photo_is_of
from survey_app.progress.queries import progress_among
from survey_app.reports.queries import reports_of
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted
from survey_app.reviews.queries import may_decide
from survey_app.reviews.rules import VisitState
from survey_app.visits.queries import find_visible_ids, find_visit_id, ids_visible_to
from survey_app.web.sheet.build import sheet_of
from survey_app.web.visits.access import visible_visit
from survey_app.web.visits.lines import lines_of, page_of_lines

visits = Blueprint("visits", __name__)

HASH = re.compile(r"[0-9a-f]{64}")
_FINDINGS = Wanted(Document.VISIT, "pdf")
SIZES = ("thumb", "screen", "full")


@visits.get("/visits")
@requires(Action.VISIT_READ)
def index() -> ResponseReturnValue:
    """The visits of this person, by day; found with or without diacritics, filtered by state."""
    asked = clean(request.args.get("q", ""))[:200]
    state = request.args.get("state", "")
    progress = progress_among(db.session, ids_visible_to(g.actor))
    found = find_visible_ids(db.session, g.actor, search=asked)
    if state in list(VisitState):
        found = [id_ for id_ in found if progress[id_].state == state]
    return render_template(
        "visits/index.html",
        page=page_of_lines(db.session, found, progress),
        asked=asked,
        state=state,
        states=list(VisitState),
    )


@visits.get("/visits/<uuid:key>")
@requires(Action.VISIT_READ)
def show(key: UUID) -> ResponseReturnValue:
    """The visit as it was filled, to read."""
    visit = visible_visit(key)
    return render_template(
        "visits/show.html",
        sheet=sheet_of(db.session, visit),
        line=lines_of(db.session, [visit])[0],
        reports=reports_of(db.session, visit.id),
        may_review=may_decide(db.session, visit, g.actor),
        may_plan=allows(g.actor.role, Action.PLAN_MANAGE),
    )


@visits.get("/visits/<uuid:key>/photos/<sha256>")
@requires(Action.VISIT_READ)
def photo(key: UUID, sha256: str) -> ResponseReturnValue:
    """A photo of this visit as JPEG; ``size`` is thumb, screen or full."""
    visit_id = find_visit_id(db.session, key, g.actor)
    size = request.args.get("size", "screen")
    if visit_id is None or size not in SIZES or not HASH.fullmatch(sha256):
        raise Problem(Code.NOT_FOUND)
    if not photo_is_of(db.session, sha256, [visit_id]):
        raise Problem(Code.NOT_FOUND)
    path = photo_store().path(sha256, cast(Size, size))
    if path is None:
        raise Problem(Code.NOT_FOUND)
    response = send_file(path, mimetype="image/jpeg", etag=f"{sha256}-{size}", max_age=3600)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response.make_conditional(request)


@visits.get("/visits/<uuid:key>/report.pdf")
@requires(Action.REPORT_READ)
def report(key: UUID) -> Response:
    """The findings PDF: a draft until the visit is approved, then the sealed revision."""
    return visit_document(visible_visit(key), _FINDINGS)


@visits.get("/visits/<uuid:key>/reports/<int:revision>.pdf")
@requires(Action.REPORT_READ)
def sealed_report(key: UUID, revision: int) -> Response:
    """A sealed revision, also one that a later approval has replaced."""
    return sealed_document(visible_visit(key), _FINDINGS, revision)
