"""What a heading of the outline may be filled from."""

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
