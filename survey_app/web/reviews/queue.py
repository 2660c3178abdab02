"""The lead's queue: mine to review, waiting for the team, decided; the oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from survey_app.reviews.queries import decided_at
from survey_app.reviews.rules import VisitState
from survey_app.visits.models import Visit
from survey_app.web.visits.lines import VisitLine, lines_of


class Tray(StrEnum):
    """Where a visit lies on the desk."""

    MINE = "mine"
    TEAM = "team"
    DECIDED = "decided"


TRAYS: dict[VisitState, Tray] = {
    VisitState.SUBMITTED: Tray.MINE,
    VisitState.WAITING_FOR_PHOTOS: Tray.TEAM,
    VisitState.RETURNED: Tray.TEAM,
    VisitState.IN_PROGRESS: Tray.TEAM,
    VisitState.PLANNED: Tray.TEAM,
    VisitState.POSTPONED: Tray.TEAM,
    VisitState.APPROVED: Tray.DECIDED,
    VisitState.CANCELLED: Tray.DECIDED,
}

_LONG_FROM_NOW = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A visit in the queue and since when it lies there."""

    line: VisitLine
    since: datetime | None


def trays_of(session: Session, visits: Sequence[Visit]) -> dict[Tray, list[QueueLine]]:
    """These visits by tray, in each the one that has waited longest first."""
    moved = decided_at(session, [visit.id for visit in visits])
    trays: dict[Tray, list[QueueLine]] = {tray: [] for tray in Tray}
    for line in lines_of(session, visits):
        since = _since(line, moved.get(line.visit.id))
        trays[TRAYS[line.state]].append(QueueLine(line, since))
    for lines in trays.values():
        lines.sort(key=lambda each: (each.since or _LONG_FROM_NOW, each.line.visit.id))
    return trays


def _since(line: VisitLine, moved: datetime | None) -> datetime | None:
    """The hand-over for what waits for the lead, the last decision for the rest."""
    if TRAYS[line.state] is Tray.MINE:
        return line.handed_over_at
    return moved or line.handed_over_at
