"""What the report of a visit says now, and its drafts. Never commits."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from survey_app.fieldwork.photos import PathOfPhoto
from survey_app.reports import sealing
from survey_app.reports.composing import content_of
from survey_app.reports.content import Edition, VisitReport
from survey_app.reports.layout import PhotoPath
from survey_app.reports.models import Report
from survey_app.reports.queries import facts_of
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted
from survey_app.reviews.models import Decision
from survey_app.visits.models import Visit

# A photo of up to so many bytes goes into the file as it is; a larger one in its screen size.
_LARGEST_AS_IT_IS = 800_000
_FINDINGS = Wanted(Document.VISIT, "pdf")


def draw(
    session: Session, visit: Visit, *, photo_path: PathOfPhoto, wanted: Wanted = _FINDINGS
) -> bytes:
    """A document of a visit as it stands now, as a draft."""
    return sealing.drawn(content(session, visit), wanted, Edition(), on_paper(photo_path))


def content(session: Session, visit: Visit) -> VisitReport:
    """What the report of a visit says now."""
    return content_of(facts_of(session, visit))


def seal(session: Session, visit: Visit, decision: Decision) -> Report:
    """Seal what the report of a visit says now, as the decision has approved it."""
    session.flush()
    return sealing.seal(session, decision, content(session, visit))


def on_paper(photo_path: PathOfPhoto) -> PhotoPath:
    """The file of a photo as it is put into a document."""

    def find(sha256: str) -> Path | None:
        full = photo_path(sha256, "full")
        if full is None or full.stat().st_size <= _LARGEST_AS_IT_IS:
            return full
        return photo_path(sha256, "screen")

    return find
