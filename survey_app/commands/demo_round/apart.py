"""The one visit of the demonstration that two members score apart, and what the second thinks."""

from __future__ import annotations

from collections.abc import Mapping

from survey_app.commands.demo_round.answers import Value
from survey_app.commands.demo_round.words import words

# It waits for its lead, so that what the two see differently still has to be settled.
UNIT = "LD-GIOLINH"
FIRST, SECOND = "doan3.thanhvien", "doan3.thanhvien2"


def second_answers(first: Mapping[str, Value]) -> dict[str, Value]:
    """The second member's answers: the first one's, but for some items, with a reason there."""
    differs = words()["apart"]
    return {item: {**value, **differs.get(item, {})} for item, value in first.items()}
