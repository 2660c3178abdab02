"""The draft of the overall evaluation: merge, read with every source, word, take out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.jobs import is_for_a_job
from survey_app.edge.papers import evaluation_file
from survey_app.evaluations import service
from survey_app.evaluations.bars import Chart
from survey_app.evaluations.content import (
    Prose,
    Statements,
    Table,
    VisitFindings,
    cell_text,
)
from survey_app.evaluations.leafing import Leafing
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.uses import evaluations_by_round
from survey_app.visits.models import Round
from survey_app.visits.queries import rounds
from survey_app.visits.receiving.queries import has_papers
from survey_app.web.evaluations.sheets import sheets_of, stale_sheets_of
from survey_app.web.evaluations.showing import evaluation_of
from survey_app.web.evaluations.words import TURNS
from survey_app.web.fields import number_of
from survey_app.web.frame import language
from survey_app.web.paging import asked_page, page_of
from survey_app.web.speech import say

evaluations = Blueprint("evaluations", __name__)

PARTS = {
    Prose: "prose",
    Statements: "statements",
    Table: "table",
    VisitFindings: "findings",
    Chart: "chart",
}


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round and its draft, if there is one."""

    round: Round
    evaluation: Evaluation | None


@evaluations.get("/evaluations")
@requires(Action.EVALUATION_READ)
def index() -> ResponseReturnValue:
    """Each round with its draft."""
    return _index("")


@evaluations.post("/rounds/<int:round_id>/evaluation")
@requires(Action.EVALUATION_MERGE)
@commits
def merge(round_id: int) -> ResponseReturnValue:
    """Merge the approved visits into the draft, or pull in what is new."""
    try:
        found = service.merge(db.session, round_id, at=clock.now(), made_by_id=g.actor.id)
    except Problem as problem:
        if problem.code is Code.NOT_FOUND:
            raise
        db.session.rollback()
        return _index(problem.sentence(language())), problem.status
    flash(say("Đã tổng hợp các cuộc khảo sát đã duyệt. Lời văn của Văn phòng được giữ."), "success")
    return redirect(url_for(".show", evaluation_id=found.id), 303)


@evaluations.get("/evaluations/<int:evaluation_id>")
@requires(Action.EVALUATION_READ)
def show(evaluation_id: int) -> ResponseReturnValue:
    """The draft as it reads now, every statement with the visits that it comes from."""
    return _page(evaluation_of(evaluation_id))


@evaluations.get("/evaluations/<int:evaluation_id>.pdf")
@requires(Action.EVALUATION_READ)
def pdf(evaluation_id: int) -> Response:
    """To print."""
    return evaluation_file(evaluation_of(evaluation_id), "pdf")


@evaluations.get("/evaluations/<int:evaluation_id>.docx")
@requires(Action.EVALUATION_READ)
def word_file(evaluation_id: int) -> Response:
    """To go on writing."""
    return evaluation_file(evaluation_of(evaluation_id), "docx")


@evaluations.get("/evaluations/<int:evaluation_id>.xlsx")
@requires(Action.EVALUATION_READ)
def workbook(evaluation_id: int) -> Response:
    """The tables."""
    return evaluation_file(evaluation_of(evaluation_id), "xlsx")


def _index(problem: str) -> str:
    found = rounds(db.session)
    drafts = evaluations_by_round(db.session)
    page = page_of([RoundLine(each, drafts.get(each.id)) for each in found], size=20)
    return render_template("evaluations/index.html", page=page, problem=problem)


def _page(found: Evaluation) -> str:
    draft = Leafing(db.session, found)
    content = draft.content
    sheets = stale_sheets_of(content) if _only_stale() else sheets_of(content)
    sought = number_of(request.args.get("at"))
    number = sheets.page_of_statement(sought) if sought > 0 else asked_page()
    number = min(number, len(sheets.pages))
    page = sheets.pages[number - 1]
    told = draft.filled((piece.place, piece.parts) for piece in page)
    return render_template(
        "evaluations/show.html",
        evaluation=found,
        is_large=is_for_a_job(len(found.visits)),
        content=content,
        sheets=sheets,
        shown=[replace(piece, parts=parts) for piece, parts in zip(page, told, strict=True)],
        number=number,
        only_stale=_only_stale(),
        stale=sum(line.is_stale for _block, line in content.statements()),
        to_pull=draft.to_pull,
        turns=TURNS,
        has_reports=has_papers(db.session, found.round_id),
        kind_of=lambda part: PARTS[type(part)],
        cell_text=cell_text,
    )


def _only_stale() -> bool:
    return request.args.get("show") == "stale"
