"""What a report is composed from: plain values that the service has read, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from forms.answers import Target
from forms.definition import Checklist, Item, Section
from forms.scoring.explanation import Explanation
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.state import Recorded
from survey_app.reports.content import Attendee
from survey_app.reports.rules import DEFAULTS, Document, Heading
from survey_app.visits.rules import Mode


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A unit's target for an indicator, in its unit of measure, and where it comes from."""

    target: Target
    source: str = ""
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the office decided for the whole round."""

    name: str
    heading: Heading
    minutes_heading: Heading = DEFAULTS[Document.MINUTES]
    scores_heading: Heading = DEFAULTS[Document.SCORES]
    cut_off_on: date | None = None
    shows_level: bool = True
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """One visit: its plan, what was recorded, how it is scored.

    ``explanations`` has the layers there are, ``counting`` the one that counts. ``given`` are the
    answers given at a desk, in their wire form, by layer and item, and ``given_reasons`` why.
    ``missing_photos`` are hashes that the server lacks; ``reply_answers`` what the unit was
    answered, by the entry of its reply.
    """

    round: RoundFacts
    unit: str
    team: str
    people: tuple[Attendee, ...]
    planned_on: date | None
    place: str
    mode: Mode
    checklist: Checklist
    recorded: Recorded
    explanations: Mapping[Layer, Explanation] = field(default_factory=dict)
    counting: Layer = Layer.TEAM
    targets: Mapping[str, TargetFact] = field(default_factory=dict)
    given: Mapping[Layer, Mapping[str, Any]] = field(default_factory=dict)
    given_reasons: Mapping[Layer, Mapping[str, str]] = field(default_factory=dict)
    missing_photos: frozenset[str] = frozenset()
    reply_answers: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def score(self) -> Explanation | None:
        """The explanation of the layer that counts."""
        return self.explanations.get(self.counting)

    def answer(self, code: str) -> Mapping[str, Any]:
        """The answer that counts, in its wire form; empty where none is.

        The unit's own is never taken for the team's: it has a column of its own.
        """
        held = self.given.get(Layer.FINAL, {}).get(code) or self.given.get(Layer.AGREED, {}).get(
            code
        )
        found: Mapping[str, Any] = held or self.recorded.wire_answers(Layer.TEAM).get(code) or {}
        return found


def titled(section: Section) -> str:
    """A section as it is headed: its code and its title."""
    return f"{section.code}. {section.title.vi}"


def leaves(section: Section) -> list[Item]:
    """The items of a section that are answered themselves, in their order."""
    return [leaf for item in section.items for leaf in item.leaves()]


def as_decimal(value: object) -> Decimal | None:
    """The figure of an indicator's answer; None where there is none."""
    text = str(value).strip() if isinstance(value, (str, int, float, Decimal)) else ""
    try:
        parsed = Decimal(text)
    except ArithmeticError:
        return None
    return parsed if parsed.is_finite() else None
