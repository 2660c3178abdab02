"""A score typed at a desk -> the answer as the phones send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.answers import InvalidAnswer, check_answer, top_level
from forms.definition import Item, Kind
from forms.scoring import can_be_scored
from survey_app.web.fields import tidy
from survey_app.web.figures import with_point
from survey_app.web.filters import words
from survey_app.web.sheet.model import SheetItem
from survey_app.web.speech import say

TYPED_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed for one item: a value, a judged score, or that it does not apply."""

    value: str = ""
    judged: str = ""
    outlook: str = ""
    not_applicable: bool = False
    reason: str = ""
    is_ticked: bool = False
    fault: str = ""

    @property
    def says_something(self) -> bool:
        """Whether a score was given, in whatever way."""
        return bool(self.value or self.judged or self.not_applicable or self.outlook)


NOTHING = Typed()
# What of an indicator's answer stays where another ability to complete is judged.
_FIGURES = ("value", "judged", "reason", "baseline")


def typed_from(form: Mapping[str, str], suffix: str = "") -> Typed:
    """What was typed in the fields of one item; ``suffix`` tells items of one form apart."""
    return Typed(
        value=tidy(form.get(f"value{suffix}"))[:TYPED_LIMIT],
        judged=tidy(form.get(f"judged{suffix}"))[:TYPED_LIMIT],
        outlook=tidy(form.get(f"outlook{suffix}"))[:TYPED_LIMIT],
        not_applicable=f"not_applicable{suffix}" in form,
        reason=tidy(form.get(f"reason{suffix}")),
    )


def takes_score(item: Item) -> bool:
    """Whether a score can be given to this item at a desk."""
    return can_be_scored(item)


def options_of(item: Item) -> list[tuple[str, str]]:
    """What a score is chosen from, as value and words: levels, options, yes and no."""
    if item.kind is Kind.CHOICE:
        return [(option.code, words(option.label)) for option in item.options]
    if item.kind in (Kind.SCALE, Kind.TABLE):
        anchors = {level.value: words(level.label) for level in item.levels}
        levels = range(top_level(item) + 1)
        return [(str(level), f"{level} – {anchors.get(level, '')}".strip(" –")) for level in levels]
    return [("yes", say("Có")), ("no", say("Không"))]


def wire_answer(shown: SheetItem, typed: Typed) -> dict[str, Any] | None:
    """The answer that was typed, or None where nothing was; raise InvalidAnswer if it is no good.

    The figure of an indicator and the rows of a table stay the team's where only the judgement or
    the level is typed.
    """
    if not typed.says_something:
        return None
    answer = _answer(shown, typed)
    checked = check_answer(shown.item, answer)
    if checked.is_blank:
        raise InvalidAnswer("answer_shape", "nêu điểm hoặc số liệu", "give a score or a figure")
    return answer


def _answer(shown: SheetItem, typed: Typed) -> dict[str, Any]:
    if typed.not_applicable:
        return {"not_applicable": typed.reason}
    item = shown.item
    if item.kind is Kind.TABLE:
        columns = [column.code for column in item.columns]
        rows = [dict(zip(columns, row, strict=True)) for row in shown.rows]
        return {"value": {"rows": rows, "level": typed.value or None}}
    if item.kind is Kind.INDICATOR:
        return _indicator(shown, typed)
    return {"value": with_point(typed.value) if _is_number(item) else typed.value}


def _indicator(shown: SheetItem, typed: Typed) -> dict[str, Any]:
    answer: dict[str, Any] = {"value": with_point(typed.value)}
    if not typed.value and not typed.judged:
        # Only the ability to complete is judged otherwise: figure and points stay as they count.
        answer = {key: held for key, held in (shown.counting or {}).items() if key in _FIGURES}
    if typed.judged:
        answer |= {"judged": with_point(typed.judged), "reason": typed.reason}
    if typed.outlook:
        answer |= {"ability": {"value": typed.outlook, "reason": typed.reason}}
    return {"value": None, **answer}


def _is_number(item: Item) -> bool:
    return item.kind is Kind.POINTS or item.step is not None
