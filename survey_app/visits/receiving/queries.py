"""Reads of the units' own reports. A constant number of queries, in protocol order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from survey_app.core.vietnamese import sort_key
from survey_app.visits.models import Round, Unit, Visit
from survey_app.visits.receiving.models import UnitReport, UnitReportFile
from survey_app.visits.receiving.rules import FileKind, Receipt, days_late, receipt_of


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit of the round, what it sent, the first first, and where it stands on a day.

    ``days_late`` counts from the last day in time. ``is_visited``: it has a visit in the round.
    """

    unit: Unit
    reports: Sequence[UnitReport]
    receipt: Receipt
    days_late: int
    is_visited: bool

    @property
    def is_checked(self) -> bool:
        """Whether everything that it sent was read through."""
        return bool(self.reports) and all(each.checked_at for each in self.reports)


def standings_of_round(session: Session, round_: Round, today: date) -> list[UnitStanding]:
    """Every unit that has a visit in the round or sent a report of it; three queries."""
    visited = set(session.scalars(select(Visit.unit_id).where(Visit.round_id == round_.id)))
    reports = _standing_reports(session, round_.id)
    asked = select(Unit).where(Unit.id.in_(visited | set(reports)))
    found = session.scalars(asked.where(Unit.merged_into_id.is_(None)))
    return [
        _standing(unit, reports.get(unit.id, []), round_, today, is_visited=unit.id in visited)
        for unit in sorted(found, key=_place)
    ]


def other_units(session: Session, standings: Sequence[UnitStanding]) -> list[Unit]:
    """The units of the directory that are not among these, in protocol order."""
    known = {each.unit.id for each in standings}
    asked = select(Unit).where(Unit.merged_into_id.is_(None))
    every = sorted(session.scalars(asked), key=_place)
    return [unit for unit in every if unit.id not in known]


def find_report(session: Session, report_id: int) -> UnitReport | None:
    """The report of this id with its files and the people who handled it, also a withdrawn one."""
    asked = select(UnitReport).where(UnitReport.id == report_id)
    options = (
        joinedload(UnitReport.unit),
        joinedload(UnitReport.round),
        joinedload(UnitReport.noted_by),
        joinedload(UnitReport.checked_by),
        joinedload(UnitReport.withdrawn_by),
        selectinload(UnitReport.files).joinedload(UnitReportFile.added_by),
    )
    return session.scalar(asked.options(*options))


def reports_of_round(session: Session, round_id: int) -> list[UnitReport]:
    """What stands as received, by unit in protocol order, then in order of receipt."""
    by_unit = _standing_reports(session, round_id)
    rows = [row for rows in by_unit.values() for row in rows]
    return sorted(rows, key=lambda row: (_place(row.unit), row.received_on, row.id))


def has_papers(session: Session, round_id: int) -> bool:
    """Whether some report of the round has a PDF that can be bound."""
    asked = (
        select(UnitReportFile.id)
        .join(UnitReport, UnitReport.id == UnitReportFile.unit_report_id)
        .where(
            UnitReport.round_id == round_id,
            UnitReport.withdrawn_at.is_(None),
            UnitReportFile.removed_at.is_(None),
            UnitReportFile.kind == FileKind.PDF,
        )
        .limit(1)
    )
    return session.scalar(asked) is not None


def withdrawn_of_round(session: Session, round_id: int) -> list[UnitReport]:
    """What was noted by mistake, the newest first."""
    asked = select(UnitReport).where(
        UnitReport.round_id == round_id, UnitReport.withdrawn_at.is_not(None)
    )
    options = joinedload(UnitReport.unit)
    return list(session.scalars(asked.options(options).order_by(UnitReport.id.desc())))


def _standing_reports(session: Session, round_id: int) -> Mapping[int, list[UnitReport]]:
    asked = (
        select(UnitReport)
        .where(UnitReport.round_id == round_id, UnitReport.withdrawn_at.is_(None))
        .options(
            joinedload(UnitReport.unit),
            joinedload(UnitReport.noted_by),
            selectinload(UnitReport.files),
        )
        .order_by(UnitReport.received_on, UnitReport.id)
    )
    found: dict[int, list[UnitReport]] = defaultdict(list)
    for row in session.scalars(asked):
        found[row.unit_id].append(row)
    return found


def _standing(
    unit: Unit, reports: Sequence[UnitReport], round_: Round, today: date, *, is_visited: bool
) -> UnitStanding:
    first = reports[0].received_on if reports else None
    return UnitStanding(
        unit=unit,
        reports=reports,
        receipt=receipt_of(first, round_.reports_due_on, today),
        days_late=days_late(first, round_.reports_due_on, today),
        is_visited=is_visited,
    )


def _place(unit: Unit) -> tuple[object, ...]:
    return unit.protocol_order, sort_key(unit.name), unit.id
