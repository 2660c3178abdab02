"""When a unit's own report is in time, and where each unit stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_SYMBOL = 100
LONGEST_TITLE = 500
LONGEST_NOTE = 2_000
MOST_FILES = 20


class Receipt(StrEnum):
    """Where the report of a unit stands, the worst first."""

    OVERDUE = "overdue"
    MISSING = "missing"
    LATE = "late"
    RECEIVED = "received"


# A unit in one of these has sent its report.
SENT = frozenset({Receipt.LATE, Receipt.RECEIVED})


class FileKind(StrEnum):
    """What a received file is, by its content; the value is how its name ends."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report as it is written down: day of receipt, số ký hiệu, ngày văn bản, trích yếu."""

    received_on: date
    symbol: str = ""
    dated_on: date | None = None
    title: str = ""
    note: str = ""


def is_late(received_on: date, due_on: date | None) -> bool:
    """Whether it came too late. "Trước ngày 10/01" ends with the 9th; without a day nothing is."""
    return due_on is not None and received_on >= due_on


def receipt_of(first_received_on: date | None, due_on: date | None, today: date) -> Receipt:
    """Where a unit stands whose first report came on this day, or has not come."""
    if first_received_on is not None:
        return Receipt.LATE if is_late(first_received_on, due_on) else Receipt.RECEIVED
    return Receipt.OVERDUE if is_late(today, due_on) else Receipt.MISSING


def days_late(first_received_on: date | None, due_on: date | None, today: date) -> int:
    """Days past the last day in time: of a report that came late, or to today; else 0."""
    upto = first_received_on or today
    return (upto - due_on).days + 1 if due_on is not None and is_late(upto, due_on) else 0
