"""How layers lie over each other: the score that counts is the last layer that has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import orjson

from forms.definition import SectionKind
from forms.scoring.explanation import Explanation, ItemScore, SectionScore, State
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
# What stands between the code of a scored item and its figures.
_SCORED = f'":["{State.SCORED.value}"'
_TOLD = frozenset({State.SCORED, State.NOT_APPLICABLE, State.NO_TARGET})


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


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a layer and the answers that it came from."""

    score: Explanation
    answers: Mapping[str, Any]


# State, earned and possible in millionths, the actual of an indicator, its ability to complete.
ItemFigures = tuple[str, int | None, int | None, str | None, str | None]
# Earned and possible in millionths, and how many items are scored.
SectionSum = tuple[int, int, int]


def item_figures(scored: Scored) -> str:
    """The items of the base of which something is known, for pages over many visits.

    One line a section, its code and its items as JSON: who asks for one section of a thousand
    visits need not take the others apart.
    """
    return "\n".join(
        f"{section.code}\t{_section_figures(section, scored.answers)}"
        for section in scored.score.sections
        if section.kind is SectionKind.BASE
    )


def figures_of(kept: str, section: str | None = None) -> dict[str, ItemFigures]:
    """What ``item_figures`` wrote, by item: of one section, or of all."""
    lines = (line.partition("\t") for line in kept.split("\n") if line)
    # Put together and read at once: a page over all sections reads thousands of these.
    items = [text[1:-1] for code, _, text in lines if section in (None, code) and text != "{}"]
    found: dict[str, ItemFigures] = orjson.loads(f"{{{','.join(items)}}}")
    return found


def scored_items(kept: str) -> frozenset[str]:
    """The items that ``item_figures`` says are scored, without reading what else it says.

    A quotation mark inside a text is escaped in JSON, so no text can look like an item.
    """
    return frozenset(before.rpartition('"')[2] for before in kept.split(_SCORED)[:-1])


def _section_figures(section: SectionScore, answers: Mapping[str, Any]) -> str:
    items = {
        item.code: _figures(item, answers.get(item.code))
        for item in section.items
        if not item.is_parent and item.role is SectionKind.BASE and item.state in _TOLD
    }
    return orjson.dumps(items).decode()


def section_sums(score: Explanation) -> dict[str, SectionSum]:
    """What the scored items of each base section add up to."""
    sums: dict[str, SectionSum] = {}
    for section in score.sections:
        if section.kind is SectionKind.BASE:
            scored = sum(each.is_scored and not each.is_parent for each in section.items)
            earned, possible = _millionths(section.earned), _millionths(section.possible)
            sums[section.code] = (earned or 0, possible or 0, scored)
    return sums


def _figures(item: ItemScore, answer: object) -> ItemFigures:
    actual = answer.get("value") if isinstance(answer, Mapping) else None
    return (
        item.state.value,
        _millionths(item.earned),
        _millionths(item.points),
        str(actual) if isinstance(actual, str | int | float) else None,
        item.ability.outlook.value if item.ability else None,
    )


def _millionths(value: Fraction | None) -> int | None:
    exact = stored(value)
    return None if exact is None else int(exact.scaleb(6))


def stored(value: Fraction | None) -> Decimal | None:
    """A figure as projections keep it: to six places."""
    if value is None:
        return None
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_STORED)
