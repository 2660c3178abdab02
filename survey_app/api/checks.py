"""What the server has of a visit, short enough to be compared over the telephone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g

from survey_app.api import schemas
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.fieldwork.queries import current_epoch, heads_of, last_number, missing_photos
from survey_app.fieldwork.rules import check_code, heads_digest
from survey_app.visits.queries import find_visit_id

blueprint = ApiBlueprint("checks", __name__, description="Comparing a phone with the server.")


@blueprint.route("/visits/<uuid:key>/check", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.response(200, schemas.Check)
def check(key: UUID) -> dict[str, Any]:
    """The current entries of the visit as one digest, its short code, and the photos not here yet.

    A device that knows the same entries computes the same digest, as at hand-over.
    """
    visit_id = find_visit_id(db.session, key, g.actor)
    if visit_id is None:
        raise Problem(Code.NOT_FOUND)
    heads = heads_of(db.session, visit_id)
    digest = heads_digest(heads)
    return {
        "code": check_code(digest),
        "heads": len(heads),
        "heads_sha256": digest,
        "missing_photos": missing_photos(db.session, visit_id),
        "cursor": last_number(db.session, visit_id),
        "epoch": current_epoch(db.session),
    }
