"""Files of the units' own reports: taken in, kept under their hashes, handed out."""

from __future__ import annotations

import re
from typing import IO

from flask import Response, send_file

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import clean
from survey_app.edge.papers import OFFICE, PDF, file_name
from survey_app.edge.stores import paper
from survey_app.evaluations import foreign
from survey_app.reports import sealing
from survey_app.visits.receiving.models import UnitReportFile
from survey_app.visits.receiving.rules import FileKind
from survey_app.visits.receiving.service import Kept

_LONGEST_NAME = 150
_MEDIA = {
    FileKind.PDF: PDF,
    FileKind.DOCX: f"{OFFICE}.wordprocessingml.document",
    FileKind.DOC: "application/msword",
}


def take_in(stream: IO[bytes], name: str) -> Kept:
    """Keep a document, as it came and as it is handed out, before anybody is told that it is here.

    Problems of ``foreign.opened``.
    """
    data = stream.read(foreign.LARGEST + 1)
    found = foreign.opened(data)
    folder = paper().folder
    original = sealing.keep(data, folder, found.kind.value)
    changed = found.data is not data
    sha256 = sealing.keep(found.data, folder, found.kind.value) if changed else original
    return Kept(
        name=_named(name, found.kind),
        kind=found.kind,
        original_sha256=original,
        sha256=sha256,
        bytes=len(found.data),
        pages=found.pages,
    )


def handed_out(file: UnitReportFile, *, as_it_came: bool) -> Response:
    """The file to keep; never opened in the page, whatever it holds. Problem report-missing."""
    sha256 = file.original_sha256 if as_it_came else file.sha256
    path = sealing.sealed_path(paper().folder, sha256, file.kind.value)
    if not path.is_file():
        raise Problem(Code.REPORT_MISSING)
    response = send_file(
        path,
        mimetype=_MEDIA[file.kind],
        as_attachment=True,
        download_name=file_name(file.name),
        max_age=0,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _named(name: str, kind: FileKind) -> str:
    """The name as it came, without folders, ending as its content says."""
    bare = clean(re.split(r"[\\/]", name)[-1])
    stem = re.sub(r"\.(pdf|docx?|dotx?|rtf)$", "", bare, flags=re.IGNORECASE).strip(". ")
    return f"{stem[:_LONGEST_NAME] or 'bao-cao'}.{kind.value}"
