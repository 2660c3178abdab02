"""Writes of the units' own reports: noted, changed, checked off, withdrawn. Never commits.

Whoever changes a report says which version was seen. Problem report-moved: somebody was faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey_app.core.problems import Code, Problem
from survey_app.visits.receiving.models import UnitReport, UnitReportFile
from survey_app.visits.receiving.rules import MOST_FILES, FileKind, ReportFacts


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when."""

    id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the store: its name as it came, its hashes as it came and as given out."""

    name: str
    kind: FileKind
    original_sha256: str
    sha256: str
    bytes: int
    pages: int | None


def note(session: Session, round_id: int, unit_id: int, facts: ReportFacts, by: By) -> UnitReport:
    """Note that a unit's report has come. Problem report-noted: one of this number stands."""
    row = UnitReport(
        round_id=round_id, unit_id=unit_id, noted_at=by.at, noted_by_id=by.id, **_columns(facts)
    )
    _written(session, row)
    return row


def change(session: Session, row: UnitReport, facts: ReportFacts, *, seen: int) -> None:
    """Mend what was noted of a report. Problems report-moved, report-noted."""
    _claim(session, row, seen)
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.version += 1
    _written(session, row)


def check(session: Session, row: UnitReport, by: By, *, seen: int) -> None:
    """Check it off: it was read through and is in order."""
    _claim(session, row, seen)
    row.checked_at, row.checked_by_id = by.at, by.id
    row.version += 1


def uncheck(session: Session, row: UnitReport, *, seen: int) -> None:
    """Take the check back."""
    _claim(session, row, seen)
    row.checked_at = row.checked_by_id = None
    row.version += 1


def withdraw(session: Session, row: UnitReport, by: By, *, reason: str, seen: int) -> None:
    """Take back that it was received; its files are kept. Problem reason-missing."""
    _claim(session, row, seen)
    if not reason:
        raise Problem(Code.REASON_MISSING)
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_reason = by.at, by.id, reason
    row.version += 1


def restore(session: Session, row: UnitReport, *, seen: int) -> None:
    """Let a withdrawn report stand again. Problems report-moved, report-noted."""
    _claim(session, row, seen, withdrawn=True)
    row.withdrawn_at = row.withdrawn_by_id = None
    row.withdrawn_reason = ""
    row.version += 1
    _written(session, row)


def attach(session: Session, row: UnitReport, kept: Kept, by: By) -> UnitReportFile:
    """Add a file; the same bytes again are the file that is there. Problem too-many-files."""
    if row.withdrawn_at is not None:
        raise Problem(Code.REPORT_MOVED, {"report": row.id})
    same = next(
        (file for file in row.kept_files if file.original_sha256 == kept.original_sha256), None
    )
    if same is not None:
        return same
    if len(row.kept_files) >= MOST_FILES:
        raise Problem(Code.TOO_MANY_FILES, {"most": MOST_FILES})
    file = UnitReportFile(
        name=kept.name,
        kind=kept.kind,
        original_sha256=kept.original_sha256,
        sha256=kept.sha256,
        bytes=kept.bytes,
        pages=kept.pages,
        added_at=by.at,
        added_by_id=by.id,
    )
    row.files.append(file)
    row.version += 1
    session.flush()
    return file


def take_off(session: Session, file: UnitReportFile, by: By) -> None:
    """Take a file off a report; its bytes stay, and it can be put back."""
    if file.removed_at is None:
        file.removed_at, file.removed_by_id = by.at, by.id
        file.report.version += 1
        session.flush()


def put_back(session: Session, file: UnitReportFile) -> None:
    """Put a file back that was taken off. Problem too-many-files."""
    if file.removed_at is None:
        return
    if len(file.report.kept_files) >= MOST_FILES:
        raise Problem(Code.TOO_MANY_FILES, {"most": MOST_FILES})
    file.removed_at = file.removed_by_id = None
    file.report.version += 1
    session.flush()


def _columns(facts: ReportFacts) -> dict[str, object]:
    return {
        "received_on": facts.received_on,
        "symbol": facts.symbol,
        "dated_on": facts.dated_on,
        "title": facts.title,
        "note": facts.note,
    }


def _claim(session: Session, row: UnitReport, seen: int, *, withdrawn: bool = False) -> None:
    """Hold the report until the transaction ends, if it is still what was seen."""
    asked = select(UnitReport.version).where(UnitReport.id == row.id).with_for_update()
    version = session.scalar(asked)
    if version != seen or (row.withdrawn_at is not None) != withdrawn:
        raise Problem(Code.REPORT_MOVED, {"report": row.id})


def _written(session: Session, row: UnitReport) -> None:
    """Write it, unless one of the same number of the same unit stands already."""
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:
        raise Problem(Code.REPORT_NOTED, {"symbol": row.symbol}) from error
