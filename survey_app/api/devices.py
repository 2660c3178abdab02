"""What a phone tells of itself: how much is on it that the server does not have yet."""

from __future__ import annotations

from flask import Response, g

from survey_app.api import schemas
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.edge import commits, db, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.limits import body
from survey_app.fieldwork.device_words import note_word, read_word

# Two figures need far less.
LARGEST = 16 * 1024

blueprint = ApiBlueprint("devices", __name__, description="What phones tell of themselves.")


@blueprint.route("/devices/<string:device>", methods=["PUT"])
@requires(Action.DEPOSIT)
@commits
@blueprint.doc(
    requestBody={
        "required": False,
        "content": {"application/json": {"schema": schemas.DeviceWord}},
    }
)
@blueprint.response(204)
def tell(device: str) -> Response:
    """Note that this phone was heard, and what it says is unsent.

    Nothing here is refused for what it says: a phone must not stumble over a courtesy. What cannot
    be understood counts as not said.
    """
    said = read_word(body(LARGEST))
    note_word(db.session, device, said, person_id=g.actor.id, at=clock.now())
    return Response(status=204)
