"""``explain``: a checklist and answers -> points, explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypedDict, Unpack

from forms.answers import Target
from forms.canonical import content_hash
from forms.definition import Checklist, SectionKind
from forms.relevance import relevant_codes
from forms.scoring.case import Case, EvidenceCounts, check_answers
from forms.scoring.explanation import Explanation, ItemScore, SectionScore
from forms.scoring.levels import Scored, levels_of
from forms.scoring.sections import add_up, can_be_counted, leaves, score_section
from forms.scoring.words import Words


class Options(TypedDict, total=False):
    """What a score may be told beside the answers; everything has a default.

    ``targets`` by item code. ``layer`` is only repeated in the result. ``penalties`` switches
    them on or off for the round (default: as the checklist says), ``levels`` likewise (default
    on). ``evidence`` counts ``documents`` and ``photos`` by item code; None: nobody has looked.
    ``today`` is for conditions that ask for it. ``language`` is ``vi`` (default) or ``en``.
    """

    targets: Mapping[str, Target]
    layer: str
    penalties: bool | None
    levels: bool
    evidence: EvidenceCounts | None
    today: date | None
    language: str


def explain(
    checklist: Checklist, answers: Mapping[str, object], **options: Unpack[Options]
) -> Explanation:
    """The score of one layer and how it came about; answers are in their wire form, by code.

    Never raises for what was answered: an answer that cannot be taken counts as not answered and
    is flagged, one to an item that the checklist does not ask is left aside.
    """
    case = _case(checklist, answers, options)
    sections = tuple(score_section(case, section) for section in checklist.sections)
    totals = add_up(case, sections)
    return Explanation(
        checklist=checklist.code,
        version=checklist.version,
        content_hash=_known_hash(checklist),
        layer=options.get("layer", "team"),
        penalties_on=case.penalties_on,
        totals=totals,
        levels=levels_of(Scored(case, sections), totals.total),
        scored=_count(sections, lambda row: row.is_scored),
        scorable=_count(sections, can_be_counted),
        sections=sections,
    )


def _case(checklist: Checklist, answers: Mapping[str, object], options: Options) -> Case:
    taken, invalid = check_answers(checklist, answers)
    penalties = options.get("penalties")
    return Case(
        checklist=checklist if options.get("levels", True) else replace(checklist, thresholds=()),
        answers=taken,
        invalid=invalid,
        targets=options.get("targets", {}),
        relevant=relevant_codes(checklist, answers, options.get("today")),
        penalties_on=checklist.penalties if penalties is None else penalties,
        evidence=options.get("evidence"),
        words=Words(options.get("language", "vi")),
    )


def _count(sections: tuple[SectionScore, ...], asked: Callable[[ItemScore], bool]) -> int:
    return sum(
        asked(row) and row.role is SectionKind.BASE
        for section in sections
        for row in leaves(section.items)
    )


# A definition is immutable, and spelling it out costs more than scoring it.
_known_hash = lru_cache(maxsize=64)(content_hash)
