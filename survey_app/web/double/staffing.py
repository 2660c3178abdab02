"""Which visits two members score apart, and which two: the office's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem, sentence
from survey_app.edge import commits, db, requires
from survey_app.fieldwork.queries import recorded_of
from survey_app.reviews import scorers
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.reviews.scorers import Change
from survey_app.visits.closing import check_takes
from survey_app.visits.models import Person, Round, Visit
from survey_app.visits.names import names_of
from survey_app.visits.queries import find_round, visits_of_round
from survey_app.visits.rules import Seat
from survey_app.visits.scorers import changes_of, eligible
from survey_app.web.double.forms import PairForm, ReplaceForm, RoundForm
from survey_app.web.frame import language
from survey_app.web.paging import page_of
from survey_app.web.speech import say
from survey_app.web.visits.access import visible_visit

scorers_desk = Blueprint("scorers", __name__)


@dataclass(frozen=True, slots=True)
class ScorerLine:
    """A visit and its scorers, each with whether they have handed over."""

    visit: Visit
    scorers: tuple[tuple[str, bool], ...]
    has_begun: bool
    can_have_two: bool


@scorers_desk.get("/round/<int:round_id>/double")
@requires(Action.SCORERS_CHOOSE)
def show_round(round_id: int) -> ResponseReturnValue:
    """The visits of the round, who scores them apart, and the form that switches it."""
    return _round_page(_round(round_id))


@scorers_desk.post("/round/<int:round_id>/double")
@requires(Action.SCORERS_CHOOSE)
@commits
def set_round(round_id: int) -> ResponseReturnValue:
    """Switch the double scoring of the round, and draw its sample."""
    round_ = _round(round_id)
    check_takes(round_)
    form = RoundForm()
    if not form.validate():
        return _round_page(round_, form=form), 422
    visits = visits_of_round(db.session, round_id)
    try:
        lacking = scorers.set_up(db.session, round_, visits, form.scheme(), _change())
    except Problem as problem:
        db.session.rollback()
        units = ", ".join(map(str, cast(list[str], problem.details.get("units", []))))
        told = f"{problem.sentence(language())} {units}".strip()
        return _round_page(_round(round_id), form=form, problem=told), problem.status
    count = sum(visit.second_scorer_id is not None for visit in visits)
    flash(say("Đã lưu: %(count)s cuộc khảo sát chấm độc lập.", count=count), "success")
    if lacking:
        names = ", ".join(visit.unit.name for visit in lacking)
        flash(say("Chưa đủ hai thành viên để chấm độc lập: %(names)s.", names=names), "error")
    return redirect(url_for(".show_round", round_id=round_id), 303)


@scorers_desk.get("/visits/<uuid:key>/scorers")
@requires(Action.SCORERS_CHOOSE)
def show(key: UUID) -> ResponseReturnValue:
    """Who scores this visit, and every change of that with its reason."""
    return _visit_page(visible_visit(key))


@scorers_desk.post("/visits/<uuid:key>/scorers")
@requires(Action.SCORERS_CHOOSE)
@commits
def choose(key: UUID) -> ResponseReturnValue:
    """Name the two who score this visit apart."""
    visit = visible_visit(key)
    check_takes(visit.round)
    form = PairForm().offer(eligible(visit))
    if not form.validate():
        return _visit_page(visit, pair=form), 422
    try:
        scorers.choose(db.session, visit, form.pair(), _change())
    except Problem as problem:
        return _refused(key, problem, pair=form)
    flash(say("Đã phân công hai người chấm độc lập."), "success")
    return redirect(url_for(".show", key=key), 303)


@scorers_desk.post("/visits/<uuid:key>/scorers/release")
@requires(Action.SCORERS_CHOOSE)
@commits
def release(key: UUID) -> ResponseReturnValue:
    """Let the team score this visit together."""
    visit = visible_visit(key)
    check_takes(visit.round)
    try:
        scorers.release(db.session, visit, _change())
    except Problem as problem:
        return _refused(key, problem)
    flash(say("Cuộc khảo sát này trở lại do cả đoàn chấm."), "success")
    return redirect(url_for(".show", key=key), 303)


@scorers_desk.post("/visits/<uuid:key>/scorers/replacements")
@requires(Action.SCORERS_CHOOSE)
@commits
def replace(key: UUID) -> ResponseReturnValue:
    """Put somebody in a scorer's place, or go on with the other one alone."""
    visit = visible_visit(key)
    check_takes(visit.round)
    form = _replace_form(visit)
    if not form.validate():
        return _visit_page(visit, replacing=form), 422
    seat, change = Seat(form.seat.data), _change(form.reason.data)
    try:
        if form.person_id is None:
            scorers.let_go(db.session, visit, seat, change)
        else:
            scorers.replace(db.session, visit, seat, form.person_id, change)
    except Problem as problem:
        return _refused(key, problem, replacing=form)
    flash(say("Đã thay người chấm. Nội dung người trước ghi vẫn được giữ."), "success")
    return redirect(url_for(".show", key=key), 303)


def _refused(
    key: UUID,
    problem: Problem,
    pair: PairForm | None = None,
    replacing: ReplaceForm | None = None,
) -> ResponseReturnValue:
    db.session.rollback()
    told = sentence(problem.code, language())
    page = _visit_page(visible_visit(key), pair=pair, replacing=replacing, problem=told)
    return page, problem.status


def _round_page(round_: Round, *, form: RoundForm | None = None, problem: str = "") -> str:
    if form is None:
        stored = {"share": round_.double_share, "seed": round_.double_seed}
        form = RoundForm(data={"mode": round_.double_scoring.value, **stored})
    lines = _lines(visits_of_round(db.session, round_.id))
    return render_template(
        "double/round.html",
        round=round_,
        form=form,
        problem=problem,
        page=page_of(lines),
        count=sum(bool(line.scorers) for line in lines),
    )


def _visit_page(
    visit: Visit,
    *,
    pair: PairForm | None = None,
    replacing: ReplaceForm | None = None,
    problem: str = "",
) -> str:
    (line,) = _lines([visit])
    is_apart = visit.first_scorer_id is not None
    is_open = state_of(db.session, visit.id) is ReviewState.UNOPENED
    return render_template(
        "double/visit.html",
        line=line,
        problem=problem,
        pair=pair or PairForm(formdata=None).offer(eligible(visit)),
        replacing=replacing or _replace_form(visit, formdata=None),
        may_replace=is_apart and is_open,
        changes=changes_of(db.session, visit.id),
    )


def _replace_form(visit: Visit, **options: None) -> ReplaceForm:
    present = (visit.first_scorer_id, visit.second_scorer_id)
    coming: list[Person] = [each for each in eligible(visit) if each.id not in present]
    return ReplaceForm(**options).offer(coming, may_leave=visit.second_scorer_id is not None)


def _lines(visits: list[Visit]) -> list[ScorerLine]:
    apart = [visit.id for visit in visits if visit.first_scorer_id is not None]
    found = recorded_of(db.session, apart)
    done = {id_: {said.author_id for said in state.submits()} for id_, state in found.items()}
    begun = scorers.begun(db.session, [visit.id for visit in visits])
    pairs = {visit.id: (visit.first_scorer_id, visit.second_scorer_id) for visit in visits}
    people = {person for pair in pairs.values() for person in pair if person is not None}
    names = names_of(db.session, people)
    return [
        ScorerLine(
            visit=visit,
            scorers=tuple(
                (names.get(person, ""), person in done.get(visit.id, set()))
                for person in pairs[visit.id]
                if person is not None
            ),
            has_begun=visit.id in begun,
            can_have_two=len(eligible(visit)) > 1,
        )
        for visit in visits
    ]


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _change(reason: str | None = None) -> Change:
    return Change(at=clock.now(), by_id=g.actor.id, reason=reason or "")
