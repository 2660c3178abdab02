"""What stands where in each document of a visit: from what is known to blocks. Never draws."""

from __future__ import annotations

from collections.abc import Callable

from survey_app.reports.blocks import Manuscript
from survey_app.reports.content import VisitReport
from survey_app.reports.outlines.findings import findings
from survey_app.reports.outlines.minutes import minutes
from survey_app.reports.outlines.score_sheet import score_sheet
from survey_app.reports.rules import Document

OUTLINES: dict[Document, Callable[[VisitReport], Manuscript]] = {
    Document.VISIT: findings,
    Document.MINUTES: minutes,
    Document.SCORES: score_sheet,
}
