"""How well two scorers agree, in exact arithmetic. Pure.

What is compared is what each gave before seeing the other's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Twice:
    """One item of one visit, scored twice. ``first`` and ``second`` are people.

    ``points`` is what the item can earn; ``one`` and ``other`` are points earned. ``is_scale``: by
    levels. ``on``: the day of the visit.
    """

    visit: int
    on: date | None
    item: str
    points: Fraction
    first: int
    second: int
    one: Fraction
    other: Fraction
    is_scale: bool

    def seen_from(self, person: int) -> Twice:
        """The same with this person's score first."""
        if person == self.first:
            return self
        return Twice(
            self.visit,
            self.on,
            self.item,
            self.points,
            self.second,
            self.first,
            self.other,
            self.one,
            self.is_scale,
        )

    @property
    def shift(self) -> Fraction:
        """By how much of the item's points the first score lies above the second; -1 to 1."""
        return (self.one - self.other) / self.points


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well ``n`` pairs of scores agree.

    ``exact``: the share that is equal; ``mean_gap``: the mean absolute difference in points;
    ``mean_shift``: by how much of the points the first lies above the second; ``kappa``: quadratic
    weighted, of scale items, None where it is not defined. All None where there are no pairs.
    """

    n: int
    exact: Fraction | None
    mean_gap: Fraction | None
    mean_shift: Fraction | None
    scales: int
    kappa: Fraction | None


def agreement(pairs: Iterable[Twice]) -> Agreement:
    """The figures of these pairs."""
    found = list(pairs)
    on_scales = [
        (each.one / each.points, each.other / each.points) for each in found if each.is_scale
    ]
    if not found:
        return Agreement(0, None, None, None, 0, None)
    n = len(found)
    return Agreement(
        n=n,
        exact=Fraction(sum(each.one == each.other for each in found), n),
        mean_gap=sum((abs(each.one - each.other) for each in found), Fraction(0)) / n,
        mean_shift=sum((each.shift for each in found), Fraction(0)) / n,
        scales=len(on_scales),
        kappa=quadratic_kappa(on_scales),
    )


def quadratic_kappa(pairs: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Cohen's kappa with quadratic weights of pairs of numbers; None where chance leaves no room.

    1 - (mean squared difference within the pairs) / (the same between every first and every
    second). The sum over all crossings is n (sum of squares of both) - 2 (sum of the firsts) (sum
    of the seconds); so no table of categories is needed and scales of different length may be
    joined, each level taken as its share of the top one.
    """
    n = len(pairs)
    ones, others = [one for one, _ in pairs], [other for _, other in pairs]
    squares = sum((each * each for each in (*ones, *others)), Fraction(0))
    by_chance = n * squares - 2 * sum(ones, Fraction(0)) * sum(others, Fraction(0))
    if not by_chance:
        return None
    within = sum(((one - other) ** 2 for one, other in pairs), Fraction(0))
    return 1 - n * within / by_chance


def by_item(pairs: Iterable[Twice]) -> dict[str, Agreement]:
    """The figures of each item."""
    return {
        item: agreement(found) for item, found in _grouped(pairs, lambda each: each.item).items()
    }


def by_person(pairs: Iterable[Twice]) -> dict[int, Agreement]:
    """The figures of each scorer against everybody who scored the same; shifts are the scorer's."""
    return {
        person: agreement(found)
        for person, found in _grouped(_seen_by_both(pairs), lambda each: each.first).items()
    }


def drift(pairs: Iterable[Twice]) -> dict[int, list[tuple[date, Agreement]]]:
    """The figures of each scorer by day of the visit, the first day first."""
    dated = [each for each in pairs if each.on is not None]
    lines: dict[int, list[tuple[date, Agreement]]] = defaultdict(list)
    grouped = _grouped(_seen_by_both(dated), lambda each: (each.first, each.on or date.min))
    for (person, on), found in sorted(grouped.items()):
        lines[person].append((on, agreement(found)))
    return lines


def _seen_by_both(pairs: Iterable[Twice]) -> list[Twice]:
    return [each.seen_from(person) for each in pairs for person in (each.first, each.second)]


def _grouped(pairs: Iterable[Twice], key: Callable[[Twice], K]) -> dict[K, list[Twice]]:
    groups: dict[K, list[Twice]] = defaultdict(list)
    for each in pairs:
        groups[key(each)].append(each)
    return groups
