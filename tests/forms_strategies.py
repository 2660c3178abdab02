"""Hypothesis strategies: whole checklists that may be published, with every kind of everything."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from forms.definition import (
    EMPTY,
    Band,
    Checklist,
    Column,
    Condition,
    ConditionKind,
    Direction,
    Evidence,
    Format,
    Item,
    Kind,
    Level,
    Option,
    ReasonFor,
    Section,
    SectionKind,
    Text,
    Threshold,
)
from forms.publishing import PREFILLS
from forms.tidy import is_broken, tidy

LETTERS = "aăâbdđeêghiklmnoôơpqrstuưvxyạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĐẤƯ"
ODD = "0123456789 \n.,;:!?-–“”'\"<>&=+@_x{}$#%|/\\()[]€😀"
QUARTERS = st.integers(1, 40).map(lambda n: Decimal(n) / 4)
SHARES = st.integers(0, 1000).map(lambda n: Decimal(n) / 1000)
NEEDS_POINTS = frozenset({Kind.POINTS, Kind.BONUS, Kind.PENALTY})
WORDS_ONLY = frozenset({Kind.TEXT, Kind.ATTENDEES})

words = (
    st.text(st.sampled_from(LETTERS + ODD), min_size=1, max_size=40)
    .map(tidy)
    .filter(lambda text: text and "${" not in text and not is_broken(text))
)
short = st.one_of(st.just(""), words)
labels = st.builds(Text, words, short)
notes = st.one_of(st.just(EMPTY), st.builds(Text, short, short))
level_lists = st.integers(2, 6).flatmap(
    lambda top: st.tuples(*(st.builds(Level, st.just(n), labels) for n in range(top)))
)
# A few scales over and over, as checklists have them: the lists must be shared.
usual_levels = tuple(Level(n, Text(f"Mức {n}")) for n in range(5))
levels = st.one_of(st.just(usual_levels), level_lists)


class Codes:
    """Codes that differ in one checklist."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def new(self, draw: st.DrawFn) -> str:
        """One that was not given before."""
        start = draw(st.text(st.sampled_from("ABCxyz_"), min_size=1, max_size=3))
        return f"{'k' if start[0] == '_' else ''}{start}{next(self._numbers)}"


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """A checklist without a fault."""
    codes, earlier = Codes(), []
    general = tuple(_general(draw, codes) for _ in range(draw(st.integers(0, 3))))
    earlier += [item.code for item in general]
    kinds = draw(st.lists(st.sampled_from(SectionKind), max_size=3))
    sections = [_section(draw, kind, codes, earlier) for kind in (SectionKind.BASE, *kinds)]
    return Checklist(
        code=draw(st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True)),
        version=draw(st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,10}", fullmatch=True)),
        title=draw(labels),
        sections=tuple(sections),
        general=general,
        note=draw(notes),
        unit_kind=draw(short),
        **_base(sections),
        **_rules(draw),
        **_outcome(draw, sections),
    )


def _base(sections: list[Section]) -> dict[str, Any]:
    points = [part.points for part in sections if part.kind is SectionKind.BASE and part.points]
    return {"base_points": sum(points, Decimal(0))} if points else {}


def _rules(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "bonus_cap": draw(QUARTERS),
        "penalties": draw(st.booleans()),
        "penalty_cap": draw(st.none() | QUARTERS),
        "reason_for": tuple(draw(st.lists(st.sampled_from(ReasonFor), unique=True))),
        "gap_reason": draw(SHARES),
        "moderation_gap": draw(SHARES),
        "evidence_blocks_submit": draw(st.booleans()),
        "self_scores": draw(st.booleans()),
    }


def _outcome(draw: st.DrawFn, sections: list[Section]) -> dict[str, Any]:
    starts = [0, *sorted(draw(st.sets(st.integers(1, 100), max_size=3)))]
    thresholds = tuple(Threshold(f"m{n}", draw(labels), Decimal(n)) for n in starts)
    caps = ["", "inconclusive", *(each.code for each in thresholds)]
    makers: dict[ConditionKind, dict[str, Any]] = {
        ConditionKind.EVIDENCE_MISSING: {},
        ConditionKind.SECTION_BELOW: {
            "percent": Decimal(draw(st.integers(1, 100))),
            "sections": tuple(x.code for x in sections if x.kind is SectionKind.BASE),
        },
    }
    leaves = [leaf for part in sections for item in part.items for leaf in item.leaves()]
    for leaf in leaves:
        if leaf.kind is Kind.PENALTY:
            makers[ConditionKind.PENALTY_APPLIES] = {"item": leaf.code}
        if leaf.kind is Kind.YES_NO:
            makers[ConditionKind.ITEM_EQUALS] = {"item": leaf.code, "value": "no"}
    conditions = tuple(
        Condition(f"k_{kind.value}", kind, draw(labels), draw(st.sampled_from(caps)), **more)
        for kind, more in makers.items()
        if draw(st.booleans())
    )
    return {"thresholds": thresholds, "conditions": conditions}


def _section(draw: st.DrawFn, kind: SectionKind, codes: Codes, earlier: list[str]) -> Section:
    code, relevant = codes.new(draw), _relevant(draw, earlier)
    items = []
    for _ in range(draw(st.integers(1, 4))):
        items.append(_item(draw, kind, codes, earlier))
        earlier.extend(leaf.code for leaf in items[-1].leaves())
    points = _sum(items)
    stated = points if kind is SectionKind.BASE or draw(st.booleans()) else None
    return Section(
        code, draw(labels), stated, kind, draw(short), draw(notes), relevant, tuple(items)
    )


def _item(draw: st.DrawFn, kind: SectionKind, codes: Codes, earlier: list[str]) -> Item:
    if kind is SectionKind.BASE and draw(st.integers(0, 4)) == 0:
        parts = [_leaf(draw, kind, codes, earlier) for _ in range(draw(st.integers(1, 3)))]
        shared = _shared(draw, codes, earlier)
        return Item(kind=Kind.POINTS, points=_sum(parts), items=tuple(parts), **shared)
    return _leaf(draw, kind, codes, earlier)


def _leaf(draw: st.DrawFn, kind: SectionKind, codes: Codes, earlier: list[str]) -> Item:
    asked = draw(st.sampled_from(_kinds(kind)))
    scored = asked in NEEDS_POINTS or (asked not in WORDS_ONLY and draw(st.booleans()))
    scored = scored and (kind is SectionKind.BASE or asked in NEEDS_POINTS)
    points = draw(QUARTERS) if scored else None
    return Item(
        kind=asked,
        points=points,
        evidence=draw(st.sampled_from(Evidence)),
        required=draw(st.booleans()),
        constraint=draw(st.sampled_from(["", ". != ''", "string-length(.) < 9"])),
        constraint_message=draw(notes),
        **_shared(draw, codes, earlier),
        **_own(draw, asked, points),
    )


def _general(draw: st.DrawFn, codes: Codes) -> Item:
    kind = draw(st.sampled_from([Kind.TEXT, Kind.ATTENDEES, Kind.CHOICE, Kind.TABLE]))
    prefill = draw(st.sampled_from(["", *PREFILLS]))
    return Item(kind=kind, prefill=prefill, **_shared(draw, codes, []), **_own(draw, kind, None))


def _kinds(kind: SectionKind) -> list[Kind]:
    if kind is SectionKind.BASE:
        return [each for each in Kind if each not in (Kind.BONUS, Kind.PENALTY)]
    return [Kind(kind.value), Kind.TEXT]


def _shared(draw: st.DrawFn, codes: Codes, earlier: list[str]) -> dict[str, Any]:
    return {
        "code": codes.new(draw),
        "label": draw(labels),
        "hint": draw(notes),
        "guidance": draw(notes),
        "owner": draw(short),
        "relevant": _relevant(draw, earlier),
    }


def _relevant(draw: st.DrawFn, earlier: list[str]) -> str:
    if not earlier or draw(st.booleans()):
        return ""
    form = draw(st.sampled_from(["${%s} = 'yes'", "${%s} > 0 and true()", 'not(${%s} = "a  b")']))
    return form % draw(st.sampled_from(earlier))


def _own(draw: st.DrawFn, kind: Kind, points: Decimal | None) -> dict[str, Any]:
    """The fields that belong to this kind alone."""
    match kind:
        case Kind.SCALE:
            return {"levels": draw(levels)}
        case Kind.CHOICE:
            return {"options": _options(draw, scored=points is not None)}
        case Kind.POINTS:
            return {"step": Decimal("0.25"), "measure": draw(short)}
        case Kind.BONUS | Kind.PENALTY:
            return {"step": draw(st.sampled_from([None, Decimal("0.25")]))}
        case Kind.INDICATOR:
            return _indicator(draw)
        case Kind.TEXT:
            return {"format": draw(st.sampled_from(Format)), "measure": draw(short)}
        case Kind.TABLE:
            return {"columns": _columns(draw), "levels": draw(levels) if points else ()}
    return {}


def _indicator(draw: st.DrawFn) -> dict[str, Any]:
    ratios = draw(st.lists(SHARES, max_size=3, unique=True))
    return {
        "direction": draw(st.sampled_from(Direction)),
        "measure": draw(short),
        "baseline": draw(st.booleans()),
        "bands": tuple(Band(ratio, draw(SHARES)) for ratio in ratios),
    }


def _options(draw: st.DrawFn, *, scored: bool) -> tuple[Option, ...]:
    codes = draw(
        st.lists(
            st.from_regex(r"[A-Za-z0-9_]{1,6}", fullmatch=True), min_size=1, max_size=4, unique=True
        )
    )
    return tuple(Option(code, draw(labels), draw(SHARES) if scored else None) for code in codes)


def _columns(draw: st.DrawFn) -> tuple[Column, ...]:
    size = draw(st.integers(1, 3))
    return tuple(Column(f"c{n}", draw(labels), draw(st.sampled_from(Format))) for n in range(size))


def _sum(items: list[Item]) -> Decimal | None:
    given = [item.points for item in items if item.points is not None]
    return sum(given, Decimal(0)) if given else None
