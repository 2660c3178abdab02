"""Items into sections, sections into base, bonus, penalty and total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from forms.definition import Item, Section, SectionKind
from forms.scoring.case import Case, role_of
from forms.scoring.explanation import Flag, ItemScore, SectionScore, State, Totals
from forms.scoring.leaves import Leaf, score_leaf

NOUGHT = Fraction(0)
HIGHEST = Fraction(100)


def score_section(case: Case, section: Section) -> SectionScore:
    """One section with every item of it."""
    items = tuple(row for item in section.items for row in _rows(case, section, item, None))
    counted = [row for row in leaves(items) if row.is_scored and row.role is section.kind]
    earned = sum((row.earned or NOUGHT for row in counted), NOUGHT)
    possible = sum((row.points or NOUGHT for row in counted), NOUGHT)
    points = _points(section, items)
    score: Fraction | None = earned
    if not counted:
        score = None
    elif section.kind is SectionKind.BASE:
        score = (points or NOUGHT) * earned / possible
    result = SectionScore(
        code=section.code,
        title=case.words.text(section.title),
        kind=section.kind,
        points=points,
        score=score,
        earned=earned,
        possible=possible,
        line="",
        items=items,
    )
    return replace(result, line=_line(case, result))


def add_up(case: Case, sections: Sequence[SectionScore]) -> Totals:
    """The totals; base and total are None while no base section has a scored item."""
    base, base_line = _base(case, sections)
    bonus, bonus_line = _beside(case, sections, SectionKind.BONUS)
    penalty, penalty_line = _beside(case, sections, SectionKind.PENALTY)
    total, total_line = None, base_line
    if base is not None:
        raw = base + bonus - penalty
        total = min(max(raw, NOUGHT), HIGHEST)
        number = case.words.number
        total_line = f"{number(base)} + {number(bonus)} − {number(penalty)} = {number(raw)}"
        if total != raw:
            total_line = case.words.say("clamped", line=total_line, bound=number(total))
    return Totals(
        base=base,
        base_line=base_line,
        bonus=bonus,
        bonus_line=bonus_line,
        penalty=penalty,
        penalty_line=penalty_line,
        total=total,
        total_line=total_line,
    )


def leaves(items: Sequence[ItemScore]) -> Iterator[ItemScore]:
    """The rows of items that are answered themselves."""
    return (row for row in items if not row.is_parent)


def _rows(case: Case, section: Section, item: Item, parent: str | None) -> Iterator[ItemScore]:
    if not item.items:
        yield score_leaf(Leaf(item, role_of(section, item), parent, case))
        return
    parts = [row for part in item.items for row in _rows(case, section, part, item.code)]
    yield _parent(case, section, item, parent, parts)
    yield from parts


def _parent(
    case: Case, section: Section, item: Item, parent: str | None, parts: Sequence[ItemScore]
) -> ItemScore:
    rows = list(leaves(parts))
    scored = [row for row in rows if row.is_scored]
    state = next(state for state in _PARENT_STATES if any(row.state is state for row in rows))
    earned = sum((row.earned or NOUGHT for row in scored), NOUGHT)
    possible = sum((row.points or NOUGHT for row in scored), NOUGHT)
    facts = {
        "scored": str(len(scored)),
        "scorable": str(sum(1 for row in rows if can_be_counted(row))),
        "earned": case.words.number(earned),
        "possible": case.words.number(possible),
    }
    row = ItemScore(
        code=item.code,
        role=role_of(section, item),
        points=None if item.points is None else Fraction(item.points),
        state=state,
        why=case.words.say("parent", **facts) if scored else case.words.say("nothing_scored"),
        parent=parent,
        is_parent=True,
    )
    if not scored:
        return row
    flags = (Flag.EVIDENCE_MISSING,) if case.lacks_evidence(item) else ()
    return replace(row, share=earned / possible, earned=earned, flags=flags)


# An item with sub-items stands as the first of these that any of them has.
_PARENT_STATES = (
    State.SCORED,
    State.NOT_ANSWERED,
    State.NO_TARGET,
    State.NOT_APPLICABLE,
    State.NOT_SCORED,
)


def can_be_counted(row: ItemScore) -> bool:
    """Whether an item is scored, or would be if only it were answered."""
    waiting = row.state is State.NOT_ANSWERED and Flag.NO_TARGET not in row.flags
    return row.is_scored or waiting


def _points(section: Section, items: Sequence[ItemScore]) -> Fraction | None:
    if section.points is not None:
        return Fraction(section.points)
    if section.kind is not SectionKind.BASE:
        return None
    # A section that states no points weighs what its items weigh.
    weighing = (row for row in leaves(items) if row.role is section.kind)
    worth = [row.points or NOUGHT for row in weighing if row.state is not State.NOT_SCORED]
    return sum(worth, NOUGHT) if worth else None


def _line(case: Case, section: SectionScore) -> str:
    number = case.words.number
    if section.score is None:
        off = section.kind is SectionKind.PENALTY and not case.penalties_on
        return case.words.say("penalties_off" if off else "nothing_scored")
    if section.kind is not SectionKind.BASE:
        return _sum_line(case, _gains(section.items, section.kind))
    left = f"{number(section.points or NOUGHT)} × {number(section.earned)}"
    return f"{left} / {number(section.possible)} = {number(section.score)}"


def _base(case: Case, sections: Sequence[SectionScore]) -> tuple[Fraction | None, str]:
    counted = [each for each in sections if each.kind is SectionKind.BASE and _weighs(each)]
    worth = sum((each.points or NOUGHT for each in counted), NOUGHT)
    if not worth:
        return None, case.words.say("nothing_scored")
    scores = sum((each.score or NOUGHT for each in counted), NOUGHT)
    points = Fraction(case.checklist.base_points)
    base = points * scores / worth
    number = case.words.number
    return base, f"{number(points)} × {number(scores)} / {number(worth)} = {number(base)}"


def _weighs(section: SectionScore) -> bool:
    return section.score is not None


def _beside(
    case: Case, sections: Sequence[SectionScore], role: SectionKind
) -> tuple[Fraction, str]:
    if role is SectionKind.PENALTY and not case.penalties_on:
        return NOUGHT, case.words.say("penalties_off")
    checklist = case.checklist
    cap = checklist.bonus_cap if role is SectionKind.BONUS else checklist.penalty_cap
    gains = [gain for each in sections for gain in _gains(each.items, role)]
    added, line = sum(gains, NOUGHT), _sum_line(case, gains)
    if cap is None or added <= Fraction(cap):
        return added, line
    limit = Fraction(cap)
    return limit, case.words.say("capped", line=line, cap=case.words.number(limit))


def _gains(items: Sequence[ItemScore], role: SectionKind) -> list[Fraction]:
    return [row.earned for row in leaves(items) if row.role is role and row.earned]


def _sum_line(case: Case, gains: Sequence[Fraction]) -> str:
    terms = " + ".join(case.words.number(gain) for gain in gains) or "0"
    if len(gains) <= 1:
        return terms
    return f"{terms} = {case.words.number(sum(gains, NOUGHT))}"
