"""Targets as the office types them: all rows of a unit together, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from forms.definition import Direction
from survey_app.core.vietnamese import clean, day, folded, number, typed_day, typed_number
from survey_app.visits.models import Target, Unit

LONGEST_SOURCE = 500
LONGEST_MEASURE = 60
_LARGEST = Decimal(10) ** 12
_PLACES = 6
# How a direction may be typed, folded; an empty cell is what the checklist says.
_DIRECTIONS: dict[str, Direction | None] = {
    "": None,
    "up": Direction.UP,
    "tang": Direction.UP,
    "cang nhieu cang tot": Direction.UP,
    "cang cao cang tot": Direction.UP,
    "down": Direction.DOWN,
    "giam": Direction.DOWN,
    "cang it cang tot": Direction.DOWN,
    "cang thap cang tot": Direction.DOWN,
}


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A row as it was typed: figures, direction and day as text, and where they come from."""

    item: str
    term: str
    milestone: str
    source: str
    measure: str = ""
    direction: str = ""
    cut_off_on: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(each.strip() for each in (self.term, self.milestone, *self._around))

    @property
    def _around(self) -> tuple[str, ...]:
        return (self.source, self.measure, self.direction, self.cut_off_on)

    def columns(self) -> dict[str, object]:
        """What the row of the table holds when this is kept; only where there is no fault."""
        return {
            "term": typed_number(self.term),
            "milestone": typed_number(self.milestone),
            "source": clean(self.source),
            "measure": clean(self.measure),
            "direction": _DIRECTIONS[folded(self.direction)],
            "cut_off_on": typed_day(self.cut_off_on),
        }


def fault_of(typed: TypedTarget, *, measure: str = "") -> str | None:
    """The name of what is wrong with a row, or None; ``measure`` is what the checklist counts in.

    A figure without its source would be nobody's; a source without a figure says nothing. A figure
    counted in another unit of measure than the results would be compared with them all the same.
    """
    said = [each for each in (typed.term, typed.milestone) if each.strip()]
    faults = [_fault_of_figure(each) for each in said] + [_fault_of_words(typed)]
    own = clean(typed.measure)
    if own and measure and folded(own) != folded(measure):
        faults.append("measure")
    if not typed.is_blank and not (said and typed.source.strip()):
        faults.append("source")
    return next((each for each in faults if each), None)


def typed_as(target: Target) -> TypedTarget:
    """A row as somebody would type it, so that nothing typed is nothing changed."""
    return TypedTarget(
        target.item,
        "" if target.term is None else number(target.term),
        "" if target.milestone is None else number(target.milestone),
        target.source,
        target.measure,
        target.direction.value if target.direction else "",
        day(target.cut_off_on) if target.cut_off_on else "",
    )


def source_in_full(target: Target) -> str:
    """Where a target comes from, with the day up to which its result is counted, if it has one."""
    if target.cut_off_on is None:
        return target.source
    return f"{target.source}; số liệu đến ngày {day(target.cut_off_on)}".removeprefix("; ")


def keep_targets(
    session: Session,
    of: tuple[int, Unit],
    present: Mapping[str, Target],
    rows: Sequence[TypedTarget],
) -> int:
    """Write what was typed for a unit in a round; returns how many rows changed.

    A row that was emptied stays with nothing in it, so that everything drawn from it knows that
    it changed. A figure that a person typed is no demonstration figure any more.
    """
    round_id, unit = of
    changed = 0
    for typed in rows:
        target = present.get(typed.item)
        if target is None:
            if typed.is_blank:
                continue
            target = Target(round_id=round_id, unit_id=unit.id, item=typed.item)
            session.add(target)
        wanted = typed.columns()
        if all(getattr(target, name) == value for name, value in wanted.items()):
            continue
        for name, value in wanted.items():
            setattr(target, name, value)
        target.is_demo = False
        changed += 1
    return changed


def _fault_of_figure(text: str) -> str | None:
    value = typed_number(text)
    if value is None or value < 0:
        return "number"
    exponent = value.as_tuple().exponent
    if value >= _LARGEST or not isinstance(exponent, int) or -exponent > _PLACES:
        return "size"
    return None


def _fault_of_words(typed: TypedTarget) -> str | None:
    if len(typed.source) > LONGEST_SOURCE or len(typed.measure) > LONGEST_MEASURE:
        return "text"
    if folded(typed.direction) not in _DIRECTIONS:
        return "direction"
    if typed.cut_off_on.strip() and typed_day(typed.cut_off_on) is None:
        return "day"
    return None


def mark_of(targets: Mapping[str, Target]) -> str:
    """What the targets look like, so that a form can tell that somebody changed them meanwhile."""
    said = sorted((item, row.edition) for item, row in targets.items())
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
