"""The round as a whole: opened to its teams, closed, opened again; what it leaves undone."""

from __future__ import annotations

from collections import Counter

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.fieldwork.held import count_open
from survey_app.progress.queries import progress_among
from survey_app.reviews.rules import VisitState
from survey_app.visits.closing import changes_of_round, move_round, moves_from
from survey_app.visits.models import Round, Visit
from survey_app.visits.queries import find_round, ids_visible_to
from survey_app.visits.rules import RoundMove
from survey_app.web.fields import REASON_LIMIT
from survey_app.web.speech import say
from survey_app.web.words import ROUND_MOVES_DONE

round_state = Blueprint("state", __name__)
log = structlog.get_logger()
# What is settled does not wait for anybody.
_SETTLED = (VisitState.APPROVED, VisitState.CANCELLED)


@round_state.get("/round/<int:round_id>/state")
@requires(Action.PLAN_MANAGE)
def show(round_id: int) -> ResponseReturnValue:
    """Where the round stands, what closing it would leave undone, and every such step so far."""
    return _page(_round(round_id))


@round_state.post("/round/<int:round_id>/state")
@requires(Action.PLAN_MANAGE)
@commits
def change(round_id: int) -> ResponseReturnValue:
    """Open, close or reopen the round, from the page that showed where it stands."""
    found, reason = _round(round_id), request.form.get("reason", "").strip()
    move = next((each for each in RoundMove if each.value == request.form.get("move")), None)
    if move not in moves_from(found.state):
        raise Problem(Code.ROUND_MOVE_REFUSED)
    fault = _fault(move, reason)
    if fault:
        return _page(found, reason=reason, fault=fault, status=422)
    try:
        with db.session.begin_nested():
            at = clock.now()
            move_round(db.session, found, move, reason=reason, by=g.actor, at=at)
    except IntegrityError as refused:
        raise Problem(Code.ROUND_MOVE_REFUSED) from refused
    log.info("round moved", round=found.id, move=move.value, by=g.actor.id)
    flash(str(ROUND_MOVES_DONE[move]), "success")
    return redirect(url_for(".show", round_id=found.id), 303)


def _fault(move: RoundMove, reason: str) -> str:
    if move is RoundMove.REOPEN and not reason:
        return say("Nêu lý do mở lại đợt khảo sát.")
    if len(reason) > REASON_LIMIT:
        return say("Lý do quá dài: nhiều nhất 5.000 ký tự.")
    return ""


def _page(
    round_: Round, *, reason: str = "", fault: str = "", status: int = 200
) -> ResponseReturnValue:
    asked = ids_visible_to(g.actor).where(Visit.round_id == round_.id)
    counts = Counter(each.state for each in progress_among(db.session, asked).values())
    page = render_template(
        "rounds/state.html",
        round=round_,
        moves=moves_from(round_.state),
        open={state: counts[state] for state in VisitState if state not in _SETTLED},
        held=count_open(db.session),
        changes=changes_of_round(db.session, round_.id),
        reason=reason,
        fault=fault,
    )
    return page, status


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
