"""The log of a visit: read what everybody recorded, store what this phone recorded."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import Response, g, jsonify
from flask.typing import ResponseReturnValue

from survey_app.api import schemas
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, photo_store, requires
from survey_app.edge.arrivals import Arrived, put_aside
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.errors import answer, problem_json
from survey_app.edge.limits import LARGEST_JSON, body
from survey_app.fieldwork.canonical import NotJson, parse
from survey_app.fieldwork.queries import current_epoch, log_of
from survey_app.fieldwork.service import Receipt
from survey_app.fieldwork.sight import Cursors, sight_of
from survey_app.fieldwork.state import EntryView
from survey_app.pipeline import Delivery, receive
from survey_app.visits.queries import Deposit, find_deposit, find_visit_id

blueprint = ApiBlueprint("entries", __name__, description="The log of entries of a visit.")
MOST_ENTRIES = 200


@blueprint.route("/visits/<uuid:key>/entries", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.arguments(schemas.EntriesAsked, location="query")
@blueprint.response(200)
def read_entries(asked: dict[str, int], key: UUID) -> Response:
    """Entries of everybody on the visit after a cursor, and the new cursor."""
    visit_id = find_visit_id(db.session, key, g.actor)
    if visit_id is None:
        raise Problem(Code.NOT_FOUND)
    apart = sight_of(db.session).get(visit_id)
    cursors = Cursors(apart.generation if apart else None)
    found = log_of(
        db.session,
        visit_id,
        after=cursors.number(asked["after"]),
        limit=asked["limit"] + 1,
        scores_without=apart.others if apart else (),
    )
    page = found[: asked["limit"]]
    return jsonify(
        entries=[_entry(key, each) for each in page],
        cursor=cursors.after(page[-1].number if page else cursors.number(asked["after"])),
        more=len(found) > len(page),
        epoch=current_epoch(db.session),
    )


@blueprint.route("/visits/<uuid:key>/entries", methods=["POST"])
@requires(Action.DEPOSIT, grant=True)
@commits
@blueprint.doc(
    requestBody={
        "required": True,
        "content": {"application/json": {"schema": schemas.EntriesSent}},
    }
)
@blueprint.response(200, schemas.Receipts)
def store_entries(key: UUID) -> ResponseReturnValue:
    """Store each entry by itself; one receipt each. What cannot be taken is kept and held."""
    data = body(LARGEST_JSON)
    deposit = _own_visit(key)
    if deposit is None:
        return _put_aside(data, Code.NOT_FOUND)
    try:
        sent = _entries(data)
        delivery = receive(db.session, deposit, sent, author=g.actor, at=clock.now())
    except NotJson:
        return _put_aside(data, Code.NOT_JSON)
    return _reply(delivery, current_epoch(db.session))


def _own_visit(key: UUID) -> Deposit | None:
    """The visit, for whoever is or was on it; strangers learn nothing, not even that it exists."""
    if g.grant is not None and g.grant.visit != key:
        return None
    return find_deposit(db.session, key, g.actor)


def _entries(data: bytes) -> list[object]:
    sent = parse(data)
    entries = sent.get("entries") if isinstance(sent, dict) else None
    if not isinstance(entries, list):
        raise NotJson("no list of entries")
    if len(entries) > MOST_ENTRIES:
        raise Problem(Code.TOO_MANY_ENTRIES, {"limit": MOST_ENTRIES})
    return entries


def _put_aside(data: bytes, code: Code) -> ResponseReturnValue:
    """Refuse a request but keep its bytes for the office: they may be somebody's only copy."""
    digest = sha256(data).hexdigest()
    incoming = photo_store().incoming()
    incoming.write_bytes(data)
    arrived = Arrived(
        incoming, digest, len(data), g.actor.id, clock.now(), media_type="application/json"
    )
    put_aside(arrived, code.value)
    return answer(Problem(code, {"kept": digest}))


def _reply(delivery: Delivery, epoch: str) -> Response:
    receipts = [_receipt(each, delivery, epoch) for each in delivery.receipts]
    reused = [each.code is Code.ENTRY_ID_REUSED for each in delivery.receipts]
    if reused and all(reused):
        problem = problem_json(Problem(Code.ENTRY_ID_REUSED))
        response = jsonify({**problem, "receipts": receipts, "epoch": epoch})
        response.status_code, response.mimetype = 409, "application/problem+json"
        return response
    return jsonify(receipts=receipts, epoch=epoch)


def _receipt(each: Receipt, delivery: Delivery, epoch: str) -> dict[str, Any]:
    out: dict[str, Any] = {
        "id": each.id,
        "sha256": each.sha256,
        "number": each.number,
        "state": each.state,
        "epoch": epoch,
    }
    if each.code is not None:
        out["code"] = each.code.value
    if each.id in delivery.submits and each.state == "stored" and delivery.state is not None:
        handed = delivery.hand_over
        out["visit_state"] = delivery.state.value
        out["missing"] = {
            "photos": list(handed.missing_photos) if handed else [],
            "entries": handed.entries_missing if handed else False,
        }
    return out


def _entry(visit: UUID, each: EntryView) -> dict[str, Any]:
    return {
        "id": str(each.uuid),
        "visit": str(visit),
        "kind": each.kind.value,
        "item": each.item,
        "slot": str(each.slot) if each.slot else None,
        "layer": each.layer.value if each.layer else None,
        "value": each.value,
        "supersedes": list(each.supersedes),
        "device": each.device,
        "seq": each.seq,
        "made_at": each.made_at,
        "number": each.number,
        "author": {"id": each.author_id, "name": each.author},
        "received_at": each.received_at.isoformat(),
        "skew": each.skew,
    }
