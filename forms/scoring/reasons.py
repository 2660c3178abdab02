"""Where the team owes a reason beside its score."""

from __future__ import annotations

from fractions import Fraction

from forms.definition import Checklist, Item, ReasonFor


def gap_needs_reason(
    checklist: Checklist,
    item: Item,
    self_earned: Fraction | None,
    team_earned: Fraction | None,
    team_share: Fraction | None,
) -> ReasonFor | None:
    """The first rule of the checklist that asks the team for a reason, or None.

    Points are in points of the item, the share is 0 to 1; None is "not scored". A gap between
    self and team counts from ``gap_reason`` of the item's points on.
    """
    if team_earned is None or not item.points:
        return None
    gap = abs(team_earned - self_earned) if self_earned is not None else Fraction(0)
    owed = {
        ReasonFor.GAP: gap > 0 and gap >= Fraction(checklist.gap_reason) * Fraction(item.points),
        ReasonFor.ZERO: team_share == 0,
        ReasonFor.FULL: team_share == 1,
    }
    return next((rule for rule in ReasonFor if rule in checklist.reason_for and owed[rule]), None)
