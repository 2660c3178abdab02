"""A file that comes with a form: larger than other forms may be, read after its sender is known."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import FileStorage

from survey_app.edge import db
from survey_app.edge.received import take_in
from survey_app.evaluations import foreign
from survey_app.visits.receiving import service
from survey_app.visits.receiving.models import UnitReport
from survey_app.web.unit_reports.forms import ReportForm, by_now

# A file with the few fields beside it.
LARGEST_FORM = foreign.LARGEST + 1024 * 1024


def large_form() -> ReportForm:
    """The form that was sent, which may be as large as a file. Problem form-expired."""
    request.max_content_length = LARGEST_FORM
    form = ReportForm()
    form.check_token()
    return form


def sent(form: ReportForm) -> FileStorage | None:
    """The file of the form, where somebody chose one."""
    file = form.file.data
    return file if isinstance(file, FileStorage) and file.filename else None


def attach_file(row: UnitReport, file: FileStorage | None) -> None:
    """Keep a file and add it to a report. Problems of ``take_in`` and ``service.attach``."""
    if file is not None:
        kept = take_in(file.stream, file.filename or "")
        service.attach(db.session, row, kept, by_now())
