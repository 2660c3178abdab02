"""One answered item -> its state, share and points, with the reason.

What keeps an item out of the score is a list of questions asked in order; what it earns is a
table with one row a kind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from forms.answers import Answer, Table, in_points, top_level
from forms.definition import Item, Kind, Level, SectionKind
from forms.scoring.case import Case
from forms.scoring.explanation import Flag, ItemScore, State
from forms.scoring.indicators import Share, aim_of, share_of


class Out(NamedTuple):
    """Why an item stays out of the score."""

    state: State
    why: str
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """An item that is answered itself, in its place."""

    item: Item
    role: SectionKind
    parent: str | None
    case: Case

    @property
    def answer(self) -> Answer:
        """Its answer; a blank one where there is none that can be taken."""
        return self.case.answer(self.item)

    @property
    def points(self) -> Fraction | None:
        """Its points, exactly; None where it has none."""
        return None if self.item.points is None else Fraction(self.item.points)


def score_leaf(leaf: Leaf) -> ItemScore:
    """The score of one item."""
    out = next((out for ask in _QUESTIONS if (out := ask(leaf))), None)
    return _with_ability(leaf, _earning(leaf) if out is None else _left_out(leaf, out))


def _left_out(leaf: Leaf, out: Out) -> ItemScore:
    return ItemScore(
        code=leaf.item.code,
        role=leaf.role,
        points=leaf.points,
        state=out.state,
        why=out.why,
        flags=out.flags,
        parent=leaf.parent,
    )


def _with_ability(leaf: Leaf, score: ItemScore) -> ItemScore:
    """The ability to complete beside the score: it changes no figure, but it owes a reason."""
    ability = leaf.answer.ability
    if ability is None:
        return score
    owed = () if ability.reason else (Flag.ABILITY_WITHOUT_REASON,)
    return replace(score, ability=ability, flags=(*score.flags, *owed))


def can_be_scored(item: Item) -> bool:
    """Whether an answer to this item can earn points at all."""
    if not item.points or item.kind in (Kind.TEXT, Kind.ATTENDEES):
        return False
    if item.kind is Kind.TABLE and not item.levels:
        return False
    if item.kind in (Kind.TABLE, Kind.SCALE):
        return top_level(item) > 0
    return item.kind is not Kind.CHOICE or any(each.share is not None for each in item.options)


def _unscored(leaf: Leaf) -> Out | None:
    if leaf.role is SectionKind.PENALTY and not leaf.case.penalties_on:
        return Out(State.NOT_SCORED, leaf.case.words.say("penalties_off"))
    if not can_be_scored(leaf.item):
        return Out(State.NOT_SCORED, leaf.case.words.say("not_scored"))
    return None


def _irrelevant(leaf: Leaf) -> Out | None:
    if leaf.item.code in leaf.case.relevant:
        return None
    return Out(State.NOT_APPLICABLE, leaf.case.words.say("irrelevant"))


def _marked(leaf: Leaf) -> Out | None:
    reason = leaf.answer.not_applicable
    if not reason:
        return None
    return Out(State.NOT_APPLICABLE, leaf.case.words.say("not_applicable", reason=reason))


def _without_target(leaf: Leaf) -> Out | None:
    actual, words = leaf.answer.value, leaf.case.words
    if not _lacks_target(leaf) or not isinstance(actual, Decimal):
        return None
    why = words.say("no_target_actual", actual=words.number(Fraction(actual)))
    return Out(State.NO_TARGET, why, (Flag.NO_TARGET,))


def _lacks_target(leaf: Leaf) -> bool:
    item = leaf.item
    return item.kind is Kind.INDICATOR and not aim_of(item, leaf.case.targets.get(item.code))


def _unanswered(leaf: Leaf) -> Out | None:
    words, value = leaf.case.words, leaf.answer.value
    error = leaf.case.invalid.get(leaf.item.code)
    if error:
        why = words.say("invalid", message=error.message(words.language))
    elif value is None:
        why = words.say("not_answered_no_target" if _lacks_target(leaf) else "not_answered")
    elif isinstance(value, Table) and value.level is None:
        why = words.say("level_missing")
    else:
        return None
    return Out(State.NOT_ANSWERED, why, _unanswered_flags(leaf))


def _unanswered_flags(leaf: Leaf) -> tuple[Flag, ...]:
    invalid = (Flag.INVALID,) if leaf.item.code in leaf.case.invalid else ()
    targetless = (Flag.NO_TARGET,) if _lacks_target(leaf) else ()
    return (Flag.NOT_ANSWERED, *invalid, *targetless)


def _unshared_option(leaf: Leaf) -> Out | None:
    for option in leaf.item.options:
        if option.code == leaf.answer.value and option.share is None:
            words = leaf.case.words
            why = words.say("option_not_scored", option=words.text(option.label))
            return Out(State.NOT_SCORED, why)
    return None


_QUESTIONS = (_unscored, _irrelevant, _marked, _unanswered, _without_target, _unshared_option)


def _earning(leaf: Leaf) -> ItemScore:
    points = leaf.points or Fraction(0)
    rule = _SHARES[leaf.item.kind](leaf)
    share, why, flags = rule.value, rule.why, rule.flags
    judged = None if leaf.answer.judged is None else Fraction(leaf.answer.judged)
    if judged is not None and judged != share * points:
        share, why, flags = _judged(leaf, rule, judged)
    earned = share * points
    # Where nothing is earned nothing need be proven: there is no document of what was not done.
    if earned and leaf.case.lacks_evidence(leaf.item):
        flags = (*flags, Flag.EVIDENCE_MISSING)
    return ItemScore(
        code=leaf.item.code,
        role=leaf.role,
        points=points,
        state=State.SCORED,
        why=why,
        share=share,
        earned=earned,
        flags=flags,
        parent=leaf.parent,
        rule_earned=None if judged is None else rule.value * points,
        judged=judged,
    )


def _judged(leaf: Leaf, rule: Share, judged: Fraction) -> tuple[Fraction, str, tuple[Flag, ...]]:
    words, points, reason = leaf.case.words, leaf.points or Fraction(1), leaf.answer.reason
    facts = {
        "why": rule.why,
        "rule": words.number(rule.value * points),
        "judged": words.number(judged),
    }
    if reason:
        return judged / points, words.say("judged", **facts, reason=reason), rule.flags
    why = words.say("judged_without_reason", **facts)
    return rule.value, why, (*rule.flags, Flag.JUDGED_WITHOUT_REASON)


def _scale(leaf: Leaf) -> Share:
    value = leaf.answer.value
    level = value.level if isinstance(value, Table) else value
    if not isinstance(level, int):
        raise TypeError("a scale is answered with a level")
    return _of_level(leaf, level)


def _of_level(leaf: Leaf, level: int) -> Share:
    words, top = leaf.case.words, top_level(leaf.item)
    facts = {"level": str(level), "top": str(top)}
    step: Level | None = next((each for each in leaf.item.levels if each.value == level), None)
    if step and step.label:
        why = words.say("level_anchor", **facts, anchor=words.text(step.label))
    else:
        why = words.say("level", **facts)
    return Share(Fraction(level, top), why)


def _yes_no(leaf: Leaf) -> Share:
    said = str(leaf.answer.value)
    return Share(Fraction(1 if said == "yes" else 0), leaf.case.words.say(said))


def _points(leaf: Leaf) -> Share:
    value, points, words = _figure(leaf), leaf.points or Fraction(1), leaf.case.words
    facts = {"value": words.number(value), "points": words.number(points)}
    return Share(value / points, words.say("points", **facts))


def _choice(leaf: Leaf) -> Share:
    chosen = next(each for each in leaf.item.options if each.code == leaf.answer.value)
    why = leaf.case.words.say("option", option=leaf.case.words.text(chosen.label))
    return Share(Fraction(chosen.share or 0), why)


def _indicator(leaf: Leaf) -> Share:
    aim = aim_of(leaf.item, leaf.case.targets.get(leaf.item.code))
    actual = leaf.answer.value
    if aim is None or not isinstance(actual, Decimal):
        raise TypeError("an indicator is scored with a figure and a target")
    return share_of(leaf.item, actual, aim, leaf.case.words)


def _beside_the_base(leaf: Leaf) -> Share:
    words = leaf.case.words
    if in_points(leaf.item):
        value = _figure(leaf)
        why = words.say(leaf.item.kind.value, value=words.number(value))
        return Share(value / (leaf.points or Fraction(1)), why)
    return _yes_no(leaf)


def _figure(leaf: Leaf) -> Fraction:
    if not isinstance(leaf.answer.value, Decimal):
        raise TypeError("points are answered with a number")
    return Fraction(leaf.answer.value)


_SHARES: dict[Kind, Callable[[Leaf], Share]] = {
    Kind.SCALE: _scale,
    Kind.YES_NO: _yes_no,
    Kind.POINTS: _points,
    Kind.CHOICE: _choice,
    Kind.INDICATOR: _indicator,
    Kind.TABLE: _scale,
    Kind.BONUS: _beside_the_base,
    Kind.PENALTY: _beside_the_base,
}
