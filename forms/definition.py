"""What a checklist is: frozen dataclasses. Its JSON form is in ``forms.canonical``.

Points are ``Decimal``. A text has Vietnamese words and, where somebody wrote them, English ones.
Codes are stable over versions: ``[A-Za-z][A-Za-z0-9_]*``, at most 32 characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How an item is answered and scored (one row each in the scoring table)."""

    SCALE = "scale"
    YES_NO = "yes_no"
    POINTS = "points"
    CHOICE = "choice"
    INDICATOR = "indicator"
    TEXT = "text"
    TABLE = "table"
    ATTENDEES = "attendees"
    BONUS = "bonus"
    PENALTY = "penalty"


class SectionKind(StrEnum):
    """Whether a section is part of the base or stands outside it."""

    BASE = "base"
    BONUS = "bonus"
    PENALTY = "penalty"


class Evidence(StrEnum):
    """What must prove an item."""

    NONE = "none"
    DOCUMENT = "document"
    PHOTO = "photo"
    EITHER = "either"


class Direction(StrEnum):
    """Whether more or less of an indicator is better."""

    UP = "up"
    DOWN = "down"


class ReasonFor(StrEnum):
    """Where the team owes a reason beside its score."""

    GAP = "gap"
    ZERO = "zero"
    FULL = "full"


class ConditionKind(StrEnum):
    """What can hold the level of implementation down."""

    ITEM_EQUALS = "item_equals"
    SECTION_BELOW = "section_below"
    EVIDENCE_MISSING = "evidence_missing"
    PENALTY_APPLIES = "penalty_applies"


class Format(StrEnum):
    """What is typed into a text item or a column of a table."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people: Vietnamese, and English where it was written. Never HTML."""

    vi: str
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)


EMPTY = Text("")


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a scale and the words that anchor it; steps count from 0 without gaps."""

    value: int
    label: Text


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice; ``share`` (0 to 1) of the item's points, or None where not scored."""

    code: str
    label: Text
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """From this ratio of actual to target on, this share (0 to 1) is earned."""

    ratio: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table item."""

    code: str
    label: Text
    format: Format = Format.TEXT


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Fields that a kind has no use for stay at their defaults.

    ``points`` is None for what is not scored. ``levels`` belong to ``scale``, and to a ``table``
    whose completeness is scored. ``step`` belongs to ``points``; on ``bonus`` and ``penalty`` it
    means "points in such steps", and its absence "yes or no". Expressions are XPath as XLSForm
    writes it, ``${A1}`` naming an item and ``.`` the answer itself.
    """

    code: str
    kind: Kind
    label: Text
    points: Decimal | None = None
    hint: Text = EMPTY
    guidance: Text = EMPTY
    owner: str = ""
    evidence: Evidence = Evidence.NONE
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = EMPTY
    levels: tuple[Level, ...] = ()
    options: tuple[Option, ...] = ()
    step: Decimal | None = None
    direction: Direction = Direction.UP
    measure: str = ""
    baseline: bool = False
    bands: tuple[Band, ...] = ()
    columns: tuple[Column, ...] = ()
    format: Format = Format.TEXT
    prefill: str = ""
    items: tuple[Item, ...] = ()

    def leaves(self) -> Iterator[Item]:
        """The items that are answered themselves: the sub-items, or the item where it has none."""
        if self.items:
            for item in self.items:
                yield from item.leaves()
        else:
            yield self


@dataclass(frozen=True, slots=True)
class Section:
    """A group of items with its points (điểm chuẩn); ``owner`` is the department in charge."""

    code: str
    title: Text
    points: Decimal | None = None
    kind: SectionKind = SectionKind.BASE
    owner: str = ""
    hint: Text = EMPTY
    relevant: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A level of implementation and the total (0 to 100) from which it is reached."""

    code: str
    label: Text
    total_from: Decimal


@dataclass(frozen=True, slots=True)
class Condition:
    """What caps the level.

    ``item_equals`` uses item and value; ``section_below`` uses percent and, to name only some,
    sections; ``evidence_missing`` nothing more; ``penalty_applies`` item. ``cap`` is the code of
    the highest level still allowed; without it the level drops by one; ``inconclusive`` puts the
    condition's own label in place of the level.
    """

    code: str
    kind: ConditionKind
    label: Text
    cap: str = ""
    item: str = ""
    value: str = ""
    percent: Decimal | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """A whole checklist in one version; immutable, known by its content hash.

    ``general`` are items about the visit itself, never scored and never counted among the items
    of the sections. ``gap_reason`` and ``moderation_gap`` are shares (0 to 1) of an item's points.
    """

    code: str
    version: str
    title: Text
    sections: tuple[Section, ...]
    note: Text = EMPTY
    unit_kind: str = ""
    base_points: Decimal = Decimal(100)
    bonus_cap: Decimal = Decimal(5)
    penalties: bool = False
    penalty_cap: Decimal | None = None
    reason_for: tuple[ReasonFor, ...] = ()
    gap_reason: Decimal = Decimal("0.2")
    moderation_gap: Decimal = Decimal("0.25")
    evidence_blocks_submit: bool = False
    self_scores: bool = True
    thresholds: tuple[Threshold, ...] = ()
    conditions: tuple[Condition, ...] = ()
    general: tuple[Item, ...] = field(default=())

    def items(self) -> Iterator[tuple[Section | None, Item]]:
        """Every item that is answered, sub-items instead of their parents, with its section."""
        for item in self.general:
            yield None, item
        for section in self.sections:
            for item in section.items:
                for leaf in item.leaves():
                    yield section, leaf

    def find_item(self, code: str) -> Item | None:
        """The answerable item of this code, or None."""
        return next((item for _, item in self.items() if item.code == code), None)
