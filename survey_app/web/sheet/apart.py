"""What each of two scorers gave an item, in words, where they do not say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from forms.definition import Item
from survey_app.scoring.comparing import Compared, Given, ItemPair
from survey_app.web.sheet.said import said


@dataclass(frozen=True, slots=True)
class ScorerCell:
    """One scorer's word on an item; ``said`` is empty where there is none.

    ``before``: the points before the scorer could see the other's, where that was another score.
    """

    by: str
    said: str
    earned: Fraction | None
    at: datetime | None
    reason: str
    was_changed: bool
    before: Fraction | None


@dataclass(frozen=True, slots=True)
class ItemApart:
    """The two, the first-named one first. ``waits``: the lead has to decide it."""

    cells: tuple[ScorerCell, ScorerCell]
    gap: Fraction | None
    is_far: bool
    waits: bool
    is_lonely: bool


def apart_of(compared: Compared | None, names: Mapping[int, str]) -> dict[str, ItemApart]:
    """The items that the two did not score alike, by code."""
    if compared is None:
        return {}
    return {
        each.item.code: item_apart(each, compared, names)
        for each in compared.items
        if each.differs or each.is_far
    }


def item_apart(each: ItemPair, compared: Compared, names: Mapping[int, str]) -> ItemApart:
    """Both words on one item."""
    first, second = (names.get(person, "") for person in compared.pair.scorers)
    return ItemApart(
        cells=(_cell(each.item, each.first, first), _cell(each.item, each.second, second)),
        gap=each.gap,
        is_far=each.is_far,
        waits=each.waits,
        is_lonely=each.is_lonely,
    )


def _cell(item: Item, given: Given, by: str) -> ScorerCell:
    entry = given.entry
    return ScorerCell(
        by=by,
        said=said(item, entry.value) if entry else "",
        earned=given.score.earned,
        at=entry.received_at if entry else None,
        reason=str((entry.value or {}).get("reason") or "") if entry else "",
        was_changed=given.has_changed,
        before=given.blind.earned,
    )
