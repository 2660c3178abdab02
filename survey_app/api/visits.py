"""The visits of a person, as the phone lists them."""

from __future__ import annotations

from uuid import UUID

from flask import Response, g, jsonify

from survey_app.api.visit_json import Figures, visit_json
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.fieldwork.queries import current_epoch
from survey_app.progress.earlier import last_results
from survey_app.progress.queries import progress_of
from survey_app.scoring.queries import counting, explanations
from survey_app.visits.models import Visit
from survey_app.visits.queries import find_visit, targets_of_visits, visits_of

blueprint = ApiBlueprint("visits", __name__, description="Visits and their scores.")


@blueprint.route("/visits", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.response(200)
def list_visits() -> Response:
    """The visits of this person: state, progress, what was returned, and the deposit grants."""
    visits = visits_of(db.session, g.actor)
    progress = progress_of(db.session, visits)
    targets, last = targets_of_visits(db.session, visits), last_results(db.session, visits)
    return jsonify(
        visits=[
            visit_json(visit, progress[visit.id], Figures(targets[visit.id], last[visit.id]))
            for visit in visits
        ],
        epoch=current_epoch(db.session),
        now=clock.now().isoformat(),
    )


@blueprint.route("/visits/<uuid:key>/score", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.response(200)
def show_score(key: UUID) -> Response:
    """The explained score of each layer, and which one counts."""
    scores = explanations(db.session, visible_visit(key))
    counts, _ = counting(scores)
    return jsonify(
        counts=counts.value,
        layers={layer.value: score.to_json() for layer, score in scores.items()},
    )


def visible_visit(key: UUID) -> Visit:
    """The visit of this key if the caller may see it, else a 404 that tells nothing."""
    visit = find_visit(db.session, key, g.actor)
    if visit is None:
        raise Problem(Code.NOT_FOUND)
    return visit
