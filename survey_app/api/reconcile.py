"""What the server has of a phone's things, and a box for what cannot be sent otherwise."""

from __future__ import annotations

from typing import Any

from flask import g, request

from survey_app.api import schemas
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.edge import commits, db, photo_store, requires
from survey_app.edge.arrivals import Arrived, put_aside
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.limits import LARGEST_RESCUE, body_as_file
from survey_app.edge.rescuing import REASON
from survey_app.fieldwork.queries import current_epoch, known_entries, known_photos

blueprint = ApiBlueprint("reconcile", __name__, description="Reconcile and rescue.")


@blueprint.route("/reconcile", methods=["POST"])
@requires(Action.DEPOSIT, grant=True)
@commits
@blueprint.arguments(schemas.ReconcileAsked)
@blueprint.response(200, schemas.Reconciled)
def reconcile(asked: dict[str, Any]) -> dict[str, Any]:
    """Which of these entries and photos the server has; the rest should be sent again."""
    photos = known_photos(db.session, asked["photos"])
    known = known_entries(db.session, asked["entries"], person_id=g.actor.id)
    return {
        "epoch": current_epoch(db.session),
        "entries": [str(each) for each in known],
        "photos": [each for each in photos if photo_store().has(each)],
    }


@blueprint.route("/rescue", methods=["POST"])
@requires(Action.DEPOSIT, grant=True)
@commits
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
    }
)
@blueprint.response(201, schemas.Parcel)
def rescue() -> dict[str, Any]:
    """Keep any bytes for the office to look at; the same bytes again are the same parcel."""
    with body_as_file(photo_store().incoming(), LARGEST_RESCUE) as (incoming, digest, size):
        arrived = Arrived(incoming, digest, size, g.actor.id, clock.now(), request.mimetype or "")
        parcel_id = put_aside(arrived, REASON)
    return {"id": parcel_id, "sha256": digest, "bytes": size}
