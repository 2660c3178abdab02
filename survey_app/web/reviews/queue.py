"""The lead's queue: mine to review, waiting for the team, decided; found, filtered, sorted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.core.clock import local
from survey_app.progress.gaps import gaps_among
from survey_app.progress.queries import progress_among, progress_kept
from survey_app.progress.rules import Progress
from survey_app.reviews.looks import unread_comments
from survey_app.reviews.queries import decidable_ids
from survey_app.reviews.rules import VisitState
from survey_app.visits.models import Person, Team, Visit
from survey_app.visits.queries import find_visible_ids, visits_by_id
from survey_app.web.paging import Page, page_of
from survey_app.web.visits.lines import VisitLine


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
    """A visit in the queue: where it stands, how far its layers lie apart in points."""

    visit_id: int
    progress: Progress
    gap: Decimal | None
    unread: int

    @property
    def since(self) -> datetime | None:
        """Since when: the hand-over for what waits for the lead, else the last decision."""
        return self.since_in(TRAYS[self.progress.state])

    def since_in(self, tray: Tray) -> datetime | None:
        """The same, were it in this tray."""
        handed = self.progress.hand_over
        handed_at = handed.at if handed else None
        if tray is Tray.MINE:
            return handed_at
        return self.progress.decided_at or handed_at

    def rank(self, asked: Asked) -> tuple[Decimal, datetime, int]:
        """Its place among what was asked for, the first one lowest; its own tray says nothing."""
        gap = Decimal(-1) if self.gap is None else self.gap
        since = self.since_in(asked.tray) or _LONG_FROM_NOW
        return (-gap if asked.sort is Sort.GAP else Decimal(0), since, self.visit_id)

    @property
    def days(self) -> int | None:
        """For how many days it has lain there; 0 is today."""
        if self.since is None:
            return None
        return max((local(clock.now()).date() - local(self.since).date()).days, 0)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A line of the page that is shown, with its visit."""

    line: VisitLine
    queued: QueueLine


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

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        given = {"tray": self.tray, "sort": self.sort, "q": self.words}
        narrowing = {"team": self.team or "", "state": self.state}
        return urlencode({name: held for name, held in (given | narrowing).items() if held})


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of one person as it was asked for; ``counts`` are of what the search found."""

    asked: Asked
    counts: dict[Tray, int]
    page: Page[QueueRow]
    teams: Sequence[Team]
    states: Sequence[VisitState]


@dataclass(frozen=True, slots=True)
class Following:
    """The visit after another one in a queue, None at the end; whether that one has left it."""

    asked: Asked
    visit: Visit | None
    has_left: bool


def asked_queue(session: Session, person: Person) -> Queue:
    """The queue that the address asks for; as many queries for many visits as for few."""
    asked = asked_in(request.args)
    mine = decidable_ids(person)
    team_of = {row.id: row.team_id for row in session.execute(_teams_of(mine))}
    trays = _trays(session, mine, _found(session, person, asked, team_of), person.id)
    return Queue(
        asked=asked,
        counts={tray: len(held) for tray, held in trays.items()},
        page=_page(session, _in_order(trays, asked)),
        teams=_teams(session, set(team_of.values())),
        states=[state for state, tray in TRAYS.items() if tray is asked.tray],
    )


def following(session: Session, person: Person, visit_id: int, asked: Asked) -> Following:
    """What comes after this visit, which may have left the queue by what was just decided on it.

    Nothing where the visit is not among what this person decides and searched for.
    """
    mine = decidable_ids(person)
    team_of = {row.id: row.team_id for row in session.execute(_teams_of(mine))}
    found = _found(session, person, asked, team_of)
    gaps = gaps_among(session, mine) if asked.sort is Sort.GAP else {}
    kept = progress_kept(session, mine)
    known = {id_: QueueLine(id_, kept[id_], gaps.get(id_), 0) for id_ in found if id_ in kept}
    if visit_id not in known:
        return Following(asked, None, has_left=False)
    lines = _in_order(_in_trays(known.values()), asked)
    has_left = known[visit_id] not in lines
    later = [each.visit_id for each in lines if each.rank(asked) > known[visit_id].rank(asked)]
    if has_left and asked.tray is not Tray.MINE:
        # The hand-over that was waited for stays; since when it lay elsewhere is overwritten.
        later = [each.visit_id for each in lines]
    after = visits_by_id(session, later[:1])[0] if later else None
    return Following(asked, after, has_left=has_left)


def _teams_of(mine: Select[int]) -> Select[int, int]:
    """Each of these visits with its team, by planned day."""
    asked = select(Visit.id, Visit.team_id).where(Visit.id.in_(mine))
    return asked.order_by(Visit.planned_on, Visit.id)


def _teams(session: Session, team_ids: Collection[int]) -> list[Team]:
    asked = select(Team).where(Team.id.in_(team_ids))
    return list(session.scalars(asked.order_by(Team.round_id, Team.number, Team.id)))


def _found(session: Session, person: Person, asked: Asked, team_of: Mapping[int, int]) -> list[int]:
    """Visits by the words of the unit, its other spellings, or the team; with or without marks."""
    kept = [id_ for id_, team in team_of.items() if asked.team in (None, team)]
    if not asked.words:
        return kept
    named = set(find_visible_ids(session, person, search=asked.words))
    return [id_ for id_ in kept if id_ in named]


def _trays(
    session: Session, mine: Select[int], found: Sequence[int], person_id: int
) -> dict[Tray, list[QueueLine]]:
    progress, gaps = progress_among(session, mine), gaps_among(session, mine)
    unread = unread_comments(session, mine, person_id)
    return _in_trays(QueueLine(id_, progress[id_], gaps.get(id_), unread[id_]) for id_ in found)


def _in_trays(lines: Iterable[QueueLine]) -> dict[Tray, list[QueueLine]]:
    trays: dict[Tray, list[QueueLine]] = {tray: [] for tray in Tray}
    for line in lines:
        trays[TRAYS[line.progress.state]].append(line)
    return trays


def _page(session: Session, lines: Sequence[QueueLine]) -> Page[QueueRow]:
    """The page that the address asks for; only its own visits are read."""
    page = page_of(lines)
    visits = visits_by_id(session, [each.visit_id for each in page.rows])
    rows = [
        QueueRow(VisitLine(visit, each.progress), each)
        for visit, each in zip(visits, page.rows, strict=True)
    ]
    return Page(rows, page.number, page.pages, page.total)


def asked_in(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what it cannot mean is left out."""
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


def _in_order(trays: Mapping[Tray, Sequence[QueueLine]], asked: Asked) -> list[QueueLine]:
    lines = [each for each in trays[asked.tray] if asked.state in ("", each.progress.state.value)]
    return sorted(lines, key=lambda each: each.rank(asked))
