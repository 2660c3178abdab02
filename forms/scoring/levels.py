"""The level of implementation: by score, then held down by the checklist's conditions.

Conditions are taken in the order of the checklist, each from the level the one before it left;
none ever raises a level.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from forms.answers import InvalidAnswer, Table, Value, check_value
from forms.definition import Checklist, Condition, ConditionKind, SectionKind, Threshold
from forms.scoring.case import Case
from forms.scoring.explanation import ConditionResult, Flag, ItemScore, Levels, SectionScore
from forms.scoring.words import Words

# The cap of a condition that replaces the level: nothing can be concluded yet.
INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a visit stands: a place among the thresholds, or nothing to conclude."""

    place: int | None
    code: str | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Scored:
    """What the conditions look at."""

    case: Case
    sections: Sequence[SectionScore]

    @property
    def items(self) -> list[ItemScore]:
        """Every row of every section."""
        return [row for section in self.sections for row in section.items]


def levels_of(scored: Scored, total: Fraction | None) -> Levels:
    """Both levels and what each condition did; no level without a total or without thresholds."""
    checklist, words = scored.case.checklist, scored.case.words
    start = _by_score(checklist, total, words)
    standing, results = start, []
    for condition in checklist.conditions:
        holds, why = _HOLDS[condition.kind](scored, condition)
        after = _after(checklist, standing, condition, words) if holds else standing
        results.append(
            ConditionResult(
                code=condition.code,
                label=words.text(condition.label),
                applied=holds,
                cap=condition.cap or None,
                before=standing.label,
                after=after.label,
                why=why,
            )
        )
        standing = after
    return Levels(start.code, start.label, standing.code, standing.label, tuple(results))


def _by_score(checklist: Checklist, total: Fraction | None, words: Words) -> Standing:
    reached = [
        place
        for place, threshold in enumerate(_ladder(checklist))
        if total is not None and total >= Fraction(threshold.total_from)
    ]
    return _standing(checklist, max(reached, default=None), words)


def _ladder(checklist: Checklist) -> list[Threshold]:
    return sorted(checklist.thresholds, key=lambda threshold: threshold.total_from)


def _standing(checklist: Checklist, place: int | None, words: Words) -> Standing:
    if place is None:
        return Standing(None, None, None)
    threshold = _ladder(checklist)[place]
    return Standing(place, threshold.code, words.text(threshold.label))


def _after(
    checklist: Checklist, standing: Standing, condition: Condition, words: Words
) -> Standing:
    if standing.place is None:
        return standing
    if condition.cap == INCONCLUSIVE:
        return Standing(None, INCONCLUSIVE, words.text(condition.label))
    highest = standing.place
    if not condition.cap:
        highest = max(standing.place - 1, 0)
    for place, threshold in enumerate(_ladder(checklist)):
        if threshold.code == condition.cap:
            highest = place
    return _standing(checklist, min(standing.place, highest), words)


def _item_equals(scored: Scored, condition: Condition) -> tuple[bool, str]:
    case = scored.case
    holds = _answered_with(case, condition)
    shown = condition.value
    if shown in ("yes", "no"):
        shown = case.words.say(shown)
    phrase = "item_is" if holds else "item_is_not"
    return holds, case.words.say(phrase, item=condition.item, value=shown)


def _answered_with(case: Case, condition: Condition) -> bool:
    item = case.checklist.find_item(condition.item)
    if item is None or item.code not in case.relevant:
        return False
    value = _bare(case.answer(item).value)
    try:
        return value is not None and value == _bare(check_value(item, condition.value))
    except InvalidAnswer:
        return False


def _bare(value: Value | None) -> Value | None:
    return value.level if isinstance(value, Table) else value


def _section_below(scored: Scored, condition: Condition) -> tuple[bool, str]:
    words, percent = scored.case.words, Fraction(condition.percent or Decimal(0))
    below = [
        words.say("section_share", section=each.code, share=words.percent(share))
        for each in scored.sections
        if (share := _base_share(each)) is not None
        and (not condition.sections or each.code in condition.sections)
        and share * 100 < percent
    ]
    bound = words.percent(percent / 100)
    if below:
        return True, words.say("sections_below", sections=", ".join(below), percent=bound)
    return False, words.say("sections_not_below", percent=bound)


def _base_share(section: SectionScore) -> Fraction | None:
    if section.kind is not SectionKind.BASE or section.score is None or not section.points:
        return None
    return section.score / section.points


def _evidence_missing(scored: Scored, _condition: Condition) -> tuple[bool, str]:
    words = scored.case.words
    if scored.case.evidence is None:
        return False, words.say("evidence_unknown")
    missing = [row.code for row in scored.items if Flag.EVIDENCE_MISSING in row.flags]
    if missing:
        return True, words.say("evidence_missing", items=", ".join(missing))
    return False, words.say("evidence_complete")


def _penalty_applies(scored: Scored, condition: Condition) -> tuple[bool, str]:
    words = scored.case.words
    if not scored.case.penalties_on:
        return False, words.say("penalties_off")
    applied = [
        row.code
        for row in scored.items
        if row.role is SectionKind.PENALTY
        and row.earned
        and not row.is_parent
        and condition.item in ("", row.code)
    ]
    if applied:
        return True, words.say("penalty_applies", items=", ".join(applied))
    return False, words.say("penalty_none")


_HOLDS: dict[ConditionKind, Callable[[Scored, Condition], tuple[bool, str]]] = {
    ConditionKind.ITEM_EQUALS: _item_equals,
    ConditionKind.SECTION_BELOW: _section_below,
    ConditionKind.EVIDENCE_MISSING: _evidence_missing,
    ConditionKind.PENALTY_APPLIES: _penalty_applies,
}
