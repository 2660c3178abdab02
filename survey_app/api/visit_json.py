"""A visit as the phone lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g

from forms.canonical import plain_number
from survey_app.checklists.models import ChecklistVersion
from survey_app.checklists.queries import definition_of
from survey_app.edge import db, grants
from survey_app.fieldwork.pairs import pair_of
from survey_app.fieldwork.sight import sight_of
from survey_app.progress.earlier import LastResult
from survey_app.progress.rules import Progress
from survey_app.reviews.rules import Returned
from survey_app.visits.models import Round, Target, Visit
from survey_app.visits.prefill import prefilled


@dataclass(frozen=True, slots=True)
class Figures:
    """By item, what the unit was to reach and what it reached the last time."""

    targets: Mapping[str, Target]
    last: Mapping[str, LastResult]


def visit_json(visit: Visit, progress: Progress, figures: Figures) -> dict[str, Any]:
    """All that a phone needs to fill this visit without a network."""
    return {
        "id": str(visit.key),
        "round": _round(visit.round),
        "unit": {
            "code": visit.unit.code,
            "name": visit.unit.name,
            "kind": visit.unit.kind.value,
            "seat": visit.unit.seat,
        },
        "team": {"id": visit.team.id, "name": visit.team.name, "number": visit.team.number},
        "checklist": _checklist(visit.checklist_version),
        "planned_on": visit.planned_on.isoformat() if visit.planned_on else None,
        "place": visit.place,
        "mode": visit.mode.value,
        "plan_reason": visit.plan_reason,
        "members": [
            {"id": each.person.id, "name": each.person.name, "role": each.person.role.value}
            for each in visit.members
            if each.removed_at is None
        ],
        "double_scoring": _double(visit),
        "targets": {item: _target(row) for item, row in figures.targets.items()},
        "last_results": {item: _last(each) for item, each in figures.last.items()},
        "prefill": prefilled(visit),
        "grant": grants().sign(visit.key, g.actor.id),
        **_progress(progress),
    }


def _double(visit: Visit) -> dict[str, Any]:
    """Whether two score it apart; of them, this person if one of them, or all for who sees all."""
    pair = pair_of(visit.first_scorer_id, visit.second_scorer_id)
    if pair is None:
        return {"on": False, "scorers": [], "hidden": False}
    apart = sight_of(db.session).get(visit.id)
    told = [each for each in pair.scorers if apart is None or each == g.actor.id]
    return {"on": True, "scorers": told, "hidden": apart is not None and not apart.is_open}


def _progress(progress: Progress) -> dict[str, Any]:
    handed = progress.hand_over
    return {
        "state": progress.state.value,
        "counts": {
            "entries": progress.entries,
            "answered": progress.answered,
            "items": progress.items,
            "photos": progress.photos,
        },
        "returned": [_returned(each) for each in progress.returned],
        "open": {"all": progress.openness.everything, "items": sorted(progress.openness.items)},
        "missing_photos": list(handed.missing_photos) if handed else [],
    }


def _round(round_: Round) -> dict[str, Any]:
    return {
        "id": round_.id,
        "name": round_.name,
        "penalties": round_.penalties,
        "shows_level": round_.shows_level,
        "photo_position": round_.photo_position,
        "is_demo": round_.is_demo,
    }


def _checklist(version: ChecklistVersion) -> dict[str, Any]:
    return {
        "code": version.code,
        "version": version.version,
        "content_hash": version.content_hash,
        "title": definition_of(version).title.vi,
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


def _last(result: LastResult) -> dict[str, Any]:
    return {
        "value": result.value,
        "round": result.round,
        "on": result.on.isoformat() if result.on else None,
    }
