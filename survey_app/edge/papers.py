"""Documents as responses, with file names that every system keeps."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, send_file

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import folded
from survey_app.edge.database import db
from survey_app.edge.stores import paper
from survey_app.evaluations import layout_excel, layout_pdf, layout_word
from survey_app.evaluations import service as evaluations
from survey_app.evaluations.content import EvaluationContent
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.queries import find_evaluation
from survey_app.reports import queries as reports
from survey_app.reports import service as drawing
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Visit

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Format:
    """How an evaluation becomes a file of one kind."""

    draw: Callable[[EvaluationContent], bytes]
    media_type: str


FORMATS = {
    "pdf": Format(layout_pdf.pdf, PDF),
    "docx": Format(layout_word.word, f"{OFFICE}.wordprocessingml.document"),
    "xlsx": Format(layout_excel.excel, f"{OFFICE}.spreadsheetml.sheet"),
}


def findings_pdf(visit: Visit) -> Response:
    """The sealed revision of an approved visit; of any other, a draft drawn now."""
    if state_of(db.session, visit.id) is ReviewState.APPROVED:
        return sealed_pdf(visit)
    db.session.commit()
    pdf = drawing.draw(db.session, visit, photo_path=paper().photo_path)
    return document(pdf, f"du-thao-{visit.unit.code}.pdf", PDF)


def sealed_pdf(visit: Visit, revision: int | None = None) -> Response:
    """A sealed revision, by default the newest, byte for byte as it was sealed."""
    report = reports.find_report(db.session, visit.id, revision)
    if report is None:
        raise Problem(Code.REPORT_MISSING)
    pdf = drawing.read_sealed(report, paper().folder)
    name = f"bao-cao-{visit.unit.code}-ban-{report.revision}.pdf"
    response = document(pdf, name, PDF)
    response.set_etag(report.pdf_sha256)
    return response


def evaluation_file(evaluation: Evaluation, suffix: str) -> Response:
    """The evaluation as it stands now: ``pdf`` to print, ``docx`` to go on writing, ``xlsx``."""
    return document(
        _drawn(evaluation, suffix), evaluation_name(evaluation, suffix), FORMATS[suffix].media_type
    )


def draw_evaluation(evaluation_id: int, suffix: str) -> bytes:
    """The bytes of an evaluation in a format, for a job."""
    found = find_evaluation(db.session, evaluation_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return _drawn(found, suffix)


def evaluation_name(evaluation: Evaluation, suffix: str) -> str:
    """The file name of an evaluation."""
    return f"so-ket-dot-{evaluation.round_id}.{suffix}"


def _drawn(evaluation: Evaluation, suffix: str) -> bytes:
    content = evaluations.content_of(db.session, evaluation)
    # Drawing takes its time; nothing is kept open over it.
    db.session.commit()
    return FORMATS[suffix].draw(content)


def document(data: bytes, name: str, media_type: str) -> Response:
    """Bytes as a file to open or to keep; the name in letters that every system knows."""
    response = send_file(io.BytesIO(data), mimetype=media_type, download_name=file_name(name))
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(name: str) -> str:
    """A name without marks, spaces or anything that a path could be made of."""
    return re.sub(r"[^a-z0-9._-]+", "-", folded(name)).strip("-.") or "tai-lieu"
