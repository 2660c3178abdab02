"""What the page of a visit's documents shows: revisions with what each says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.reports import changes
from survey_app.reports.changes import Change
from survey_app.reports.models import Report, SealedFile
from survey_app.reports.queries import files_of, reports_of
from survey_app.reports.rules import NAMES
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Person, Visit


@dataclass(frozen=True, slots=True)
class Revision:
    """A sealed revision: who approved it, what it says otherwise than the last, its files."""

    report: Report
    by: str
    changes: tuple[Change, ...]
    files: Sequence[SealedFile]

    def sha256(self, name: str, suffix: str) -> str:
        """The hash of a file that has been drawn; empty before."""
        found = (
            each.sha256
            for each in self.files
            if NAMES[each.document] == name and each.suffix == suffix
        )
        return next(found, "")


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a visit; the first revision is the newest."""

    visit: Visit
    revisions: tuple[Revision, ...]
    is_approved: bool


def documents_of(session: Session, visit: Visit) -> Documents:
    """Everything the page shows; the same number of queries however many revisions."""
    reports = reports_of(session, visit.id)
    people = select(Person.id, Person.name).where(
        Person.id.in_({each.sealed_by_id for each in reports})
    )
    names = {row.id: row.name for row in session.execute(people.order_by(Person.id))}
    files = files_of(session, [each.id for each in reports])
    revisions = tuple(
        Revision(
            report=each,
            by=names[each.sealed_by_id],
            changes=changes.read(each.changes),
            files=files[each.id],
        )
        for each in reports
    )
    is_approved = state_of(session, visit.id) is ReviewState.APPROVED
    return Documents(visit, revisions, is_approved)
