"""The visited unit: its link, its replies to findings, and what it is answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import g

from survey_app.api import unit_schemas as schemas
from survey_app.api.visits import visible_visit
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires, settings
from survey_app.edge.bodies import ApiBlueprint
from survey_app.reviews.answering import answer_reply, check_unit_may_come, set_window
from survey_app.reviews.queries import may_decide
from survey_app.reviews.replies import UnitReply, open_until, replies_of, windows_of
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Visit
from survey_app.visits.unit_links import check_until, end_link, make_link

blueprint = ApiBlueprint("units", __name__, description="The visited unit's link and replies.")


@blueprint.route("/visits/<uuid:key>/unit-links", methods=["POST"])
@requires(Action.UNIT_LINK_MANAGE)
@commits
@blueprint.arguments(schemas.LinkAsked)
@blueprint.response(201, schemas.Link)
def make(asked: dict[str, Any], key: UUID) -> dict[str, Any]:
    """A new link of the visit; the one before it ends. Its address is told here and never again."""
    visit = _decidable(key)
    check_takes(visit.round)
    check_unit_may_come(db.session, visit)
    until = check_until(asked["until"], today=clock.today())
    secret = make_link(db.session, visit, until=until, by=g.actor, at=clock.now())
    return {"address": f"{settings().base_url}/unit/{secret}", "until": until}


@blueprint.route("/visits/<uuid:key>/unit-links", methods=["DELETE"])
@requires(Action.UNIT_LINK_MANAGE)
@commits
@blueprint.response(200, schemas.Ended)
def end(key: UUID) -> dict[str, bool]:
    """End the standing link of the visit; ``ended`` says whether there was one."""
    return {"ended": end_link(db.session, _decidable(key), by=g.actor, at=clock.now())}


@blueprint.route("/visits/<uuid:key>/replies", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.response(200, schemas.Replies)
def replies(key: UUID) -> dict[str, Any]:
    """Every finding with the unit's reply and the answer to it; until when it may reply."""
    return _replies(visible_visit(key))


@blueprint.route("/visits/<uuid:key>/reply-windows", methods=["POST"])
@requires(Action.UNIT_LINK_MANAGE)
@commits
@blueprint.arguments(schemas.WindowAsked)
@blueprint.response(201, schemas.Window)
def open_replies(asked: dict[str, Any], key: UUID) -> dict[str, Any]:
    """Open the findings to the unit through a day; null closes them."""
    visit = _decidable(key)
    until = asked["until"]
    if until is not None:
        check_takes(visit.round)
        check_until(until, today=clock.today())
    set_window(db.session, visit, until=until, by=g.actor, at=clock.now())
    return {"open_until": until}


@blueprint.route("/visits/<uuid:key>/replies/<uuid:reply>/answers", methods=["POST"])
@requires(Action.UNIT_LINK_MANAGE)
@commits
@blueprint.arguments(schemas.AnswerAsked)
@blueprint.response(201, schemas.Replies)
def answer(asked: dict[str, str], key: UUID, reply: UUID) -> dict[str, Any]:
    """Answer what the unit says to a finding; ``reply`` is the id of its entry."""
    visit = _decidable(key)
    check_takes(visit.round)
    answer_reply(db.session, visit, reply, text=asked["text"], by=g.actor, at=clock.now())
    return _replies(visit)


def _decidable(key: UUID) -> Visit:
    visit = visible_visit(key)
    if not may_decide(db.session, visit, g.actor):
        raise Problem(Code.FORBIDDEN)
    return visit


def _replies(visit: Visit) -> dict[str, Any]:
    until = open_until(windows_of(db.session, visit.id), today=clock.today())
    found = replies_of(db.session, visit.id)
    return {"open_until": until, "replies": [_reply(each) for each in found]}


def _reply(each: UnitReply) -> dict[str, Any]:
    said, answer = each.reply, each.answer
    return {
        "finding": str(each.finding.slot),
        "item": each.finding.item,
        "text": str((each.finding.value or {}).get("text") or ""),
        "reply": said
        and {
            "id": str(said.uuid),
            "stance": each.stance,
            "text": each.text,
            "by": said.author,
            "at": said.received_at,
        },
        "answer": answer and {"text": answer.text, "by": answer.made_by.name, "at": answer.made_at},
        "owes_answer": each.owes_answer,
    }
