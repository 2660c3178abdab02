"""The units' own reports: the office notes what came, keeps the files, checks it off."""

from __future__ import annotations

import structlog
from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.papers import document
from survey_app.visits.models import Round, Unit
from survey_app.visits.queries import find_round
from survey_app.visits.receiving import queries, service
from survey_app.visits.receiving.rules import Receipt
from survey_app.web.frame import language
from survey_app.web.overview.excel import MEDIA_TYPE
from survey_app.web.paging import page_of
from survey_app.web.speech import say
from survey_app.web.unit_reports.bringing import attach_file, large_form, sent
from survey_app.web.unit_reports.forms import ReportForm, by_now
from survey_app.web.unit_reports.listing import (
    RECEIPTS,
    UNCHECKED,
    asked_for,
    book_of,
    listing_of,
)

unit_reports = Blueprint("unit_reports", __name__)
log = structlog.get_logger()


@unit_reports.get("/round/<int:round_id>/unit-reports")
@requires(Action.EVALUATION_READ)
def index(round_id: int) -> ResponseReturnValue:
    """Every unit of the round: whose report has come, whose is missing, whose was late."""
    round_ = _round(round_id)
    listing = listing_of(queries.standings_of_round(db.session, round_, clock.today()), asked_for())
    return render_template(
        "unit_reports/index.html",
        round=round_,
        listing=listing,
        page=page_of(listing.shown),
        withdrawn=queries.withdrawn_of_round(db.session, round_id),
        RECEIPTS=RECEIPTS,
        UNCHECKED=UNCHECKED,
        receipts=Receipt,
    )


@unit_reports.get("/round/<int:round_id>/unit-reports.xlsx")
@requires(Action.EVALUATION_READ)
def book(round_id: int) -> Response:
    """The same list as a workbook, with the rows that the filters leave."""
    round_, today = _round(round_id), clock.today()
    listing = listing_of(queries.standings_of_round(db.session, round_, today), asked_for())
    data = book_of(round_, listing.shown, today)
    return document(data, f"bao-cao-cua-don-vi-dot-{round_id}.xlsx", MEDIA_TYPE)


@unit_reports.get("/round/<int:round_id>/unit-reports/new")
@requires(Action.EVALUATION_MERGE)
def new(round_id: int) -> ResponseReturnValue:
    """A form for a report that has come."""
    form = ReportForm(formdata=None, unit=request.args.get("unit", ""), received_on=clock.today())
    return _new_page(_round(round_id), form, "")


@unit_reports.post("/round/<int:round_id>/unit-reports")
@requires(Action.EVALUATION_MERGE)
@commits
def note(round_id: int) -> ResponseReturnValue:
    """Note a report that has come, with its file where there is one."""
    form, round_ = large_form(), _round(round_id)
    unit = next((each for each in _units(round_) if each.code == form.unit.data), None)
    is_right = form.validate()
    if unit is None:
        form.unit.errors = [say("Chọn đơn vị.")]
    if not is_right or unit is None:
        return _new_page(round_, form, ""), 422
    try:
        row = service.note(db.session, round_.id, unit.id, form.facts(), by_now())
        attach_file(row, sent(form))
    except Problem as problem:
        db.session.rollback()
        return _new_page(_round(round_id), form, problem.sentence(language())), problem.status
    log.info("unit report noted", report=row.id, round=round_.id, by=g.actor.id)
    flash(say("Đã ghi nhận báo cáo của %(unit)s.", unit=unit.name), "success")
    return redirect(url_for("desk.unit_report.show", report_id=row.id), 303)


def _round(round_id: int) -> Round:
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _units(round_: Round) -> list[Unit]:
    """The units of the round, then the rest of the directory."""
    standings = queries.standings_of_round(db.session, round_, clock.today())
    return [each.unit for each in standings] + queries.other_units(db.session, standings)


def _new_page(round_: Round, form: ReportForm, said: str) -> str:
    standings = queries.standings_of_round(db.session, round_, clock.today())
    return render_template(
        "unit_reports/new.html",
        round=round_,
        form=form,
        said=said,
        standings=standings,
        others=queries.other_units(db.session, standings),
        RECEIPTS=RECEIPTS,
    )
