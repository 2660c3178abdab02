"""The lead's queue: mine to review, waiting for the team, decided; found, filtered, sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

from flask import request
from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.core.clock import local
from survey_app.core.vietnamese import folded
from survey_app.reviews.looks import unread_comments
from survey_app.reviews.queries import decidable, decided_at
from survey_app.reviews.rules import VisitState
from survey_app.scoring.queries import gaps_of
from survey_app.visits.models import Person, Team, Visit
from survey_app.visits.queries import units, visits_of
from survey_app.web.paging import Page, page_of
from survey_app.web.visits.lines import VisitLine, lines_of


class Tray(StrEnum):
    """Where a visit lies on the desk."""

    MINE = "mine"
    TEAM = "team"
    DECIDED = "decided"


class Sort(StrEnum):
    """What comes first: what has waited longest, or where the layers are furthest apart."""

    AGE = "age"
    GAP = "gap"


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
    """A visit in the queue: since when it lies there, how far its layers are apart in points."""

    line: VisitLine
    since: datetime | None
    gap: Decimal | None
    unread: int

    @property
    def days(self) -> int | None:
        """For how many days it has lain there; 0 is today."""
        if self.since is None:
            return None
        return max((local(clock.now()).date() - local(self.since).date()).days, 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    tray: Tray
    sort: Sort
    words: str
    team: int | None
    state: str

    @property
    def narrows(self) -> bool:
        """Whether it leaves out visits of the tray."""
        return bool(self.words or self.team or self.state)


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of one person as it was asked for; ``counts`` are of what the search found."""

    asked: Asked
    counts: dict[Tray, int]
    page: Page[QueueLine]
    teams: Sequence[Team]
    states: Sequence[VisitState]


def asked_queue(session: Session, person: Person) -> Queue:
    """The queue that the address asks for; as many queries for many visits as for few."""
    asked = _asked()
    visits = decidable(session, visits_of(session, person), person)
    teams = {visit.team_id: visit.team for visit in visits}
    trays = trays_of(session, _found(session, visits, asked), person.id)
    lines = [each for each in trays[asked.tray] if asked.state in ("", each.line.state.value)]
    return Queue(
        asked=asked,
        counts={tray: len(held) for tray, held in trays.items()},
        page=page_of(_sorted(lines, asked.sort)),
        teams=sorted(teams.values(), key=lambda team: (team.round_id, team.number)),
        states=[state for state, tray in TRAYS.items() if tray is asked.tray],
    )


def trays_of(
    session: Session, visits: Sequence[Visit], person_id: int
) -> dict[Tray, list[QueueLine]]:
    """These visits by tray."""
    ids = [visit.id for visit in visits]
    moved, gaps = decided_at(session, ids), gaps_of(session, ids)
    unread = unread_comments(session, ids, person_id)
    trays: dict[Tray, list[QueueLine]] = {tray: [] for tray in Tray}
    for line in lines_of(session, visits):
        id_ = line.visit.id
        made = QueueLine(line, _since(line, moved.get(id_)), gaps.get(id_), unread[id_])
        trays[TRAYS[line.state]].append(made)
    return trays


def _asked() -> Asked:
    given = request.args
    tray, sort, team = given.get("tray", ""), given.get("sort", ""), given.get("team", "")
    state = given.get("state", "")
    is_number = team.isascii() and team.isdecimal() and len(team) < 10
    return Asked(
        tray=Tray(tray) if tray in list(Tray) else Tray.MINE,
        sort=Sort(sort) if sort in list(Sort) else Sort.AGE,
        words=given.get("q", "").strip()[:200],
        team=int(team) if is_number else None,
        state=state if state in list(VisitState) else "",
    )


def _found(session: Session, visits: Sequence[Visit], asked: Asked) -> list[Visit]:
    """Visits by the words of the unit, its other spellings, or the team; with or without marks."""
    kept = [visit for visit in visits if asked.team in (None, visit.team_id)]
    if not asked.words:
        return kept
    named = {unit.id for unit in units(session, search=asked.words)}
    words = folded(asked.words)
    return [visit for visit in kept if visit.unit_id in named or words in folded(visit.team.name)]


def _sorted(lines: list[QueueLine], sort: Sort) -> list[QueueLine]:
    oldest = sorted(lines, key=lambda each: (each.since or _LONG_FROM_NOW, each.line.visit.id))
    if sort is Sort.AGE:
        return oldest
    return sorted(oldest, key=lambda each: -1 if each.gap is None else each.gap, reverse=True)


def _since(line: VisitLine, moved: datetime | None) -> datetime | None:
    """The hand-over for what waits for the lead, the last decision for the rest."""
    if TRAYS[line.state] is Tray.MINE:
        return line.handed_over_at
    return moved or line.handed_over_at
