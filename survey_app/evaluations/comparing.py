"""A result beside its target, in a figure and in the few words that a line has room for. Pure."""

from __future__ import annotations

from decimal import Decimal

from forms.definition import Direction
from survey_app.core.vietnamese import number
from survey_app.evaluations.content import Cell, Figure, Shortened

UNDER = "càng thấp càng tốt"
# What a line of the column of notes has room for, in characters.
_LINE = 25


def ratio(actual: Decimal | None, target: Decimal | None) -> Figure | None:
    """Result in percent of the target, as it is: over 100 is over, also where less is better."""
    if actual is None or not target:
        return None
    return Figure(actual * 100 / target, places=1, percent=True)


def comparison(
    actual: Decimal | None,
    milestone: Decimal | None,
    baseline: Decimal | None,
    direction: Direction,
) -> str:
    """Against the milestone, and against the beginning of the term, where there are such."""
    if actual is None:
        return ""
    said = []
    if milestone is not None:
        said.append(_against(actual - milestone, direction))
    if baseline is not None:
        said.append(_change(actual - baseline))
    return "; ".join(said)


def _against(gap: Decimal, direction: Direction) -> str:
    if not gap:
        return "đạt mốc"
    size = number(abs(gap))
    if direction is Direction.UP:
        return f"vượt {size}" if gap > 0 else f"thiếu {size}"
    return f"cao hơn mốc {size}" if gap > 0 else f"dưới mốc {size}"


def _change(by: Decimal) -> str:
    if not by:
        return "bằng đầu kỳ"
    return f"{'+' if by > 0 else '-'}{number(abs(by))} so với đầu kỳ"


def noted(words: str) -> Cell:
    """A note that fits on a line as it is; a longer one cut after a word, with dots."""
    if len(words) <= _LINE and "\n" not in words:
        return words
    brief = " ".join(words.split())[:_LINE]
    head, _, _ = brief.rpartition(" ")
    return Shortened(words, f"{(head or brief).rstrip(' ;:,.')}…")
