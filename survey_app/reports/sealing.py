"""Seals what a visit says when it is approved, and keeps what is drawn from it. Never commits.

Approving takes no longer for it: the content is sealed, and each file is drawn from the sealed
content later, by a job or when it is first asked for. From then on it is kept, never drawn again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forms.scoring import ENGINE_VERSION
from survey_app.core.clock import local
from survey_app.core.disk import to_disk
from survey_app.core.problems import Code, Problem
from survey_app.reports import changes, snapshots
from survey_app.reports.blocks import Manuscript
from survey_app.reports.content import Edition, VisitReport
from survey_app.reports.layout import PhotoPath, pdf
from survey_app.reports.layout_word import word
from survey_app.reports.models import Report, SealedContent, SealedFile
from survey_app.reports.outlines import OUTLINES
from survey_app.reports.queries import find_report
from survey_app.reports.rules import NAMES, Document
from survey_app.reviews.models import Decision

# Signs of the digest in the address of a document: enough that nobody guesses one.
CODE_LENGTH = 24
FORMATS: dict[str, Callable[[Manuscript, Edition, PhotoPath], bytes]] = {"pdf": pdf, "docx": word}


class SealBroken(RuntimeError):
    """A sealed file is not what its name says; it is left as it is for somebody to look at."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document of a visit in a format."""

    document: Document
    suffix: str


EVERY = tuple(Wanted(document, suffix) for document in OUTLINES for suffix in FORMATS)


def find_wanted(name: str, suffix: str) -> Wanted | None:
    """The document of this name in this format; None where there is no such."""
    found = (each for each in EVERY if (NAMES[each.document], each.suffix) == (name, suffix))
    return next(found, None)


def seal(session: Session, decision: Decision, report: VisitReport) -> Report:
    """Keep what was approved as the next revision, with what it says otherwise than the last.

    It carries the time and the person of the decision that approved it.
    """
    session.flush()
    before = find_report(session, decision.visit_id)
    text = snapshots.kept(report)
    sha256 = snapshots.digest_of(text)
    if session.get(SealedContent, sha256) is None:
        session.add(SealedContent(sha256=sha256, content=text))
        session.flush()
    row = Report(
        visit_id=decision.visit_id,
        revision=before.revision + 1 if before else 1,
        decision_id=decision.id,
        content_sha256=sha256,
        changes=_changes(session, before, report),
        entries_seen=decision.entries_seen,
        engine=ENGINE_VERSION,
        sealed_at=decision.made_at,
        sealed_by_id=decision.made_by_id,
    )
    session.add(row)
    return row


def sealed_content(session: Session, report: Report) -> VisitReport:
    """What a revision says; raises SnapshotBroken where somebody has changed it."""
    kept = session.get_one(SealedContent, report.content_sha256)
    return snapshots.read(kept.content, report.content_sha256)


def edition_of(report: Report, document: Document, base_url: str) -> Edition:
    """How a document of this revision is marked."""
    code = report.content_sha256[:CODE_LENGTH]
    address = f"{base_url}/documents/{code}/{report.revision}/{NAMES[document]}"
    return Edition(report.revision, local(report.sealed_at).date(), report.sealed_at, address)


def drawn(report: VisitReport, wanted: Wanted, edition: Edition, photo_path: PhotoPath) -> bytes:
    """A document in a format; the same content in the same edition is the same bytes."""
    return FORMATS[wanted.suffix](OUTLINES[wanted.document](report), edition, photo_path)


def find_file(session: Session, report_id: int, wanted: Wanted) -> SealedFile | None:
    """The file of a document as it was drawn; None while nobody has asked for it."""
    asked = select(SealedFile).where(
        SealedFile.report_id == report_id,
        SealedFile.document == wanted.document,
        SealedFile.suffix == wanted.suffix,
    )
    return session.scalar(asked)


def record(
    session: Session,
    report_id: int,
    wanted: Wanted,
    *,
    data: bytes,
    store_dir: Path,
    at: datetime,
) -> SealedFile:
    """Keep a drawn file: first the bytes, durably, then the row; the first one kept stands."""
    there = find_file(session, report_id, wanted)
    if there is not None:
        return there
    row = SealedFile(
        report_id=report_id,
        document=wanted.document,
        suffix=wanted.suffix,
        sha256=keep(data, store_dir, wanted.suffix),
        bytes=len(data),
        drawn_at=at,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Somebody drew it at the same time; what they kept is the same bytes, and stands.
        return _kept(session, report_id, wanted)
    return row


def keep(data: bytes, store_dir: Path, suffix: str) -> str:
    """Store a sealed file under its own hash and give the hash; what is there is never replaced."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = sealed_path(store_dir, sha256, suffix)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
        _link(Path(file.name), target)
    for folder in (target.parent, store_dir):
        to_disk(folder)
    return sha256


def read_file(file: SealedFile, store_dir: Path) -> bytes:
    """The bytes of a sealed file, checked against their hash."""
    try:
        data = sealed_path(store_dir, file.sha256, file.suffix).read_bytes()
    except FileNotFoundError as error:
        raise Problem(Code.REPORT_MISSING) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise SealBroken(f"the sealed file {file.sha256}.{file.suffix} has been changed")
    return data


def sealed_path(store_dir: Path, sha256: str, suffix: str) -> Path:
    """Where the sealed file of this hash lies."""
    return store_dir / sha256[:2] / f"{sha256}.{suffix}"


def _kept(session: Session, report_id: int, wanted: Wanted) -> SealedFile:
    found = find_file(session, report_id, wanted)
    if found is None:
        raise Problem(Code.REPORT_MISSING)
    return found


def _changes(session: Session, before: Report | None, report: VisitReport) -> str:
    if before is None:
        return "[]"
    return changes.stored(changes.changes(sealed_content(session, before), report))


def _link(written: Path, target: Path) -> None:
    """Give the written file its name, unless it has been sealed before with the same bytes."""
    try:
        os.link(written, target)
    except FileExistsError:
        if target.read_bytes() != written.read_bytes():
            raise SealBroken(f"the sealed file {target.name} has been changed") from None
