"""The visits of a person, as the phone lists them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, g, jsonify
from flask_smorest import Blueprint

from forms.canonical import plain_number
from survey_app.checklists.queries import definition_of
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import db, grants, requires
from survey_app.fieldwork.queries import current_epoch
from survey_app.pipeline import Progress, progress_of
from survey_app.reviews.rules import Returned
from survey_app.scoring.queries import counting, explanations
from survey_app.visits.models import Target, Visit
from survey_app.visits.queries import find_visit, targets_of_units, visits_of

blueprint = Blueprint("visits", __name__, description="Visits and their scores.")


@blueprint.route("/visits", methods=["GET"])
@requires(Action.VISIT_READ)
@blueprint.response(200)
def list_visits() -> Response:
    """The visits of this person: state, progress, what was returned, and the deposit grants."""
    visits = visits_of(db.session, g.actor)
    progress = progress_of(db.session, visits)
    targets = _targets(visits)
    return jsonify(
        visits=[
            _visit(visit, progress[visit.id], targets.get((visit.round_id, visit.unit_id), {}))
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


def _targets(visits: list[Visit]) -> dict[tuple[int, int], dict[str, Target]]:
    found: dict[tuple[int, int], dict[str, Target]] = {}
    for round_id in sorted({visit.round_id for visit in visits}):
        units = [visit.unit_id for visit in visits if visit.round_id == round_id]
        by_unit = targets_of_units(db.session, round_id, units)
        found |= {(round_id, unit_id): rows for unit_id, rows in by_unit.items()}
    return found


def _visit(visit: Visit, progress: Progress, targets: dict[str, Target]) -> dict[str, Any]:
    version = visit.checklist_version
    handed = progress.hand_over
    return {
        "id": str(visit.key),
        "round": {
            "id": visit.round.id,
            "name": visit.round.name,
            "penalties": visit.round.penalties,
            "shows_level": visit.round.shows_level,
            "is_demo": visit.round.is_demo,
        },
        "unit": {
            "code": visit.unit.code,
            "name": visit.unit.name,
            "kind": visit.unit.kind.value,
            "seat": visit.unit.seat,
        },
        "team": {"id": visit.team.id, "name": visit.team.name, "number": visit.team.number},
        "checklist": {
            "code": version.code,
            "version": version.version,
            "content_hash": version.content_hash,
            "title": definition_of(version).title.vi,
        },
        "planned_on": visit.planned_on.isoformat() if visit.planned_on else None,
        "place": visit.place,
        "mode": visit.mode.value,
        "plan_reason": visit.plan_reason,
        "state": progress.state.value,
        "counts": {
            "entries": progress.entries,
            "answered": progress.answered,
            "items": progress.items,
            "photos": progress.photos,
        },
        "returned": [_returned(each) for each in progress.returned],
        "open": {
            "all": progress.openness.everything,
            "items": sorted(progress.openness.items),
        },
        "missing_photos": list(handed.missing_photos) if handed else [],
        "members": [
            {"id": each.person.id, "name": each.person.name, "role": each.person.role.value}
            for each in visit.members
            if each.removed_at is None
        ],
        "targets": {item: _target(row) for item, row in targets.items()},
        "grant": grants().sign(visit.key, g.actor.id),
    }


def _returned(each: Returned) -> dict[str, Any]:
    return {
        "item": each.item,
        "reason": each.reason,
        "proposed": each.proposed,
        "by": each.by,
        "at": each.at.isoformat(),
        "decision": each.decision,
        "answered": each.answered,
        "settled": each.settled,
    }


def _target(row: Target) -> dict[str, Any]:
    return {
        "term": plain_number(row.term) if row.term is not None else None,
        "milestone": plain_number(row.milestone) if row.milestone is not None else None,
        "direction": row.direction.value if row.direction else None,
        "source": row.source,
        "demo": row.is_demo,
    }
