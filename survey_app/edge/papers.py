"""Documents as responses, with file names that every system keeps."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, send_file

from forms.definition import Checklist
from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import folded
from survey_app.edge.database import db, writing
from survey_app.edge.stores import paper, settings
from survey_app.evaluations import layout_excel, layout_pdf, layout_word
from survey_app.evaluations import service as evaluations
from survey_app.evaluations.content import EvaluationContent
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.queries import find_evaluation
from survey_app.reports import bundle, sealing
from survey_app.reports import queries as reports
from survey_app.reports import service as drawing
from survey_app.reports.blocks import Manuscript
from survey_app.reports.content import Edition
from survey_app.reports.models import Report, SealedFile
from survey_app.reports.outlines.blank import blank
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted
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


_FILE_NAMES = {
    Document.VISIT: "bao-cao",
    Document.MINUTES: "bien-ban",
    Document.SCORES: "phieu-khao-sat",
}
_MEDIA = {suffix: each.media_type for suffix, each in FORMATS.items()}


def visit_document(visit: Visit, wanted: Wanted) -> Response:
    """The newest sealed revision of an approved visit; of any other, a draft drawn now."""
    if state_of(db.session, visit.id) is ReviewState.APPROVED:
        return sealed_document(visit, wanted)
    report = drawing.content(db.session, visit)
    unit = visit.unit.code
    # Drawing takes its time; nothing is kept open over it.
    db.session.commit()
    data = sealing.drawn(report, wanted, Edition(), drawing.on_paper(paper().photo_path))
    return document(data, f"du-thao-{_named(wanted, unit)}.{wanted.suffix}", _MEDIA[wanted.suffix])


def sealed_document(visit: Visit, wanted: Wanted, revision: int | None = None) -> Response:
    """A document of a sealed revision, by default the newest, always the same bytes."""
    report = reports.find_report(db.session, visit.id, revision)
    if report is None:
        raise Problem(Code.REPORT_MISSING)
    name = f"{_named(wanted, visit.unit.code)}-ban-{report.revision}.{wanted.suffix}"
    file = sealed_file(report, wanted)
    data = sealing.read_file(file, paper().folder)
    return document(data, name, _MEDIA[wanted.suffix], sha256=file.sha256)


def sealed_file(report: Report, wanted: Wanted) -> SealedFile:
    """The file of a document of a sealed revision; drawn now where nobody has asked for it yet."""
    found = sealing.find_file(db.session, report.id, wanted)
    if found is not None:
        return found
    content = sealing.sealed_content(db.session, report)
    report_id = report.id
    edition = sealing.edition_of(report, wanted.document, settings().base_url)
    # Drawing takes its time; nothing is kept open over it.
    db.session.commit()
    data = sealing.drawn(content, wanted, edition, drawing.on_paper(paper().photo_path))
    with writing():
        kept = sealing.record(
            db.session, report_id, wanted, data=data, store_dir=paper().folder, at=clock.now()
        )
        db.session.commit()
    return kept


def photo_archive(visit: Visit) -> Response:
    """The photos of a visit in one file, under the numbers that its documents have."""
    report = reports.find_report(db.session, visit.id)
    if report is not None and state_of(db.session, visit.id) is ReviewState.APPROVED:
        content = sealing.sealed_content(db.session, report)
    else:
        content = drawing.content(db.session, visit)
    unit = visit.unit.code
    # Packing takes its time; nothing is kept open over it.
    db.session.commit()
    # On the disk: the photos of a visit may be more than there is memory.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    bundle.pack(content, unit, paper().photo_path, file)
    file.seek(0)
    response = send_file(
        file, mimetype="application/zip", download_name=file_name(f"anh-{unit}.zip")
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def blank_form(checklist: Checklist, suffix: str) -> Response:
    """A checklist to be filled in by hand."""
    if suffix not in sealing.FORMATS:
        raise Problem(Code.NOT_FOUND)
    data = sealing.FORMATS[suffix](blank(checklist), Edition(), lambda _: None)
    name = f"phieu-trong-{checklist.code}-{checklist.version}.{suffix}"
    return document(data, name, _MEDIA[suffix])


def letter(written: Manuscript, name: str, suffix: str) -> Response:
    """A letter to be numbered, dated and signed by hand; drawn anew each time from the plan."""
    if suffix not in sealing.FORMATS:
        raise Problem(Code.NOT_FOUND)
    # Drawing takes its time; nothing is kept open over it.
    db.session.commit()
    data = sealing.FORMATS[suffix](written, Edition(), lambda _: None)
    return document(data, f"{name}.{suffix}", _MEDIA[suffix])


def draw_sealed(visit_id: int) -> None:
    """Draw every document of the newest revision of a visit that has not been drawn, for a job."""
    report = reports.find_report(db.session, visit_id)
    if report is not None:
        for wanted in sealing.EVERY:
            sealed_file(report, wanted)


def _named(wanted: Wanted, unit: str) -> str:
    return f"{_FILE_NAMES[wanted.document]}-{unit}"


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


def document(data: bytes, name: str, media_type: str, *, sha256: str = "") -> Response:
    """Bytes as a file to open or to keep; the name in letters that every system knows.

    ``sha256``: the hash of bytes that are always the same; whoever has them is not sent them again.
    """
    response = send_file(
        io.BytesIO(data),
        mimetype=media_type,
        download_name=file_name(name),
        etag=sha256 or False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def file_name(name: str) -> str:
    """A name without marks, spaces or anything that a path could be made of."""
    return re.sub(r"[^a-z0-9._-]+", "-", folded(name)).strip("-.") or "tai-lieu"
