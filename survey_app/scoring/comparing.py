"""Two scores of one visit side by side: how far apart each item is, and what a lead must decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from forms.definition import Checklist, Item
from forms.scoring import Explanation, explain
from forms.scoring.explanation import ItemScore, State
from survey_app.fieldwork.pairs import Pair, scores_of, settled
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import EntryView, Recorded
from survey_app.scoring.cases import ScoreCase
from survey_app.scoring.rules import DESK_LAYERS


@dataclass(frozen=True, slots=True)
class Given:
    """What one scorer gave an item. ``blind``: as it stood when the other's became visible."""

    entry: EntryView | None
    score: ItemScore
    blind: ItemScore

    @property
    def has_changed(self) -> bool:
        """Whether the score was corrected in sight of the other one."""
        now, before = self.score, self.blind
        return (now.state, now.earned) != (before.state, before.earned)


@dataclass(frozen=True, slots=True)
class ItemPair:
    """An item as both scored it. ``gap`` in points, None where one of them gave no score.

    The gap is the larger one of the blind scores and of those that stand: what was far apart when
    neither saw the other stays the lead's to decide, whoever gives in afterwards.
    """

    item: Item
    first: Given
    second: Given
    gap: Fraction | None
    limit: Fraction
    is_decided: bool

    @property
    def is_far(self) -> bool:
        """Whether it goes to the lead."""
        return self.gap is not None and self.gap > 0 and self.gap >= self.limit

    @property
    def waits(self) -> bool:
        """Whether the lead still has to decide it."""
        return self.is_far and not self.is_decided

    @property
    def is_lonely(self) -> bool:
        """Whether only one of the two scored it."""
        answered = (State.SCORED, State.NOT_APPLICABLE)
        return (self.first.score.state in answered) is not (self.second.score.state in answered)

    @property
    def differs(self) -> bool:
        """Whether the two do not say the same now."""
        one, other = self.first.score, self.second.score
        return (one.state, one.earned) != (other.state, other.earned)


@dataclass(frozen=True, slots=True)
class Compared:
    """A visit that two have scored and handed over, item by item in the checklist's order."""

    pair: Pair
    items: tuple[ItemPair, ...]

    def moderation(self) -> list[ItemPair]:
        """What goes to the lead, the largest gap first, then in the checklist's order."""
        return sorted((each for each in self.items if each.is_far), key=lambda each: -_gap(each))

    def find(self, code: str) -> ItemPair | None:
        """The item of this code."""
        return next((each for each in self.items if each.item.code == code), None)


def revealed_at(found: Recorded) -> int | None:
    """The number of the entry by which the second of the scorers handed over; None before."""
    if found.pair is None:
        return None
    first: dict[int, int] = {}
    for said in found.submits():
        first.setdefault(said.author_id, said.number)
    if not first.keys() >= set(found.pair.scorers):
        return None
    return max(first[each] for each in found.pair.scorers)


def compare(case: ScoreCase, log: Sequence[EntryView]) -> Compared | None:
    """The two scores of a visit; None while one of them is owed, or where nobody scores apart.

    ``log``: every answer that was given for the team. Pure.
    """
    pair, until = case.recorded.pair, revealed_at(case.recorded)
    if pair is None or pair.second is None or until is None:
        return None
    now = case.recorded.by_scorer
    blind = {scorer: settled(told) for scorer, told in scores_of(log, pair, until=until).items()}
    told = {scorer: _explained(case, answers) for scorer, answers in now.items()}
    told_blind = {scorer: _explained(case, answers) for scorer, answers in blind.items()}
    decided = {item for layer in DESK_LAYERS for item in case.given.get(layer, {})}
    items = []
    for item in _scored(case.checklist):
        given = [
            _given(now[scorer].get(item.code), told[scorer], told_blind[scorer], item.code)
            for scorer in pair.scorers
        ]
        if None not in given:
            items.append(_pair_of(case.checklist, item, given, is_decided=item.code in decided))
    return Compared(pair, tuple(items))


def gap_of(points: Fraction, one: ItemScore, other: ItemScore) -> Fraction | None:
    """How far apart two scores are, in points; all of them where only one says not applicable."""
    states = {one.state, other.state}
    if one.earned is not None and other.earned is not None and states == {State.SCORED}:
        return abs(one.earned - other.earned)
    if states == {State.SCORED, State.NOT_APPLICABLE}:
        return points
    return Fraction(0) if states == {State.NOT_APPLICABLE} else None


def _gap(each: ItemPair) -> Fraction:
    return each.gap or Fraction(0)


def _scored(checklist: Checklist) -> Iterable[Item]:
    """The items that earn points by themselves."""
    for section, item in checklist.items():
        if section is not None and not item.items and item.points:
            yield item


def _explained(case: ScoreCase, answers: Mapping[str, EntryView]) -> Explanation:
    return explain(
        case.checklist,
        {item: each.value for item, each in answers.items()},
        targets=case.targets,
        layer=Layer.TEAM.value,
        penalties=case.penalties,
        levels=case.levels,
        today=case.today,
    )


def _given(
    entry: EntryView | None, now: Explanation, blind: Explanation, code: str
) -> Given | None:
    score, before = now.find_item(code), blind.find_item(code)
    return None if score is None or before is None else Given(entry, score, before)


def _pair_of(
    checklist: Checklist, item: Item, given: Sequence[Given | None], *, is_decided: bool
) -> ItemPair:
    first, second = (each for each in given if each is not None)
    points = Fraction(item.points or 0)
    gaps = [
        gap_of(points, first.score, second.score),
        gap_of(points, first.blind, second.blind),
    ]
    return ItemPair(
        item=item,
        first=first,
        second=second,
        gap=max((each for each in gaps if each is not None), default=None),
        limit=Fraction(checklist.moderation_gap) * points,
        is_decided=is_decided,
    )
