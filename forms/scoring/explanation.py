"""A score that explains itself: exact values in, the JSON of the command out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from forms.ability import Ability
from forms.definition import SectionKind
from forms.scoring.figures import plain, shown

# A change of any figure or rule is a new engine; a stored score names the one it came from.
ENGINE_VERSION = "1"


class State(StrEnum):
    """Whether an item takes part in the score, and if not, why not."""

    SCORED = "scored"
    NOT_ANSWERED = "not_answered"
    NOT_APPLICABLE = "not_applicable"
    NO_TARGET = "no_target"
    NOT_SCORED = "not_scored"


class Flag(StrEnum):
    """What somebody should look at beside the figure."""

    NOT_ANSWERED = "not_answered"
    INVALID = "invalid"
    NO_TARGET = "no_target"
    TARGET_ZERO = "target_zero"
    JUDGED_WITHOUT_REASON = "judged_without_reason"
    EVIDENCE_MISSING = "evidence_missing"
    ABILITY_WITHOUT_REASON = "ability_without_reason"


@dataclass(frozen=True, slots=True)
class ItemScore:
    """One item. ``share`` is 0 to 1, ``earned`` in points; both None unless it is scored.

    ``role`` says where its points go: base, bonus or penalty. ``parent`` is the code of the item
    whose sub-item it is. ``rule_earned`` and ``judged`` stand on an indicator that was judged;
    ``ability`` earns nothing, it is told beside.
    """

    code: str
    role: SectionKind
    points: Fraction | None
    state: State
    why: str
    share: Fraction | None = None
    earned: Fraction | None = None
    flags: tuple[Flag, ...] = ()
    parent: str | None = None
    is_parent: bool = False
    rule_earned: Fraction | None = None
    judged: Fraction | None = None
    ability: Ability | None = None

    @property
    def is_scored(self) -> bool:
        """Whether it counts in numerator and denominator."""
        return self.state is State.SCORED

    def to_json(self) -> dict[str, Any]:
        """The entry of ``items``."""
        out: dict[str, Any] = {
            "code": self.code,
            "parent": self.parent,
            "points": plain(self.points),
            "share": plain(self.share),
            "earned": plain(self.earned),
            "earned_shown": shown(self.earned),
            "state": self.state.value,
            "why": self.why,
            "flags": [flag.value for flag in self.flags],
        }
        if self.judged is not None:
            out["rule_earned"] = plain(self.rule_earned)
            out["judged"] = plain(self.judged)
        if self.ability is not None:
            out["ability"] = {"value": self.ability.outlook.value, "reason": self.ability.reason}
        return out


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section; ``score`` is None where nothing of it is scored, ``line`` the arithmetic."""

    code: str
    title: str
    kind: SectionKind
    points: Fraction | None
    score: Fraction | None
    earned: Fraction
    possible: Fraction
    line: str
    items: tuple[ItemScore, ...]

    def to_json(self) -> dict[str, Any]:
        """The entry of ``sections``."""
        return {
            "code": self.code,
            "title": self.title,
            "kind": self.kind.value,
            "points": plain(self.points),
            "score": plain(self.score),
            "score_shown": shown(self.score),
            "earned": plain(self.earned),
            "earned_shown": shown(self.earned),
            "possible": plain(self.possible),
            "line": self.line,
            "items": [item.to_json() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition: whether it holds, and the level before and after it."""

    code: str
    label: str
    applied: bool
    cap: str | None
    before: str | None
    after: str | None
    why: str

    @property
    def lowered(self) -> bool:
        """Whether this is what lowered the level."""
        return self.before != self.after

    def to_json(self) -> dict[str, Any]:
        """The entry of ``conditions``."""
        return {
            "code": self.code,
            "label": self.label,
            "applied": self.applied,
            "lowered": self.lowered,
            "cap": self.cap,
            "before": self.before,
            "after": self.after,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Totals:
    """Base, bonus, penalty and total, each with its line; base and total None if unscored."""

    base: Fraction | None
    base_line: str
    bonus: Fraction
    bonus_line: str
    penalty: Fraction
    penalty_line: str
    total: Fraction | None
    total_line: str

    def to_json(self) -> dict[str, Any]:
        """The figures, as shown and with their lines."""
        out: dict[str, Any] = {}
        for name in ("total", "base", "bonus", "penalty"):
            value = getattr(self, name)
            out[name] = plain(value)
            out[f"{name}_shown"] = shown(value)
            out[f"{name}_line"] = getattr(self, f"{name}_line")
        return out


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of implementation by score and after the conditions, as code and label."""

    by_score_code: str | None = None
    by_score: str | None = None
    code: str | None = None
    label: str | None = None
    conditions: tuple[ConditionResult, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Both levels and every condition."""
        return {
            "level": self.label,
            "level_code": self.code,
            "level_by_score": self.by_score,
            "level_by_score_code": self.by_score_code,
            "conditions": [condition.to_json() for condition in self.conditions],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """The whole score of one layer of one visit; ``scored`` and ``scorable`` count base items."""

    checklist: str
    version: str
    content_hash: str
    layer: str
    penalties_on: bool
    totals: Totals
    levels: Levels
    scored: int
    scorable: int
    sections: tuple[SectionScore, ...]

    @property
    def items(self) -> tuple[ItemScore, ...]:
        """Every item of every section, a parent before its sub-items."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def total(self) -> Fraction | None:
        """0 to 100, or None while nothing is scored."""
        return self.totals.total

    def find_item(self, code: str) -> ItemScore | None:
        """The score of the item of this code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def find_section(self, code: str) -> SectionScore | None:
        """The score of the section of this code, or None."""
        return next((section for section in self.sections if section.code == code), None)

    def to_json(self) -> dict[str, Any]:
        """What the command prints; figures are decimal strings."""
        return {
            "engine": ENGINE_VERSION,
            "checklist": {
                "code": self.checklist,
                "version": self.version,
                "content_hash": self.content_hash,
            },
            "layer": self.layer,
            "penalties": self.penalties_on,
            **self.totals.to_json(),
            **self.levels.to_json(),
            "scored": self.scored,
            "scorable": self.scorable,
            "sections": [section.to_json() for section in self.sections],
            "items": [item.to_json() for item in self.items],
        }
