"""The findings PDF of a visit."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from survey_app.api.visits import visible_visit
from survey_app.core.permissions import Action
from survey_app.edge import requires
from survey_app.edge.papers import visit_document
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted

blueprint = Blueprint("reports", __name__, description="Findings reports.")


@blueprint.route("/visits/<uuid:key>/report.pdf", methods=["GET"])
@requires(Action.REPORT_READ)
@blueprint.response(200, content_type="application/pdf")
def show(key: UUID) -> Response:
    """A draft until the visit is approved, then the sealed revision."""
    return visit_document(visible_visit(key), Wanted(Document.VISIT, "pdf"))
