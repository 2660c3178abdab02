"""Where the layers differ, and so which items may be confirmed, alone or many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.answers import InvalidAnswer, check_answer
from forms.definition import Checklist, Item, ReasonFor
from forms.scoring import gap_needs_reason
from forms.scoring.explanation import Explanation, State
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import Recorded

_CONFIRMABLE = (State.SCORED, State.NOT_APPLICABLE, State.NO_TARGET)


@dataclass(frozen=True)
class Opinions:
    """What everybody says of a visit's items. ``given`` are answers of the desk, by layer."""

    checklist: Checklist
    recorded: Recorded
    explained: Mapping[Layer, Explanation]
    given: Mapping[Layer, Mapping[str, Any]]
    owed: Collection[str] = ()

    def differs(self, item: Item) -> bool:
        """Whether two layers that speak of this item do not say the same."""
        said = [answers.get(item.code) for answers in self._said]
        said += [own.get(item.code) for own in self._apart]
        spoken = [_essence(item, each) for each in said if each is not None]
        return any(each != spoken[0] for each in spoken[1:])

    def can_be_confirmed(self, item: Item) -> bool:
        """Whether the team has scored it, and nothing about it is still to be settled."""
        score = self.explained[Layer.TEAM].find_item(item.code)
        if score is None or score.is_parent or score.state not in _CONFIRMABLE:
            return False
        return item.code not in self.owed and item.code not in self._clashing

    def is_plain(self, item: Item) -> bool:
        """Whether it can be confirmed without a look of its own: nothing differs or stands out."""
        if not self.can_be_confirmed(item) or self.differs(item):
            return False
        score = self.explained[Layer.TEAM].find_item(item.code)
        return score is not None and not score.flags and self.owed_reason(item) is None

    def owed_reason(self, item: Item) -> ReasonFor | None:
        """The rule of the checklist by which the team owes a reason that nobody has given."""
        _, team, agreed, final = (answers.get(item.code) for answers in self._said)
        score = self.explained[Layer.TEAM].find_item(item.code)
        if agreed or final or score is None or (team or {}).get("reason"):
            return None
        own = self.explained[Layer.SELF].find_item(item.code) if self._has_own else None
        own_earned = own.earned if own else None
        return gap_needs_reason(self.checklist, item, own_earned, score.earned, score.share)

    @property
    def _has_own(self) -> bool:
        return Layer.SELF in self.explained

    @property
    def plain_items(self) -> tuple[str, ...]:
        """The codes of all plain items, in the order of the checklist."""
        return tuple(item.code for _, item in self.checklist.items() if self.is_plain(item))

    @cached_property
    def _said(self) -> list[Mapping[str, Any]]:
        recorded = [self.recorded.wire_answers(layer) for layer in (Layer.SELF, Layer.TEAM)]
        return recorded + [self.given.get(layer, {}) for layer in (Layer.AGREED, Layer.FINAL)]

    @cached_property
    def _apart(self) -> list[Mapping[str, Any]]:
        """What each of two scorers says: where one counts, the other has not been heard yet."""
        return [
            {code: each.value for code, each in answers.items()}
            for answers in self.recorded.by_scorer.values()
        ]

    @cached_property
    def _clashing(self) -> set[str | None]:
        return {slot.item for slot in self.recorded.clashes()}


def check_confirmable(opinions: Opinions, codes: Collection[str]) -> None:
    """Raise Problem unless these items may be confirmed together."""
    items = [opinions.checklist.find_item(code) for code in codes]
    unknown = [code for code, item in zip(codes, items, strict=True) if item is None]
    if unknown:
        raise Problem(Code.ITEM_UNKNOWN, {"item": unknown[0]})
    known = [item for item in items if item is not None]
    unfit = [item.code for item in known if not opinions.can_be_confirmed(item)]
    if unfit:
        raise Problem(Code.CONFIRM_REFUSED, {"items": unfit})
    differing = [item.code for item in known if not opinions.is_plain(item)]
    if len(known) > 1 and differing:
        raise Problem(Code.CONFIRM_DIFFERS, {"items": differing})


def _essence(item: Item, wire: Mapping[str, Any]) -> object:
    """What an answer comes to: its value and its judged points, or that it does not apply."""
    try:
        answer = check_answer(item, wire)
    except InvalidAnswer:
        return repr(wire)
    if answer.not_applicable:
        return "not applicable"
    return answer.value, answer.judged
