"""One statement at the desk: its words, place, sources and history; each change can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.edge import commits, db, requires
from survey_app.evaluations import editing, history, queries
from survey_app.evaluations.models import Evaluation, Statement
from survey_app.evaluations.rules import NOT_UNDONE
from survey_app.visits.receiving.queries import reports_of_round
from survey_app.web.evaluations.forms import NewForm, ReasonForm, WordsForm, chosen, clerk_now
from survey_app.web.evaluations.showing import desk_of, evaluation_of
from survey_app.web.evaluations.words import CHANGES, TURNS
from survey_app.web.frame import language
from survey_app.web.speech import say

statements = Blueprint("statements", __name__)

BASE = "/evaluations/<int:evaluation_id>/statements"


@dataclass(frozen=True, slots=True)
class Said:
    """What the page tells of an attempt that failed, with what was typed."""

    problem: str = ""
    text: str | None = None
    is_clash: bool = False


@statements.get(f"{BASE}/<int:statement_id>")
@requires(Action.EVALUATION_READ)
def show(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """The statement with everything that can be done to it."""
    found = evaluation_of(evaluation_id)
    return statement_page(found, queries.of_evaluation(db.session, found.id, statement_id), Said())


@statements.post(BASE)
@requires(Action.EVALUATION_MERGE)
@commits
def write(evaluation_id: int) -> ResponseReturnValue:
    """Add a statement of the office's own."""
    found = evaluation_of(evaluation_id)
    form = NewForm()
    if not form.validate():
        return _new_page(found, form, ""), 422
    try:
        id_ = editing.write(
            db.session, found, str(form.heading.data), str(form.text.data), clerk=form.clerk()
        )
    except Problem as problem:
        db.session.rollback()
        return _new_page(found, form, problem.sentence(language())), problem.status
    flash(say("Đã thêm ý."), "success")
    return redirect(url_for(".show", evaluation_id=evaluation_id, statement_id=id_), 303)


@statements.get(f"{BASE}/new")
@requires(Action.EVALUATION_MERGE)
def new(evaluation_id: int) -> ResponseReturnValue:
    """A form for a statement of the office's own."""
    found = evaluation_of(evaluation_id)
    form = NewForm(heading=request.args.get("heading", ""))
    return _new_page(found, form, "")


@statements.post(f"{BASE}/<int:statement_id>")
@requires(Action.EVALUATION_MERGE)
@commits
def word(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Put the office's words over a statement; they survive the next merge."""
    found = evaluation_of(evaluation_id)
    row = queries.find_statement(db.session, statement_id)
    form = WordsForm()
    typed = form.words()
    if not form.validate() and row is not None:
        faults = " ".join(str(fault) for faults in form.errors.values() for fault in faults)
        return statement_page(
            found, queries.of_evaluation(db.session, found.id, statement_id), Said(faults, typed)
        ), 422
    try:
        queries.of_evaluation(db.session, found.id, statement_id)
        editing.word(db.session, statement_id, typed, clerk=form.clerk(), version=form.seen)
    except Problem as problem:
        return _too_late(found, statement_id, typed, problem)
    flash(say("Đã lưu lời văn."), "success")
    return _back(evaluation_id, statement_id)


@statements.post(f"{BASE}/<int:statement_id>/place")
@requires(Action.EVALUATION_MERGE)
@commits
def place(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Put it under another heading."""
    form, code = ReasonForm(), request.form.get("heading", "")
    return _attempt(
        evaluation_id,
        statement_id,
        lambda: editing.place(db.session, statement_id, code, clerk=form.clerk()),
        say("Đã chuyển đề mục."),
    )


@statements.post(f"{BASE}/<int:statement_id>/order")
@requires(Action.EVALUATION_MERGE)
@commits
def order(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """One place up or down among its neighbours."""
    found = evaluation_of(evaluation_id)
    by = -1 if request.form.get("towards") == "up" else 1
    row = queries.of_evaluation(db.session, found.id, statement_id)
    ids = desk_of(found).neighbours(row)
    if statement_id not in ids:
        raise Problem(Code.NOT_FOUND)
    at = ids.index(statement_id)
    if 0 <= at + by < len(ids):
        ids[at], ids[at + by] = ids[at + by], ids[at]
        editing.order(db.session, found, ids, clerk=clerk_now())
    return _back(evaluation_id, statement_id)


@statements.post(f"{BASE}/<int:statement_id>/joining")
@requires(Action.EVALUATION_MERGE)
@commits
def join(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Join others to this one."""
    form, ids = ReasonForm(), chosen("other")
    return _attempt(
        evaluation_id,
        statement_id,
        lambda: editing.join(db.session, statement_id, ids, clerk=form.clerk(), version=form.seen),
        say("Đã gộp các ý."),
    )


@statements.post(f"{BASE}/<int:statement_id>/splitting")
@requires(Action.EVALUATION_MERGE)
@commits
def split(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Make a statement of its own of some of the sources."""
    form, ids = ReasonForm(), chosen("entry")
    return _attempt(
        evaluation_id,
        statement_id,
        lambda: editing.split(db.session, statement_id, ids, clerk=form.clerk(), version=form.seen),
        say("Đã tách thành ý riêng."),
    )


@statements.post(f"{BASE}/<int:statement_id>/leaving-out")
@requires(Action.EVALUATION_MERGE)
@commits
def leave_out(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Do not print it."""
    form = ReasonForm()
    return _attempt(
        evaluation_id,
        statement_id,
        lambda: editing.leave_out(db.session, statement_id, clerk=form.clerk(), version=form.seen),
        say("Đã bỏ ý này ra khỏi báo cáo; có thể hoàn tác."),
    )


@statements.post(f"{BASE}/<int:statement_id>/settling")
@requires(Action.EVALUATION_MERGE)
@commits
def settle(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """Take what the teams say now, or keep the words that stand."""
    form, takes_new = ReasonForm(), request.form.get("choice") == "new"
    return _attempt(
        evaluation_id,
        statement_id,
        lambda: editing.settle(
            db.session, statement_id, takes_new=takes_new, clerk=form.clerk(), version=form.seen
        ),
        say("Đã xử lý thay đổi của nguồn."),
    )


def _new_page(found: Evaluation, form: NewForm, said: str) -> str:
    return render_template("evaluations/new.html", form=form, desk=desk_of(found), said=said)


def _attempt(
    evaluation_id: int, statement_id: int, act: Callable[[], object], done: str
) -> ResponseReturnValue:
    """Do it; what cannot be done is told on the page as it is now."""
    found = evaluation_of(evaluation_id)
    queries.of_evaluation(db.session, found.id, statement_id)
    try:
        act()
    except Problem as problem:
        db.session.rollback()
        said = Said(problem.sentence(language()))
        return statement_page(
            found, queries.of_evaluation(db.session, found.id, statement_id), said
        ), problem.status
    flash(done, "success")
    return _back(evaluation_id, statement_id)


def _too_late(
    found: Evaluation, statement_id: int, typed: str, problem: Problem
) -> ResponseReturnValue:
    """Somebody was faster: what was typed is kept in the history and stays in the page."""
    db.session.rollback()
    if not _has_been_here(found, statement_id):
        raise problem
    editing.set_aside(db.session, found, statement_id, typed, clerk=clerk_now())
    row = queries.find_statement(db.session, statement_id)
    said = Said(problem.sentence(language()), typed, is_clash=True)
    return statement_page(found, row, said), problem.status


def _has_been_here(found: Evaluation, statement_id: int) -> bool:
    row = queries.find_statement(db.session, statement_id)
    if row is not None:
        return row.evaluation_id == found.id
    return statement_id <= queries.last_statement_id(db.session)


def _back(evaluation_id: int, statement_id: int) -> ResponseReturnValue:
    """To where it was sent from: the draft at this statement, or the statement's own page."""
    if request.form.get("back") == "draft":
        anchor = f"statement-{statement_id}"
        here = url_for(
            "desk.evaluations.show", evaluation_id=evaluation_id, at=statement_id, _anchor=anchor
        )
    else:
        here = url_for(".show", evaluation_id=evaluation_id, statement_id=statement_id)
    return redirect(here, 303)


def statement_page(found: Evaluation, row: Statement | None, said: Said) -> str:
    """The page of a statement, also of one that is no longer there, with what went wrong."""
    desk = desk_of(found)
    line = desk.line(row) if row else None
    return render_template(
        "evaluations/statement.html",
        evaluation=found,
        desk=desk,
        row=row,
        line=line,
        others=desk.others(row, clean(request.args.get("q", ""))[:200]) if row and line else None,
        history=history.changes_of_statement(db.session, found.round_id, row.id) if row else (),
        last=history.last_wording(db.session, row.id) if row else None,
        reports=reports_of_round(db.session, found.round_id) if line else (),
        not_undone=NOT_UNDONE,
        undone=history.undone(db.session, found.round_id),
        said=said,
        changes=CHANGES,
        turns=TURNS,
    )
