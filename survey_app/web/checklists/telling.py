"""Differences of two versions as lines of a table: what was, what is, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from forms.definition import (
    Band,
    Column,
    Condition,
    Direction,
    Evidence,
    Format,
    Kind,
    Level,
    Option,
    SectionKind,
    Text,
    Threshold,
)
from forms.differences import Change, Line
from survey_app.web.checklists.words import (
    DIRECTIONS,
    FIELDS,
    FORMATS,
    PARTS_OF_CHECKLIST,
    SECTION_KINDS,
)
from survey_app.web.filters import figure, words
from survey_app.web.speech import say
from survey_app.web.words import EVIDENCE, KINDS


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words; ``before`` and ``after`` are empty where there was nothing."""

    change: Change
    code: str
    label: str
    field: str
    before: str
    after: str


def told(lines: Iterable[Line]) -> list[Told]:
    """The differences in words."""
    return [
        Told(
            change=line.change,
            code=line.code,
            label=words(line.label),
            field=str(FIELDS.get(line.field, line.field)),
            before=value_in_words(line.before),
            after=value_in_words(line.after),
        )
        for line in lines
    ]


def value_in_words(value: object) -> str:
    """A value of a definition as a person reads it; nothing is an empty text."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return say("có") if value else say("không")
    if isinstance(value, Text):
        return _both(value)
    if isinstance(value, StrEnum):
        return _word(value)
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, tuple):
        return "; ".join(value_in_words(each) for each in value)
    return _part(value)


def _both(text: Text) -> str:
    """Both languages where both were written: either may be what changed."""
    return f"{text.vi} / {text.en}" if text.en else text.vi


def _word(value: StrEnum) -> str:
    if isinstance(value, Kind):
        return str(KINDS[value])
    if isinstance(value, Evidence):
        return str(EVIDENCE[value])
    if isinstance(value, SectionKind):
        return str(SECTION_KINDS[value])
    if isinstance(value, Direction):
        return str(DIRECTIONS[value])
    return str(FORMATS[value]) if isinstance(value, Format) else value.value


def _part(value: object) -> str:
    if isinstance(value, Level):
        return f"{value.value} – {_both(value.label)}"
    if isinstance(value, Option):
        share = f" ({figure(value.share)})" if value.share is not None else ""
        return f"{value.code} – {_both(value.label)}{share}"
    if isinstance(value, Band):
        return f"{figure(value.ratio)} → {figure(value.share)}"
    if isinstance(value, Column):
        return f"{value.code} – {_both(value.label)} ({FORMATS[value.format]})"
    if isinstance(value, Threshold):
        return f"{_both(value.label)} ≥ {figure(value.total_from)}"
    if isinstance(value, Condition):
        return f"{value.code} – {_both(value.label)}"
    return str(PARTS_OF_CHECKLIST.get(str(value), value))
