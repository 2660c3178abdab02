"""Two records of one unit: put side by side, made one, made two again."""

from __future__ import annotations

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.progress.queries import progress_of
from survey_app.reviews.rules import VisitState
from survey_app.visits import merging as merges
from survey_app.visits import queries
from survey_app.visits.merging import Outlook
from survey_app.visits.models import Unit, Visit
from survey_app.web.paging import page_of
from survey_app.web.speech import say

merging = Blueprint("merging", __name__)
log = structlog.get_logger()
# Nothing was recorded on a visit in these states, unless entries came all the same.
_UNTOUCHED = (VisitState.PLANNED, VisitState.POSTPONED, VisitState.CANCELLED)


@merging.get("/units/merging")
@requires(Action.PLAN_MANAGE)
def show() -> ResponseReturnValue:
    """Choose two units; what each has stands side by side, and what merging would do."""
    kept, gone = (_chosen(request.args.get(name, "")) for name in ("keep", "other"))
    return _page(kept, gone)


@merging.post("/units/merging")
@requires(Action.PLAN_MANAGE)
@commits
def merge() -> ResponseReturnValue:
    """Merge what the page showed; anything else is shown again first."""
    codes = [request.form.get("keep", ""), request.form.get("other", "")]
    units = merges.locked(db.session, codes)
    if len(units) < len(codes) or units[0] is units[1]:
        raise Problem(Code.NOT_FOUND)
    seen = _outlook(*units)
    if any(each.merged_into_id is not None for each in units):
        raise Problem(Code.MERGE_STALE)
    if request.form.get("before") != seen.mark or not seen.is_possible:
        flash(
            say("Dữ liệu vừa đổi hoặc chưa gộp được. Đề nghị xem lại; chưa thay đổi gì."), "error"
        )
        return _page(*units, status=409)
    made = merges.merge(db.session, seen, by=g.actor, at=clock.now())
    log.info("units merged", merge=made.id, by=g.actor.id)
    names = {"gone": units[1].name, "kept": units[0].name}
    flash(say("Đã gộp %(gone)s vào %(kept)s. Tách lại được ở cuối trang này.", **names), "success")
    return redirect(url_for(".show"), 303)


@merging.post("/units/merging/<int:merge_id>/undoing")
@requires(Action.PLAN_MANAGE)
@commits
def undo(merge_id: int) -> ResponseReturnValue:
    """Make two of them again; what was entered since stays with the unit that was kept."""
    found = merges.find_merge(db.session, merge_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    merges.locked(db.session, [found.kept.code, found.gone.code])
    merges.undo(db.session, found, by=g.actor, at=clock.now())
    log.info("units parted", merge=found.id, by=g.actor.id)
    flash(say("Đã tách lại %(gone)s.", gone=found.gone.name), "success")
    return redirect(url_for(".show"), 303)


def _page(kept: Unit | None, gone: Unit | None, *, status: int = 200) -> ResponseReturnValue:
    ready = kept is not None and gone is not None and kept is not gone
    page = render_template(
        "directory/merging.html",
        units=queries.units(db.session),
        kept=kept,
        gone=gone,
        seen=_outlook(kept, gone) if ready and kept and gone else None,
        doubles=merges.doubles_among(db.session),
        page=page_of(merges.merges(db.session)),
    )
    return page, status


def _outlook(kept: Unit, gone: Unit) -> Outlook:
    visits = [*merges.holding_of(db.session, kept).visits]
    visits += merges.holding_of(db.session, gone).visits
    return merges.outlook(db.session, kept, gone, touched=_touched(visits))


def _touched(visits: list[Visit]) -> set[int]:
    """Visits on which something was recorded or decided."""
    stands = progress_of(db.session, visits)
    return {id_ for id_, each in stands.items() if each.state not in _UNTOUCHED or each.entries > 0}


def _chosen(code: str) -> Unit | None:
    found = next((each for each in queries.units(db.session) if each.code == code), None)
    if code and found is None:
        raise Problem(Code.NOT_FOUND)
    return found
