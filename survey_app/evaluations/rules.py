"""What a heading of the outline may be filled from, and which heading a finding goes under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where the content of a heading comes from; ``office`` is written by hand."""

    OFFICE = "office"
    HEADING = "heading"
    STRENGTH = "strength"
    LIMITATION = "limitation"
    DIFFICULTY = "difficulty"
    OBJECTIVE_CAUSE = "objective_cause"
    SUBJECTIVE_CAUSE = "subjective_cause"
    LESSON = "lesson"
    FORECAST = "forecast"
    TASK = "task"
    RECOMMENDATION = "recommendation"
    INDICATORS = "indicators"
    SCORES = "scores"
    UNITS = "units"
    EVIDENCE = "evidence"
    FINDINGS = "findings"


class ChangeKind(StrEnum):
    """What somebody did to an evaluation."""

    PULLED = "pulled"
    WRITTEN = "written"
    WORDED = "worded"
    PLACED = "placed"
    ORDERED = "ordered"
    JOINED = "joined"
    SPLIT = "split"
    LEFT_OUT = "left_out"
    TOOK_NEW = "took_new"
    KEPT_OURS = "kept_ours"
    TOLD_APART = "told_apart"
    SET_ASIDE = "set_aside"
    OUTLINED = "outlined"
    CITED = "cited"
    UNCITED = "uncited"
    UNDONE = "undone"


# What only tells of something else that happened, so that there is nothing to take back here: a
# citation is taken off, and put on again, at its statement.
NOT_UNDONE = frozenset(
    {ChangeKind.PULLED, ChangeKind.SET_ASIDE, ChangeKind.CITED, ChangeKind.UNCITED}
)

# The sources that are types of finding; the others are words, tables or annexes.
FINDING_SOURCES = frozenset(
    {
        Source.STRENGTH,
        Source.LIMITATION,
        Source.DIFFICULTY,
        Source.OBJECTIVE_CAUSE,
        Source.SUBJECTIVE_CAUSE,
        Source.LESSON,
        Source.FORECAST,
        Source.TASK,
        Source.RECOMMENDATION,
    }
)

# Where a finding goes that no heading takes: shown at the end, so that nothing is lost.
UNPLACED = ""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One heading: its depth from 1 to 3, its source, and what it narrows that source to.

    ``section`` is the code of a checklist section and ``addressee`` one of the four addressees of
    a recommendation; empty means all of them. ``words`` are the office's own text under it.
    """

    code: str
    title: str
    depth: int = 1
    source: Source = Source.OFFICE
    section: str = ""
    addressee: str = ""
    words: str = ""


def heading_of(rows: Iterable[OutlineRow], source: Source, section: str, addressee: str) -> str:
    """The code of the narrowest heading that takes it, the first of equals; ``""`` if none does."""
    fitting = [
        row
        for row in rows
        if row.source is source
        and row.section in ("", section)
        and row.addressee in ("", addressee)
    ]
    return max(fitting, key=_narrowness).code if fitting else UNPLACED


def _narrowness(row: OutlineRow) -> int:
    return 2 * bool(row.section) + bool(row.addressee)
