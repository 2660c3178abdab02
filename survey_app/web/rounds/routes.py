"""The round at a glance: units by state, what is recorded of each, what is scored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.progress.queries import progress_among
from survey_app.reviews.rules import VisitState
from survey_app.visits.models import Team, Visit
from survey_app.visits.queries import find_round, ids_of_round, ids_visible_to, teams_of_round
from survey_app.visits.queries import rounds as all_rounds
from survey_app.web.rounds.settings import round_settings
from survey_app.web.visits.lines import page_of_lines

rounds = Blueprint("rounds", __name__)
rounds.register_blueprint(round_settings)


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
    going = ids_of_round(db.session, round_id, g.actor)
    progress = progress_among(db.session, ids_visible_to(g.actor).where(Visit.round_id == round_id))
    return render_template(
        "rounds/show.html",
        round=found,
        is_past_keeping=found.keep_until is not None and found.keep_until < clock.today(),
        rounds=all_rounds(db.session),
        page=page_of_lines(db.session, list(going), progress),
        counts=Counter(each.state for each in progress.values()),
        teams=_teams(round_id, {id_: (going[id_], progress[id_].state) for id_ in going}),
    )


def _teams(round_id: int, stands: dict[int, tuple[int, VisitState]]) -> list[TeamLine]:
    counts: dict[int, Counter[VisitState]] = {}
    for team_id, state in stands.values():
        counts.setdefault(team_id, Counter())[state] += 1
    teams = teams_of_round(db.session, round_id)
    return [TeamLine(team, counts[team.id]) for team in teams if team.id in counts]
