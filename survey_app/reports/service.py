"""Draws the findings of a visit, and seals them at the moment of approval. Never commits."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from forms.scoring import ENGINE_VERSION
from survey_app.core.clock import local
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork.photos import PathOfPhoto
from survey_app.reports.composing import content_of
from survey_app.reports.content import Edition, VisitReport, digest
from survey_app.reports.layout import drawn
from survey_app.reports.models import Report
from survey_app.reports.queries import facts_of, last_revision
from survey_app.reviews.models import Decision
from survey_app.visits.models import Visit

# A photo of up to so many bytes goes into the file as it is; a larger one in its screen size.
_LARGEST_AS_IT_IS = 800_000


class SealBroken(RuntimeError):
    """A sealed file is not what its name says; it is left as it is for somebody to look at."""


def draw(session: Session, visit: Visit, *, photo_path: PathOfPhoto) -> bytes:
    """The report as it stands now, as a draft."""
    return drawn(content(session, visit), Edition(), _on_paper(photo_path))


def content(session: Session, visit: Visit) -> VisitReport:
    """What the report of a visit says now."""
    return content_of(facts_of(session, visit))


def seal(
    session: Session,
    visit: Visit,
    decision: Decision,
    *,
    photo_path: PathOfPhoto,
    store_dir: Path,
) -> Report:
    """Draw the next revision and keep it for good: first the file, durably, then its row.

    It carries the time and the person of the decision that approved it.
    """
    session.flush()
    report = content(session, visit)
    revision = last_revision(session, visit.id) + 1
    edition = Edition(revision, local(decision.made_at).date(), decision.made_at)
    pdf = drawn(report, edition, _on_paper(photo_path))
    row = Report(
        visit_id=visit.id,
        revision=revision,
        decision_id=decision.id,
        content_sha256=digest(report),
        pdf_sha256=keep(pdf, store_dir),
        bytes=len(pdf),
        entries_seen=decision.entries_seen,
        engine=ENGINE_VERSION,
        sealed_at=decision.made_at,
        sealed_by_id=decision.made_by_id,
    )
    session.add(row)
    return row


def keep(pdf: bytes, store_dir: Path) -> str:
    """Store a sealed file under its own hash and give the hash; what is there is never replaced."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    target = sealed_path(store_dir, sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
        _link(Path(file.name), target)
    for folder in (target.parent, store_dir):
        _sync_folder(folder)
    return sha256


def read_sealed(report: Report, store_dir: Path) -> bytes:
    """The sealed file of a report, checked against its hash."""
    try:
        pdf = sealed_path(store_dir, report.pdf_sha256).read_bytes()
    except FileNotFoundError as error:
        raise Problem(Code.REPORT_MISSING, {"revision": report.revision}) from error
    if hashlib.sha256(pdf).hexdigest() != report.pdf_sha256:
        raise SealBroken(f"the sealed file {report.pdf_sha256}.pdf has been changed")
    return pdf


def sealed_path(store_dir: Path, sha256: str) -> Path:
    """Where the sealed file of this hash lies."""
    return store_dir / sha256[:2] / f"{sha256}.pdf"


def _link(written: Path, target: Path) -> None:
    """Give the written file its name, unless it has been sealed before with the same bytes."""
    try:
        os.link(written, target)
    except FileExistsError:
        if target.read_bytes() != written.read_bytes():
            raise SealBroken(f"the sealed file {target.name} has been changed") from None


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _on_paper(photo_path: PathOfPhoto) -> Callable[[str], Path | None]:
    def find(sha256: str) -> Path | None:
        full = photo_path(sha256, "full")
        if full is None or full.stat().st_size <= _LARGEST_AS_IT_IS:
            return full
        return photo_path(sha256, "screen")

    return find
