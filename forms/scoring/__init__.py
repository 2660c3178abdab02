"""Answers -> points, explained. The rules are in ``docs/scoring.md``; the phone has a twin."""

from forms.answers import Target
from forms.scoring.case import EvidenceCounts, role_of
from forms.scoring.engine import Options, explain
from forms.scoring.explanation import (
    ENGINE_VERSION,
    ConditionResult,
    Explanation,
    Flag,
    ItemScore,
    Levels,
    SectionScore,
    State,
    Totals,
)
from forms.scoring.figures import brief, plain, shown
from forms.scoring.leaves import can_be_scored
from forms.scoring.reasons import gap_needs_reason
from forms.scoring.words import Words

__all__ = [
    "ENGINE_VERSION",
    "ConditionResult",
    "EvidenceCounts",
    "Explanation",
    "Flag",
    "ItemScore",
    "Levels",
    "Options",
    "SectionScore",
    "State",
    "Target",
    "Totals",
    "Words",
    "brief",
    "can_be_scored",
    "explain",
    "gap_needs_reason",
    "plain",
    "role_of",
    "shown",
]
