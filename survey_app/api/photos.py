"""Photos by the hash of their bytes."""

from __future__ import annotations

import re
from typing import cast

from flask import g, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from survey_app.api import schemas
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, photo_store, requires
from survey_app.edge.arrivals import Arrived, put_aside, take_photo
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.errors import answer
from survey_app.edge.limits import LARGEST_PHOTO, body_as_file
from survey_app.fieldwork.models import Photo
from survey_app.fieldwork.photos import Size
from survey_app.fieldwork.queries import current_epoch, photo_is_of
from survey_app.visits.queries import find_visible_ids

blueprint = ApiBlueprint("photos", __name__, description="Photos.")
HASH = re.compile(r"[0-9a-f]{64}")
FOR_EVER = "private, max-age=31536000, immutable"


@blueprint.route("/photos/<sha256>", methods=["PUT"])
@requires(Action.DEPOSIT, grant=True)
@commits
@blueprint.response(200, schemas.StoredPhoto)
@blueprint.alt_response(201, schema=schemas.StoredPhoto)
def store(sha256: str) -> ResponseReturnValue:
    """Store a photo; the same again is a success, other bytes than the hash says are refused."""
    if not HASH.fullmatch(sha256):
        raise Problem(Code.PHOTO_HASH_MALFORMED)
    with body_as_file(photo_store().incoming(), LARGEST_PHOTO) as (incoming, digest, size):
        media_type = request.mimetype or ""
        arrived = Arrived(incoming, digest, size, g.actor.id, clock.now(), media_type)
        if digest != sha256:
            put_aside(arrived, Code.PHOTO_HASH_MISMATCH.value)
            return answer(Problem(Code.PHOTO_HASH_MISMATCH, {"sha256": digest, "bytes": size}))
        photo, is_new = take_photo(arrived)
    return _told(photo, 201 if is_new else 200)


@blueprint.route("/photos/<sha256>", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.arguments(schemas.PhotoAsked, location="query")
@blueprint.response(200)
def show(asked: dict[str, str], sha256: str) -> ResponseReturnValue:
    """The picture, for whoever may see a visit that uses it."""
    visits = find_visible_ids(db.session, g.actor)
    if not HASH.fullmatch(sha256) or not photo_is_of(db.session, sha256, visits):
        raise Problem(Code.NOT_FOUND)
    path = photo_store().path(sha256, cast(Size, asked["size"]))
    if path is None:
        raise Problem(Code.NOT_FOUND)
    response = send_file(path, mimetype="image/jpeg", etag=f"{sha256}-{asked['size']}")
    response.headers["Cache-Control"] = FOR_EVER
    return response.make_conditional(request)


def _told(photo: Photo, status: int) -> ResponseReturnValue:
    if photo.problem:
        # The bytes are kept and nothing need be sent again; only, there is no picture in them.
        return answer(Problem(Code(photo.problem), {"sha256": photo.sha256, "kept": True}))
    response = jsonify(
        sha256=photo.sha256,
        bytes=photo.bytes,
        width=photo.width,
        height=photo.height,
        state="stored",
        epoch=current_epoch(db.session),
    )
    response.status_code = status
    return response
