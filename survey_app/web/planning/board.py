"""The plan of a round on one page: teams by days, who is not placed yet, what clashes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from sqlalchemy.orm import Session

from survey_app.core import clock
from survey_app.core.vietnamese import day as told_day
from survey_app.reviews.queries import states_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.clashes import clashes_among
from survey_app.visits.models import Round, Team, Unit, Visit
from survey_app.visits.queries import teams_of_round, units, visits_of_round
from survey_app.visits.rules import Plan
from survey_app.web.speech import say

WEEKS = 4
_WEEK = 7
_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a team does on a day; ``url`` puts there what was picked."""

    on: date
    visits: Sequence[Visit]
    url: str
    is_in_round: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A week of a team, from Monday to Sunday."""

    team: Team
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of all teams."""

    days: Sequence[date]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Board:
    """The weeks that are shown, and everything that stands beside them."""

    monday: date
    weeks: Sequence[Week]
    teams: Sequence[Team]
    free_units: Sequence[Unit]
    undated: Sequence[Visit]
    off: Sequence[Visit]
    elsewhere: Mapping[date, int]
    warnings: Sequence[str]
    fixed: frozenset[int]

    @property
    def earlier(self) -> date:
        """The Monday from which the weeks before these are shown."""
        return self.monday - timedelta(weeks=WEEKS)

    @property
    def later(self) -> date:
        """The Monday from which the weeks after these are shown."""
        return self.monday + timedelta(weeks=WEEKS)


def board_of(session: Session, round_: Round, *, week: date | None, picked: str) -> Board:
    """The board from this week on; ``picked`` is the query that places what somebody picked."""
    teams, visits = teams_of_round(session, round_.id), visits_of_round(session, round_.id)
    going = [each for each in visits if each.plan is Plan.PLANNED]
    monday = _monday(week or _first(round_, going))
    by_place: dict[tuple[int, date | None], list[Visit]] = defaultdict(list)
    for visit in going:
        by_place[visit.team_id, visit.planned_on].append(visit)
    states = states_of(session, [each.id for each in visits])
    visited = {visit.unit_id for visit in visits}
    shown = {monday + _DAY * at for at in range(WEEKS * _WEEK)}
    return Board(
        monday=monday,
        weeks=[
            _week(round_, teams, by_place, monday + timedelta(weeks=at), picked)
            for at in range(WEEKS)
        ],
        teams=teams,
        free_units=[each for each in units(session) if each.id not in visited],
        undated=[each for each in going if each.planned_on is None],
        off=[each for each in visits if each.plan is not Plan.PLANNED],
        elsewhere=_elsewhere(going, shown),
        warnings=_warnings(session, round_, going),
        fixed=frozenset(id_ for id_, each in states.items() if each is ReviewState.APPROVED),
    )


def _week(
    round_: Round,
    teams: Sequence[Team],
    by_place: Mapping[tuple[int, date | None], Sequence[Visit]],
    monday: date,
    picked: str,
) -> Week:
    days = [monday + _DAY * at for at in range(_WEEK)]
    lines = [
        Line(
            team,
            [
                Cell(
                    on,
                    by_place.get((team.id, on), []),
                    _address(round_, team, on, picked),
                    is_in_round=round_.starts_on <= on <= round_.ends_on,
                )
                for on in days
            ],
        )
        for team in teams
    ]
    return Week(days, lines)


def _address(round_: Round, team: Team, on: date, picked: str) -> str:
    page = url_for("desk.placing.show", round_id=round_.id, team=team.id, day=on.isoformat())
    return f"{page}&{picked}#panel" if picked else page


def _monday(on: date) -> date:
    return on - _DAY * on.weekday()


def _first(round_: Round, going: Sequence[Visit]) -> date:
    """Today while the round is on, else where it begins."""
    today = clock.today()
    if round_.starts_on <= today <= round_.ends_on:
        return today
    return min([round_.starts_on, *(each.planned_on for each in going if each.planned_on)])


def _elsewhere(going: Sequence[Visit], shown: set[date]) -> dict[date, int]:
    """How many visits there are in weeks that are not shown, by their Mondays."""
    days = [each.planned_on for each in going if each.planned_on and each.planned_on not in shown]
    return dict(sorted(Counter(_monday(on) for on in days).items()))


def _warnings(session: Session, round_: Round, going: Sequence[Visit]) -> list[str]:
    """People in two places, a team with two units on a day, days on which nobody would come."""
    told = [
        say(
            "%(day)s: %(person)s có mặt ở %(units)s.",
            day=told_day(each.day),
            person=each.person,
            units="; ".join(each.units),
        )
        for each in clashes_among(session, [visit.id for visit in going])
    ]
    teams = Counter((each.team_id, each.planned_on) for each in going if each.planned_on)
    for visit in going:
        on = visit.planned_on
        if on is None:
            continue
        facts = {"unit": visit.unit.name, "day": told_day(on), "team": visit.team.name}
        if teams.pop((visit.team_id, on), 0) > 1:
            told.append(say("%(day)s: %(team)s có hơn một đơn vị.", **facts))
        if not round_.starts_on <= on <= round_.ends_on:
            told.append(say("%(day)s: %(unit)s, ngoài thời gian của đợt.", **facts))
        elif on.weekday() >= _SATURDAY:
            told.append(say("%(day)s: %(unit)s, vào cuối tuần.", **facts))
    return told
