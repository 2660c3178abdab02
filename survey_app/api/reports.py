"""The documents of a visit, and what each sealed revision says otherwise."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from survey_app.api import schemas
from survey_app.api.visits import visible_visit
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.papers import sealed_document, visit_document
from survey_app.reports import changes
from survey_app.reports.queries import reports_of
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted, find_wanted

blueprint = ApiBlueprint("reports", __name__, description="Documents of a visit.")


@blueprint.route("/visits/<uuid:key>/report.pdf", methods=["GET"])
@requires(Action.REPORT_READ)
@blueprint.response(200, content_type="application/pdf")
def show(key: UUID) -> Response:
    """The findings: a draft until the visit is approved, then the sealed revision."""
    return visit_document(visible_visit(key), Wanted(Document.VISIT, "pdf"))


@blueprint.route("/visits/<uuid:key>/documents/<name>.<suffix>", methods=["GET"])
@requires(Action.REPORT_READ)
def newest(key: UUID, name: str, suffix: str) -> Response:
    """findings, minutes or score-sheet as pdf or docx: a draft, then the newest revision."""
    return visit_document(visible_visit(key), _wanted(name, suffix))


@blueprint.route("/visits/<uuid:key>/documents/<int:revision>/<name>.<suffix>", methods=["GET"])
@requires(Action.REPORT_READ)
def sealed(key: UUID, revision: int, name: str, suffix: str) -> Response:
    """A document of a sealed revision, always the same bytes."""
    return sealed_document(visible_visit(key), _wanted(name, suffix), revision)


@blueprint.route("/visits/<uuid:key>/revisions", methods=["GET"])
@requires(Action.REPORT_READ)
@blueprint.response(200, schemas.Revision(many=True))
def revisions(key: UUID) -> list[dict[str, Any]]:
    """The sealed revisions, the newest first, each with what it says otherwise than the last."""
    return [
        {
            "revision": row.revision,
            "sealed_at": row.sealed_at,
            "content_sha256": row.content_sha256,
            "changes": [
                {"place": each.place, "before": each.before, "after": each.after}
                for each in changes.read(row.changes)
            ],
        }
        for row in reports_of(db.session, visible_visit(key).id)
    ]


def _wanted(name: str, suffix: str) -> Wanted:
    wanted = find_wanted(name, suffix)
    if wanted is None:
        raise Problem(Code.NOT_FOUND)
    return wanted
