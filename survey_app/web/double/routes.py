"""What two scorers scored far apart, and how well scorers agree: for leads and the office."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.papers import document
from survey_app.visits.models import Round, Team, Visit
from survey_app.visits.queries import find_round, visits_of_round
from survey_app.web.double.chart import HEIGHT, WIDTH
from survey_app.web.double.figures import AgreementPage, agreement_page, chosen, far_items
from survey_app.web.double.workbook import XLSX, agreement_workbook, moderation_workbook
from survey_app.web.paging import page_of
from survey_app.web.visits.access import visible_visit

double = Blueprint("double", __name__)


@double.get("/round/<int:round_id>/moderation")
@requires(Action.REVIEW_READ)
def moderation(round_id: int) -> ResponseReturnValue:
    """The items of a round that its scorers scored far apart, the largest gap first."""
    round_ = _round(round_id)
    visits = _apart(round_id)
    return render_template(
        "double/moderation.html",
        round=round_,
        visit=None,
        count=len(visits),
        teams=_teams(visits),
        chosen=chosen(),
        page=page_of(far_items(db.session, visits, chosen())),
    )


@double.get("/round/<int:round_id>/moderation.xlsx")
@requires(Action.REVIEW_READ)
def moderation_file(round_id: int) -> Response:
    """The same as an Excel file."""
    round_ = _round(round_id)
    lines = far_items(db.session, _apart(round_id), chosen())
    return document(moderation_workbook(lines), f"can-thong-nhat-dot-{round_.id}.xlsx", XLSX)


@double.get("/visits/<uuid:key>/moderation")
@requires(Action.REVIEW_READ)
def visit_moderation(key: UUID) -> ResponseReturnValue:
    """The same of one visit."""
    visit = visible_visit(key)
    return render_template(
        "double/moderation.html",
        round=visit.round,
        visit=visit,
        count=int(visit.second_scorer_id is not None),
        teams=[],
        chosen=chosen(),
        page=page_of(far_items(db.session, [visit], chosen())),
    )


@double.get("/round/<int:round_id>/agreement")
@requires(Action.REVIEW_READ)
def agreement(round_id: int) -> ResponseReturnValue:
    """How well scorers agree: by item, by scorer, over time."""
    return render_template(
        "double/agreement.html", page=_agreement(round_id), width=WIDTH, height=HEIGHT
    )


@double.get("/round/<int:round_id>/agreement.xlsx")
@requires(Action.REVIEW_READ)
def agreement_file(round_id: int) -> Response:
    """The same as an Excel file."""
    name = f"muc-do-thong-nhat-dot-{round_id}.xlsx"
    return document(agreement_workbook(_agreement(round_id)), name, XLSX)


def _agreement(round_id: int) -> AgreementPage:
    return agreement_page(db.session, _round(round_id), chosen())


def _apart(round_id: int) -> list[Visit]:
    found = visits_of_round(db.session, round_id, g.actor)
    return [visit for visit in found if visit.second_scorer_id is not None]


def _teams(visits: list[Visit]) -> list[Team]:
    return sorted({visit.team for visit in visits}, key=lambda team: team.number)


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found
