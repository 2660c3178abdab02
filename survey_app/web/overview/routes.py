"""The pages of the overview and their workbooks; each is a reading of the same round."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.visits.clashes import clashes_among
from survey_app.web.overview import comparison as comparing
from survey_app.web.overview import evidence as proving
from survey_app.web.overview import indicators as indicating
from survey_app.web.overview import schedule as scheduling
from survey_app.web.overview.calendar import calendar
from survey_app.web.overview.charts import histogram
from survey_app.web.overview.excel import MEDIA_TYPE, workbook
from survey_app.web.overview.grid import Grid
from survey_app.web.overview.heat import heat
from survey_app.web.overview.view import View, view_of
from survey_app.web.paging import page_of
from survey_app.web.speech import say

overview = Blueprint("overview", __name__)


@overview.get("/round/<int:round_id>/calendar")
@requires(Action.ROUND_READ)
def days(round_id: int) -> ResponseReturnValue:
    """The days of the round."""
    view = view_of(round_id)
    clashes = clashes_among(db.session, [each.id for each in view.subjects])
    return render_template(
        "overview/calendar.html", view=view, calendar=calendar(view), clashes=clashes
    )


@overview.get("/round/<int:round_id>/calendar.ics")
@requires(Action.ROUND_READ)
def calendar_file(round_id: int) -> Response:
    """The days of the visits that the filters leave, for the calendar of a phone or a desk."""
    view = view_of(round_id)
    response = Response(scheduling.ics(view), mimetype=scheduling.MEDIA_TYPE)
    file = f"calendar-{view.round.id}.ics"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@overview.get("/round/<int:round_id>/scores")
@requires(Action.ROUND_READ)
def scores(round_id: int) -> ResponseReturnValue:
    """The heat map."""
    view = view_of(round_id)
    return _paged("overview/scores.html", view, heat(view))


@overview.get("/round/<int:round_id>/indicators")
@requires(Action.ROUND_READ)
def indicators(round_id: int) -> ResponseReturnValue:
    """One indicator over the units."""
    view = view_of(round_id)
    item = indicating.chosen(view)
    grid = indicating.indicator(view, item) if item else Grid("", "", (), ())
    return _paged(
        "overview/indicators.html", view, grid, item=item, choices=indicating.choices(view)
    )


@overview.get("/round/<int:round_id>/evidence")
@requires(Action.ROUND_READ)
def evidence(round_id: int) -> ResponseReturnValue:
    """The matrix of gaps."""
    view = view_of(round_id)
    asked = proving.question(view)
    return _paged(
        "overview/evidence.html",
        view,
        proving.matrix(view),
        what=asked,
        questions={name: label for name, (label, _holds) in proving.QUESTIONS.items()},
    )


@overview.get("/round/<int:round_id>/comparison")
@requires(Action.ROUND_READ)
def comparison(round_id: int) -> ResponseReturnValue:
    """Units beside units, on shared items."""
    view = view_of(round_id)
    found = comparing.compared(view)
    return _paged(
        "overview/comparison.html",
        view,
        comparing.by_unit(found),
        groups=comparing.by_group(view, found),
        basis=comparing.basis_said(view, len(found)),
        chart=histogram(comparing.distribution(found)),
        outliers=comparing.outliers(found),
    )


@overview.get("/round/<int:round_id>/<name>.xlsx")
@requires(Action.ROUND_READ)
def book(round_id: int, name: str) -> Response:
    """The same page as a workbook, with every row that the filters leave."""
    if name not in _BOOKS:
        raise Problem(Code.NOT_FOUND)
    view = view_of(round_id)
    lines = [view.round.name, say("Điểm: %(layer)s.", layer=view.layer_said)]
    lines += _filters_said(view)
    data = workbook(_BOOKS[name](view), lines)
    response = Response(data, mimetype=MEDIA_TYPE)
    file = f"{name}-{view.round.id}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _paged(template: str, view: View, grid: Grid, **more: object) -> str:
    page = page_of(grid.rows)
    return render_template(template, view=view, grid=grid.page(page.rows), page=page, **more)


def _filters_said(view: View) -> list[str]:
    if not view.asked.narrows:
        return []
    return [
        say(
            "Đang lọc: %(count)s trên %(all)s cuộc khảo sát.",
            count=len(view.subjects),
            all=len(view.glance.subjects),
        )
    ]


def _indicator_grids(view: View) -> list[Grid]:
    found = indicating.choices(view)
    if not found:
        raise Problem(Code.NOT_FOUND)
    return [indicating.indicator(view, item) for item in found.values()]


def _comparison_grids(view: View) -> list[Grid]:
    found = comparing.compared(view)
    said = comparing.basis_said(view, len(found))
    grids = (comparing.by_group(view, found), comparing.by_unit(found))
    return [
        Grid(each.title, each.first, each.columns, each.rows, (said, *each.notes), each.foot)
        for each in grids
    ]


_BOOKS: dict[str, Callable[[View], Sequence[Grid]]] = {
    "calendar": lambda view: [scheduling.schedule(view)],
    "scores": lambda view: [heat(view)],
    "indicators": _indicator_grids,
    "evidence": lambda view: [proving.matrix(view)],
    "comparison": _comparison_grids,
}
