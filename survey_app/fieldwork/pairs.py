"""Two who score a visit apart: whose a score is, what each of them says, what counts. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from survey_app.fieldwork.rules import DESK, EntryKind, Layer, Mark, Slot, heads
from survey_app.fieldwork.views import EntryView


@dataclass(frozen=True, slots=True)
class Pair:
    """Who scores a visit apart, by person; ``second`` is None after one of the two was let go."""

    first: int
    second: int | None = None

    @property
    def scorers(self) -> tuple[int, ...]:
        """The first-named one first."""
        return (self.first,) if self.second is None else (self.first, self.second)


def pair_of(first: int | None, second: int | None) -> Pair | None:
    """The pair of a visit's two columns; None where the team scores it together."""
    return None if first is None else Pair(first, second)


def is_score(about: Slot) -> bool:
    """Whether an entry is what two scorers give apart: an answer of the team."""
    return about.kind is EntryKind.ANSWER and about.layer is Layer.TEAM


def scores_of(
    log: Iterable[EntryView], pair: Pair, *, until: int | None = None
) -> dict[int, tuple[EntryView, ...]]:
    """The current scores of each scorer, out of the whole log; up to an entry, where one is named.

    An entry replaces entries of its own scorer only, whatever it names: nobody can take away what
    the other one said. What a desk settled belongs to the scorer whose entries it replaced.
    """
    told = [each for each in log if until is None or each.number <= until]
    told = sorted((each for each in told if is_score(each.about)), key=lambda each: each.number)
    whose = _owners(told)
    found: dict[int, tuple[EntryView, ...]] = {}
    for scorer in pair.scorers:
        own = {each.uuid: each for each in told if whose[each.uuid] == scorer}
        current = heads(_mark(each) for each in own.values())
        found[scorer] = tuple(own[mark.id] for mark in current)
    return found


def settled(scores: Iterable[EntryView]) -> dict[str, EntryView]:
    """One scorer's answers by item; withdrawn ones and those that clash are left out."""
    by_item: dict[str, list[EntryView]] = defaultdict(list)
    for each in scores:
        by_item[str(each.item)].append(each)
    return {
        item: found[0]
        for item, found in by_item.items()
        if len(found) == 1 and found[0].value is not None
    }


def merged(by_scorer: Mapping[int, Mapping[str, EntryView]], pair: Pair) -> dict[str, EntryView]:
    """What counts for the team: the first-named scorer's answers, the second's where it has none.

    No mean is taken: what counts is always something that somebody said, with its reason.
    """
    counting: dict[str, EntryView] = {}
    for scorer in reversed(pair.scorers):
        counting |= by_scorer.get(scorer, {})
    return counting


def _owners(told: Iterable[EntryView]) -> dict[UUID, int]:
    whose: dict[UUID, int] = {}
    for each in told:
        replaced = (whose.get(UUID(id_)) for id_ in each.supersedes)
        before = next((owner for owner in replaced if owner is not None), None)
        whose[each.uuid] = each.author_id
        if each.device == DESK and before is not None:
            whose[each.uuid] = before
    return whose


def _mark(each: EntryView) -> Mark:
    return Mark(each.uuid, each.number, each.about, tuple(UUID(id_) for id_ in each.supersedes))
