"""How layers lie over each other: the score that counts is the last layer that has one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from survey_app.fieldwork.rules import Layer

# What each layer is read over: the unit's own score stands alone.
UNDER: dict[Layer, tuple[Layer, ...]] = {
    Layer.SELF: (Layer.SELF,),
    Layer.TEAM: (Layer.TEAM,),
    Layer.AGREED: (Layer.TEAM, Layer.AGREED),
    Layer.FINAL: (Layer.TEAM, Layer.AGREED, Layer.FINAL),
}
DESK_LAYERS = (Layer.AGREED, Layer.FINAL)
_STORED = Decimal("0.000001")


def overlaid(answers: Mapping[Layer, Mapping[str, Any]], layer: Layer) -> dict[str, Any]:
    """The answers of a layer: its own where it has one, else those of the layers below."""
    merged: dict[str, Any] = {}
    for each in UNDER[layer]:
        for item, answer in answers.get(each, {}).items():
            merged[item] = _with_ability(answer, merged.get(item))
    return merged


def _with_ability(answer: object, under: object) -> object:
    """Who gives another score and says nothing of the ability to complete leaves that as it was."""
    held = under.get("ability") if isinstance(under, dict) else None
    if not held or not isinstance(answer, dict) or "value" not in answer or "ability" in answer:
        return answer
    return {**answer, "ability": held}


def layers_present(answers: Mapping[Layer, Mapping[str, Any]]) -> tuple[Layer, ...]:
    """The layers somebody scored in, in their order; the team's always, even while empty."""
    return tuple(each for each in Layer if each is Layer.TEAM or answers.get(each))


def stored(value: Fraction | None) -> Decimal | None:
    """A figure as projections keep it: to six places."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_STORED)
