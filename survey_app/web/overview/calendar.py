"""The days of the round: who goes where on which day, week by week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from survey_app.progress.glance import Subject
from survey_app.web.overview.view import View

# A day with more visits than this shows the rest as a number that leads to the list.
SHOWN = 6
_WEEK = 7
# A round of years, or a day far off, is a mistake of typing: the calendar stays a calendar.
_MOST_WEEKS = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; ``more`` visits are not listed."""

    on: date
    visits: Sequence[Subject]
    more: int
    is_in_round: bool

    @property
    def count(self) -> int:
        """How many visits there are on this day."""
        return len(self.visits) + self.more


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks from Monday to Sunday, and how many visits have no day or one beyond the weeks."""

    weeks: Sequence[Sequence[Day]]
    undated: int
    beyond: int


def calendar(view: View) -> Calendar:
    """The weeks of the round, made longer where visits are planned before or after it."""
    by_day: dict[date, list[Subject]] = defaultdict(list)
    for each in view.subjects:
        if each.planned_on is not None:
            by_day[each.planned_on].append(each)
    first, last = view.round.starts_on, view.round.ends_on
    monday = min([first, *by_day]) - timedelta(days=min([first, *by_day]).weekday())
    end = max([last, *by_day])
    count = min((end - monday).days // _WEEK + 1, _MOST_WEEKS)
    weeks = [
        [_day(monday + timedelta(days=_WEEK * week + at), by_day, first, last) for at in range(7)]
        for week in range(count)
    ]
    shown = sum(day.count for week in weeks for day in week)
    dated = sum(len(each) for each in by_day.values())
    return Calendar(weeks, len(view.subjects) - dated, dated - shown)


def _day(on: date, by_day: dict[date, list[Subject]], first: date, last: date) -> Day:
    visits = by_day.get(on, [])
    return Day(on, visits[:SHOWN], max(len(visits) - SHOWN, 0), is_in_round=first <= on <= last)
