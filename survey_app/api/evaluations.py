"""The overall evaluation of a round."""

from __future__ import annotations

from typing import Any

from flask import Response, g

from survey_app.api import schemas
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.papers import evaluation_file
from survey_app.evaluations import queries, service
from survey_app.evaluations.models import Evaluation
from survey_app.visits.queries import find_round

blueprint = ApiBlueprint("evaluations", __name__, description="The evaluation of a round.")


@blueprint.route("/rounds/<int:round_id>/evaluations", methods=["POST"])
@requires(Action.EVALUATION_MERGE)
@commits
@blueprint.response(201, schemas.Evaluation)
def merge(round_id: int) -> dict[str, Any]:
    """Merge the approved visits into a draft, or pull what is new into the draft there is."""
    if find_round(db.session, round_id) is None:
        raise Problem(Code.NOT_FOUND)
    evaluation = service.merge(db.session, round_id, at=clock.now(), made_by_id=g.actor.id)
    return {
        "id": evaluation.id,
        "round_id": round_id,
        "visits": len(evaluation.visits),
        "statements": len(evaluation.statements),
        "merged_at": evaluation.merged_at,
    }


@blueprint.route("/evaluations/<int:evaluation_id>.pdf", methods=["GET"])
@requires(Action.EVALUATION_READ)
@blueprint.response(200, content_type="application/pdf")
def show_pdf(evaluation_id: int) -> Response:
    """To print."""
    return evaluation_file(_found(evaluation_id), "pdf")


@blueprint.route("/evaluations/<int:evaluation_id>.docx", methods=["GET"])
@requires(Action.EVALUATION_READ)
@blueprint.response(200, content_type="application/octet-stream")
def show_word(evaluation_id: int) -> Response:
    """To go on writing."""
    return evaluation_file(_found(evaluation_id), "docx")


@blueprint.route("/evaluations/<int:evaluation_id>.xlsx", methods=["GET"])
@requires(Action.EVALUATION_READ)
@blueprint.response(200, content_type="application/octet-stream")
def show_excel(evaluation_id: int) -> Response:
    """The tables."""
    return evaluation_file(_found(evaluation_id), "xlsx")


def _found(evaluation_id: int) -> Evaluation:
    found = queries.find_evaluation(db.session, evaluation_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
