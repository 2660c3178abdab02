"""Scores given at desks: every one that was, and those that stand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.fieldwork.rules import Layer
from survey_app.scoring.models import LayerScore


def given_scores(session: Session, visit_ids: Sequence[int]) -> dict[int, list[LayerScore]]:
    """Every score given at a desk, by visit, oldest first."""
    rows = session.scalars(
        select(LayerScore).where(LayerScore.visit_id.in_(visit_ids)).order_by(LayerScore.id)
    )
    given: dict[int, list[LayerScore]] = defaultdict(list)
    for row in rows:
        given[row.visit_id].append(row)
    return {visit_id: given[visit_id] for visit_id in visit_ids}


def standing(given: Sequence[LayerScore]) -> dict[Layer, dict[str, LayerScore]]:
    """The newest score of each item and layer that was not taken back."""
    newest: dict[Layer, dict[str, LayerScore]] = defaultdict(dict)
    for each in given:
        newest[each.layer][each.item] = each
    return {
        layer: {item: each for item, each in scores.items() if each.value != "null"}
        for layer, scores in newest.items()
    }


def standing_answers(given: Sequence[LayerScore]) -> dict[Layer, dict[str, Any]]:
    """The same as answers in the form the engine takes."""
    return wire_of(standing(given))


def wire_of(scores: Mapping[Layer, Mapping[str, LayerScore]]) -> dict[Layer, dict[str, Any]]:
    """Standing scores as answers in the form the engine takes."""
    return {
        layer: {item: json.loads(each.value) for item, each in of_layer.items()}
        for layer, of_layer in scores.items()
    }
