"""Published checklists: immutable, so a phone may keep them for ever."""

from __future__ import annotations

from flask import make_response, request
from flask.typing import ResponseReturnValue

from survey_app.checklists.queries import find_version
from survey_app.checklists.rules import VersionState
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.bodies import ApiBlueprint

blueprint = ApiBlueprint("checklists", __name__, description="Checklists.")
FOR_EVER = "private, max-age=31536000, immutable"


@blueprint.route("/checklists/<code>/<version>", methods=["GET"])
@requires(Action.CHECKLIST_READ)
@blueprint.response(200)
def show(code: str, version: str) -> ResponseReturnValue:
    """The definition as canonical JSON; its hash is the ETag."""
    found = find_version(db.session, code, version)
    if found is None or found.state is VersionState.DRAFT:
        raise Problem(Code.NOT_FOUND)
    response = make_response(found.content)
    response.mimetype = "application/json"
    response.set_etag(found.content_hash)
    response.headers["Cache-Control"] = FOR_EVER
    return response.make_conditional(request)
