"""A round is begun, from nothing or from an earlier one, and its settings are changed."""

from __future__ import annotations

import structlog
from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.outlining import set_outline
from survey_app.evaluations.queries import outline_of_round
from survey_app.reports.rules import Document
from survey_app.visits.models import Round
from survey_app.visits.queries import find_round
from survey_app.visits.queries import rounds as all_rounds
from survey_app.visits.rounds import add_round, change_round, is_named, mark_of
from survey_app.visits.rules import RoundState
from survey_app.web.rounds.closing import round_state
from survey_app.web.rounds.forms import DAYS, TITLES, RoundForm, usual
from survey_app.web.rounds.measures import usual_measures
from survey_app.web.rounds.missing import missing_of
from survey_app.web.speech import say

round_settings = Blueprint("settings", __name__)
round_settings.register_blueprint(round_state)
log = structlog.get_logger()


@round_settings.get("/round/new")
@requires(Action.PLAN_MANAGE)
def blank() -> ResponseReturnValue:
    """A new round; with ``from``, everything but its name and days as in that earlier one."""
    form = RoundForm(formdata=None)
    source = _source(request.args.get("from", ""))
    if source is not None:
        form.show(source)
        form.name.data = ""
        for day in DAYS:
            form[day].data = None
    else:
        form.shows_level.data = True
    return _page(form, source=source)


@round_settings.post("/round/new")
@requires(Action.PLAN_MANAGE)
@commits
def begin() -> ResponseReturnValue:
    """Begin a round with the outline of the one it is copied from, else the proposed one."""
    form = RoundForm()
    source = _source(request.form.get("source", ""))
    if not form.validate() or not _is_free(form):
        return _page(form, source=source, status=422)
    try:
        with db.session.begin_nested():
            made = add_round(db.session, form.facts(source.heading if source else "{}"))
            made.state = RoundState.PREPARING
    except IntegrityError:
        form.name.errors = [say("Đã có đợt khảo sát tên này.")]
        return _page(form, source=source, status=422)
    outline = outline_of_round(db.session, source.id) if source else ()
    set_outline(db.session, made.id, outline or default_outline())
    log.info("round begun", round=made.id, by=g.actor.id)
    flash(say("Đã lập đợt khảo sát. Dưới đây là những gì còn phải nhập."), "success")
    return redirect(url_for(".missing", round_id=made.id), 303)


@round_settings.get("/round/<int:round_id>/settings")
@requires(Action.PLAN_MANAGE)
def show(round_id: int) -> ResponseReturnValue:
    """The settings of a round."""
    found = _round(round_id)
    form = RoundForm(formdata=None)
    form.show(found)
    return _page(form, found)


@round_settings.post("/round/<int:round_id>/settings")
@requires(Action.PLAN_MANAGE)
@commits
def change(round_id: int) -> ResponseReturnValue:
    """Keep other settings; what was sealed stays as it was sealed."""
    found = _round(round_id)
    form = RoundForm()
    if form.before.data != mark_of(found):
        flash(say("Có người vừa đổi thiết lập này. Đề nghị xem lại rồi lưu."), "error")
        return _page(form, found, status=409)
    if not form.validate() or not _is_free(form, found):
        return _page(form, found, status=422)
    if found.state is RoundState.CLOSED:
        form.keep_switches(found)
    change_round(db.session, found, form.facts(found.heading))
    log.info("round changed", round=found.id, by=g.actor.id)
    flash(say("Đã lưu thiết lập của đợt khảo sát."), "success")
    return redirect(url_for(".show", round_id=found.id), 303)


@round_settings.get("/round/<int:round_id>/missing")
@requires(Action.PLAN_MANAGE)
def missing(round_id: int) -> ResponseReturnValue:
    """What the office still has to enter, each with the page where it is entered."""
    found = _round(round_id)
    return render_template("rounds/missing.html", round=found, steps=missing_of(db.session, found))


def _page(
    form: RoundForm,
    round_: Round | None = None,
    *,
    source: Round | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    if round_ is not None:
        form.before.data = mark_of(round_)
    page = render_template(
        "rounds/settings.html",
        form=form,
        round=round_,
        source=source,
        rounds=all_rounds(db.session),
        usual={document.value: usual(document) for document in Document},
        titles=TITLES,
        measures=usual_measures(),
    )
    return page, status


def _is_free(form: RoundForm, round_: Round | None = None) -> bool:
    if not is_named(db.session, form.name.data, besides=round_.id if round_ else None):
        return True
    form.name.errors = [say("Đã có đợt khảo sát tên này.")]
    return False


def _source(asked: str) -> Round | None:
    """The earlier round that is copied; anything that is none is none."""
    plain = asked.isascii() and asked.isdecimal() and len(asked) < 10
    return find_round(db.session, int(asked)) if plain else None


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
