"""The round at a glance: units by state, what is recorded of each, what is scored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.reviews.rules import VisitState
from survey_app.visits.models import Team
from survey_app.visits.queries import find_round, teams_of_round, visits_of_round
from survey_app.visits.queries import rounds as all_rounds
from survey_app.web.paging import page_of
from survey_app.web.visits.lines import VisitLine, lines_of

rounds = Blueprint("rounds", __name__)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """How far a team is: its visits by state."""

    team: Team
    counts: Counter[VisitState]

    @property
    def total(self) -> int:
        """How many visits it has."""
        return self.counts.total()


@rounds.get("/round")
@requires(Action.ROUND_READ)
def current() -> ResponseReturnValue:
    """The newest round; where there is none, a page that says so."""
    found = all_rounds(db.session)
    if not found:
        return render_template("rounds/none.html")
    return redirect(url_for(".show", round_id=found[0].id))


@rounds.get("/round/<int:round_id>")
@requires(Action.ROUND_READ)
def show(round_id: int) -> ResponseReturnValue:
    """Every visit that this person may see, in protocol order of the units."""
    found = find_round(db.session, round_id)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    lines = lines_of(db.session, visits_of_round(db.session, round_id, g.actor))
    return render_template(
        "rounds/show.html",
        round=found,
        rounds=all_rounds(db.session),
        page=page_of(lines),
        counts=Counter(line.state for line in lines),
        teams=_teams(round_id, lines),
    )


def _teams(round_id: int, lines: list[VisitLine]) -> list[TeamLine]:
    counts: dict[int, Counter[VisitState]] = {}
    for line in lines:
        counts.setdefault(line.visit.team_id, Counter())[line.state] += 1
    teams = teams_of_round(db.session, round_id)
    return [TeamLine(team, counts[team.id]) for team in teams if team.id in counts]
