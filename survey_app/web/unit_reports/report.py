"""One report of a unit: mended, its files, checked off, withdrawn; each act can be undone."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, requires
from survey_app.edge.received import handed_out
from survey_app.evaluations.citing import statements_citing
from survey_app.visits.receiving import queries, service
from survey_app.visits.receiving.models import UnitReport, UnitReportFile
from survey_app.web.frame import language
from survey_app.web.speech import say
from survey_app.web.unit_reports.bringing import attach_file, large_form, sent
from survey_app.web.unit_reports.forms import ReportForm, SeenForm, WithdrawForm, by_now

unit_report = Blueprint("unit_report", __name__)


@unit_report.get("/unit-reports/<int:report_id>")
@requires(Action.EVALUATION_READ)
def show(report_id: int) -> ResponseReturnValue:
    """A report with its files and everything that can be done to it."""
    return _page(_report(report_id))


@unit_report.post("/unit-reports/<int:report_id>")
@requires(Action.EVALUATION_MERGE)
@commits
def change(report_id: int) -> ResponseReturnValue:
    """Mend what was noted."""
    row, form = _report(report_id), ReportForm()
    if not form.validate():
        return _page(row, form), 422
    return _attempt(
        row,
        lambda: service.change(db.session, row, form.facts(), seen=form.seen),
        say("Đã lưu báo cáo."),
        form,
    )


@unit_report.post("/unit-reports/<int:report_id>/files")
@requires(Action.EVALUATION_MERGE)
@commits
def attach(report_id: int) -> ResponseReturnValue:
    """Add a file."""
    form, row = large_form(), _report(report_id)
    file = sent(form)
    if file is None:
        return _page(row, said=say("Chọn tệp.")), 422
    return _attempt(row, lambda: attach_file(row, file), say("Đã nhận tệp."))


@unit_report.get("/unit-reports/<int:report_id>/files/<int:file_id>")
@requires(Action.EVALUATION_READ)
def take(report_id: int, file_id: int) -> ResponseReturnValue:
    """A file to keep: cleaned, or the very bytes that came."""
    file = _file(_report(report_id), file_id)
    return handed_out(file, as_it_came=request.args.get("as") == "original")


@unit_report.post("/unit-reports/<int:report_id>/files/<int:file_id>/removal")
@requires(Action.EVALUATION_MERGE)
@commits
def take_off(report_id: int, file_id: int) -> ResponseReturnValue:
    """Take a file off; it can be put back."""
    row = _report(report_id)
    file = _file(row, file_id)
    return _attempt(row, lambda: service.take_off(db.session, file, by_now()), say("Đã gỡ tệp."))


@unit_report.post("/unit-reports/<int:report_id>/files/<int:file_id>/return")
@requires(Action.EVALUATION_MERGE)
@commits
def put_back(report_id: int, file_id: int) -> ResponseReturnValue:
    """Put a file back that was taken off."""
    row = _report(report_id)
    file = _file(row, file_id)
    return _attempt(row, lambda: service.put_back(db.session, file), say("Đã đưa tệp trở lại."))


@unit_report.post("/unit-reports/<int:report_id>/check")
@requires(Action.EVALUATION_MERGE)
@commits
def check(report_id: int) -> ResponseReturnValue:
    """Check it off."""
    row, seen = _report(report_id), SeenForm().seen
    return _attempt(
        row,
        lambda: service.check(db.session, row, by_now(), seen=seen),
        say("Đã đánh dấu đã kiểm tra."),
    )


@unit_report.post("/unit-reports/<int:report_id>/check/undoing")
@requires(Action.EVALUATION_MERGE)
@commits
def uncheck(report_id: int) -> ResponseReturnValue:
    """Take the check back."""
    row, seen = _report(report_id), SeenForm().seen
    return _attempt(
        row,
        lambda: service.uncheck(db.session, row, seen=seen),
        say("Đã bỏ dấu kiểm tra."),
    )


@unit_report.post("/unit-reports/<int:report_id>/withdrawal")
@requires(Action.EVALUATION_MERGE)
@commits
def withdraw(report_id: int) -> ResponseReturnValue:
    """Take back that it was received."""
    row, form = _report(report_id), WithdrawForm()
    if not form.validate():
        return _page(row, said=say("Nêu lý do.")), 422
    reason = str(form.reason.data)
    return _attempt(
        row,
        lambda: service.withdraw(db.session, row, by_now(), reason=reason, seen=form.seen),
        say("Đã bỏ ghi nhận báo cáo; có thể khôi phục."),
    )


@unit_report.post("/unit-reports/<int:report_id>/withdrawal/undoing")
@requires(Action.EVALUATION_MERGE)
@commits
def restore(report_id: int) -> ResponseReturnValue:
    """Let it stand again."""
    row, seen = _report(report_id), SeenForm().seen
    return _attempt(
        row,
        lambda: service.restore(db.session, row, seen=seen),
        say("Đã khôi phục báo cáo."),
    )


def _attempt(
    row: UnitReport, act: Callable[[], object], done: str, form: ReportForm | None = None
) -> ResponseReturnValue:
    """Do it; what cannot be done is told on the page as it is now, what was typed stays."""
    report_id = row.id
    try:
        act()
    except Problem as problem:
        db.session.rollback()
        said = problem.sentence(language())
        return _page(_report(report_id), form, said), problem.status
    flash(done, "success")
    return redirect(url_for(".show", report_id=report_id), 303)


def _report(report_id: int) -> UnitReport:
    found = queries.find_report(db.session, report_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _file(row: UnitReport, file_id: int) -> UnitReportFile:
    found = next((file for file in row.files if file.id == file_id), None)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _page(row: UnitReport, form: ReportForm | None = None, said: str = "") -> str:
    shown = form or ReportForm(
        formdata=None,
        received_on=row.received_on,
        symbol=row.symbol,
        dated_on=row.dated_on,
        title=row.title,
        note=row.note,
    )
    return render_template(
        "unit_reports/show.html",
        report=row,
        form=shown,
        said=said,
        citing=statements_citing(db.session, row.id),
    )
