"""Targets as the office types them: all rows of a unit together, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from survey_app.core.vietnamese import clean, typed_number
from survey_app.visits.models import Target, Unit

LONGEST_SOURCE = 500
_LARGEST = Decimal(10) ** 12
_PLACES = 6


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """A row as it was typed: figures as text, and where they come from."""

    item: str
    term: str
    milestone: str
    source: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not (self.term.strip() or self.milestone.strip() or self.source.strip())


def fault_of(typed: TypedTarget) -> str | None:
    """The name of what is wrong with a row, or None: ``number``, ``size``, ``source`` or ``text``.

    A figure without its source would be nobody's; a source without a figure says nothing.
    """
    figures = [each for each in (typed.term, typed.milestone) if each.strip()]
    for each in figures:
        value = typed_number(each)
        if value is None or value < 0:
            return "number"
        exponent = value.as_tuple().exponent
        if value >= _LARGEST or not isinstance(exponent, int) or -exponent > _PLACES:
            return "size"
    if len(typed.source) > LONGEST_SOURCE:
        return "text"
    return None if bool(figures) == bool(typed.source.strip()) else "source"


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
        wanted = (typed_number(typed.term), typed_number(typed.milestone), clean(typed.source))
        if wanted == (target.term, target.milestone, target.source):
            continue
        target.term, target.milestone, target.source = wanted
        target.is_demo = False
        changed += 1
    return changed


def mark_of(targets: Mapping[str, Target]) -> str:
    """What the targets look like, so that a form can tell that somebody changed them meanwhile."""
    said = sorted((item, row.edition) for item, row in targets.items())
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
