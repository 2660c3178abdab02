"""Which figures of an evaluation become pictures: shares by section, indicators reached. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count

from forms.definition import Direction, Item, Kind, SectionKind
from survey_app.evaluations import wording
from survey_app.evaluations.bars import Bar, Chart
from survey_app.evaluations.content import Block, tidy
from survey_app.evaluations.facts import Facts, VisitFacts
from survey_app.evaluations.indicators import by_checklist, result_of
from survey_app.evaluations.scores import mean, share_of

# Fewer bars than these are read faster in their table, and fewer units say nothing of all.
FEWEST = 2
_LONGEST_LABEL = 90


def score_charts(facts: Facts) -> Iterator[Chart]:
    """The mean share of each section's points, for each version of a checklist."""
    for checklist, visits in by_checklist(facts):
        scores = [facts.scores[visit.id] for visit in visits if visit.id in facts.scores]
        if len(scores) < FEWEST:
            continue
        bars = []
        for section in checklist.sections:
            if section.kind is SectionKind.BASE:
                known = [share_of(score, section.code) for score in scores]
                share = mean([each for each in known if each is not None])
                bars.append(Bar(_label(section.code, section.title.vi), share))
        yield from _chart(
            f"Tỷ lệ điểm bình quân theo mục – {tidy(checklist.title.vi)}",
            bars,
            f"Nguồn: bảng điểm theo đơn vị; bình quân {len(scores)} đơn vị.",
        )


def indicator_charts(facts: Facts) -> Iterator[Chart]:
    """Of each indicator, how many of the units with a result and a milestone have reached it."""
    for checklist, visits in by_checklist(facts):
        if len(visits) < FEWEST:
            continue
        items = [item for _, item in checklist.items() if item.kind is Kind.INDICATOR]
        is_demo = _has_made_up(facts, items, visits)
        demo = f" {wording.DEMO_TARGETS}" if is_demo else ""
        yield from _chart(
            f"Tỷ lệ đơn vị đạt mốc sơ kết theo chỉ tiêu – {tidy(checklist.title.vi)}",
            [_reached(facts, item, visits) for item in items],
            "Nguồn: bảng kết quả thực hiện chỉ tiêu; chỉ tính đơn vị có cả kết quả và mốc sơ kết."
            + demo,
        )


def numbered(*groups: Sequence[Block]) -> tuple[list[Block], ...]:
    """The blocks of each group, their pictures numbered in the order of the document."""
    numbers = count(1)
    return tuple([_block(block, numbers) for block in group] for group in groups)


def charts_of(blocks: Iterable[Block]) -> Iterator[Chart]:
    """The pictures under these headings, in order."""
    for block in blocks:
        for part in block.parts:
            if isinstance(part, Chart):
                yield part


def _block(block: Block, numbers: Iterator[int]) -> Block:
    parts = tuple(
        replace(part, number=next(numbers)) if isinstance(part, Chart) else part
        for part in block.parts
    )
    return replace(block, parts=parts)


def _chart(title: str, bars: Sequence[Bar], source: str) -> Iterator[Chart]:
    if sum(bar.share is not None for bar in bars) >= FEWEST:
        yield Chart(title, tuple(bars), source)


def _reached(facts: Facts, item: Item, visits: Sequence[VisitFacts]) -> Bar:
    known = [
        each.actual <= each.target.milestone
        if (each.target.direction or item.direction) is Direction.DOWN
        else each.actual >= each.target.milestone
        for each in (result_of(facts, item, visit) for visit in visits)
        if each.actual is not None and each.target.milestone is not None
    ]
    label = _label(item.code, item.label.vi)
    if not known:
        return Bar(label, None)
    return Bar(label, Decimal(sum(known)) * 100 / len(known), f"{sum(known)}/{len(known)}")


def _has_made_up(facts: Facts, items: Sequence[Item], visits: Sequence[VisitFacts]) -> bool:
    return any(result_of(facts, item, visit).target.is_demo for item in items for visit in visits)


def _label(code: str, words: str) -> str:
    told = tidy(f"{code}. {words}")
    if len(told) <= _LONGEST_LABEL:
        return told
    head, _, _ = told[:_LONGEST_LABEL].rpartition(" ")
    return f"{head.rstrip(' ;:,.')}…"
