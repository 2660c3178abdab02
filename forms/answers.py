"""What a valid answer of each kind is.

An answer comes as ``{"value": …}``, with ``reason`` and, on an indicator, ``judged``, ``baseline``
and ``ability`` beside it, or as ``{"not_applicable": "lý do"}``. ``check_answer`` turns it into an
``Answer`` or refuses it by name. The twin is ``survey_app/phone/src/form/answers.ts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from forms import wire
from forms.ability import Ability, Outlook, check_ability
from forms.definition import Direction, Item, Kind
from forms.refusals import ECHO_LIMIT, InvalidAnswer, refuse
from forms.values import (
    Attendee,
    Table,
    Value,
    check_value,
    in_points,
    top_level,
    within_points,
)

__all__ = [
    "Ability",
    "Answer",
    "Attendee",
    "InvalidAnswer",
    "Outlook",
    "Table",
    "Target",
    "Value",
    "check_answer",
    "check_target",
    "check_value",
    "in_points",
    "top_level",
]

_ANSWER_KEYS = ("value", "not_applicable", "judged", "reason", "baseline", "ability")
_TARGET_KEYS = ("term", "milestone", "direction", "source")


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked answer. Without a value and without a ``not_applicable`` it says nothing yet.

    ``value`` is "yes"/"no", a level, a number, an option's code, text, a Table or attendees.
    ``judged`` is in points, ``baseline`` in the indicator's unit of measure.
    """

    value: Value | None = None
    not_applicable: str = ""
    judged: Decimal | None = None
    reason: str = ""
    baseline: Decimal | None = None
    ability: Ability | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it neither answers nor marks the item as not applicable."""
        return self.value is None and not self.not_applicable


@dataclass(frozen=True, slots=True)
class Target:
    """A unit's target for one indicator, in its unit of measure; None is "not entered".

    The milestone of the review date counts before the target of the whole term.
    """

    term: Decimal | None = None
    milestone: Decimal | None = None
    direction: Direction | None = None


def check_answer(item: Item, answer: object) -> Answer:
    """The answer as checked for this item; raise InvalidAnswer where it cannot be taken."""
    if item.items:
        raise refuse("item_has_parts")
    if not isinstance(answer, Mapping):
        raise refuse("answer_shape")
    for key in answer:
        if key not in _ANSWER_KEYS:
            raise refuse("answer_key", key=str(key)[:ECHO_LIMIT])
    if answer.get("not_applicable") is not None:
        return _not_applicable(answer)
    if "value" not in answer:
        raise refuse("answer_shape")
    reason = answer.get("reason")
    return Answer(
        value=check_value(item, answer["value"]),
        judged=_judged(item, answer.get("judged")),
        reason="" if reason is None else wire.words(reason),
        baseline=_baseline(item, answer.get("baseline")),
        ability=_ability(item, answer.get("ability")),
    )


def check_target(item: Item | None, raw: object) -> Target:
    """The target of an item from its wire form; raise InvalidAnswer where it cannot be taken."""
    if item is None:
        raise refuse("item_unknown")
    if item.kind is not Kind.INDICATOR:
        raise refuse("target_kind")
    if raw is None:
        return Target()
    if not isinstance(raw, Mapping):
        raise refuse("target_shape")
    for key in raw:
        if key not in _TARGET_KEYS:
            raise refuse("target_key", key=str(key)[:ECHO_LIMIT])
    return Target(
        term=_number_or_none(raw.get("term")),
        milestone=_number_or_none(raw.get("milestone")),
        direction=_direction(raw.get("direction")),
    )


def _not_applicable(answer: Mapping[str, object]) -> Answer:
    if any(answer.get(key) is not None for key in _ANSWER_KEYS if key != "not_applicable"):
        raise refuse("answer_both")
    reason = wire.words(answer["not_applicable"])
    if not reason:
        raise refuse("not_applicable_reason")
    return Answer(not_applicable=reason)


def _judged(item: Item, raw: object) -> Decimal | None:
    if wire.is_blank(raw):
        return None
    if item.kind is not Kind.INDICATOR:
        raise refuse("judged_kind")
    return within_points(item, raw)


def _baseline(item: Item, raw: object) -> Decimal | None:
    if wire.is_blank(raw):
        return None
    if item.kind is not Kind.INDICATOR:
        raise refuse("baseline_kind")
    return wire.number(raw)


def _ability(item: Item, raw: object) -> Ability | None:
    if raw is not None and item.kind is not Kind.INDICATOR:
        raise refuse("ability_kind")
    return check_ability(raw)


def _number_or_none(raw: object) -> Decimal | None:
    return None if wire.is_blank(raw) else wire.number(raw)


def _direction(raw: object) -> Direction | None:
    if wire.is_blank(raw):
        return None
    if raw not in ("up", "down"):
        raise refuse("target_direction")
    return Direction(str(raw))
