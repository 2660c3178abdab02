"""Reads of the log: searched, filtered, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from survey_app.audit.models import AuditRow


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is asked of the log; empty is all. ``since`` is included, ``until`` is not."""

    action: str = ""
    subject: str = ""
    actor_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def count(session: Session, asked: LogFilter) -> int:
    """How many rows the filter leaves."""
    return session.scalar(select(func.count(AuditRow.number)).where(*_conditions(asked))) or 0


def rows(session: Session, asked: LogFilter, *, limit: int, offset: int) -> list[AuditRow]:
    """Rows of the log, the newest first."""
    found = select(AuditRow).where(*_conditions(asked)).order_by(AuditRow.number.desc())
    return list(session.scalars(found.limit(limit).offset(offset)))


def actions(session: Session) -> list[str]:
    """The actions that occur."""
    return list(session.scalars(select(AuditRow.action).distinct().order_by(AuditRow.action)))


def actors(session: Session) -> Sequence[tuple[int, str]]:
    """The people who occur, by id, each with the last name."""
    found = session.execute(
        select(AuditRow.actor_id, func.max(AuditRow.actor))
        .where(AuditRow.actor_id.is_not(None))
        .group_by(AuditRow.actor_id)
    )
    return [(row[0], row[1]) for row in found if row[0] is not None]


def _conditions(asked: LogFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.action:
        found.append(AuditRow.action == asked.action)
    if asked.subject:
        found.append(AuditRow.subject == asked.subject)
    if asked.actor_id is not None:
        found.append(AuditRow.actor_id == asked.actor_id)
    if asked.since is not None:
        found.append(AuditRow.at >= asked.since)
    if asked.until is not None:
        found.append(AuditRow.at < asked.until)
    return found
