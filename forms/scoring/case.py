"""Everything one score is computed from, read and checked once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms.answers import Answer, InvalidAnswer, Target, check_answer
from forms.definition import Checklist, Evidence, Item, Kind, Section, SectionKind
from forms.scoring.words import Words

EvidenceCounts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Case:
    """One checklist, the answers of one layer, and the unit's targets.

    ``relevant`` are the codes of the items that the checklist's conditions ask for. ``evidence``
    counts documents and photos by item; None means that nobody has looked at the evidence.
    """

    checklist: Checklist
    answers: Mapping[str, Answer]
    invalid: Mapping[str, InvalidAnswer]
    targets: Mapping[str, Target]
    relevant: frozenset[str]
    penalties_on: bool
    evidence: EvidenceCounts | None
    words: Words

    def answer(self, item: Item) -> Answer:
        """The answer of an item; a blank one where there is none that can be taken."""
        return self.answers.get(item.code, BLANK)

    def lacks_evidence(self, item: Item) -> bool:
        """Whether required evidence was looked for and not found."""
        if self.evidence is None or item.evidence is Evidence.NONE:
            return False
        held = self.evidence.get(item.code, {})
        return not any(held.get(sort, 0) > 0 for sort in _PROOFS[item.evidence])


BLANK = Answer()

_PROOFS: dict[Evidence, tuple[str, ...]] = {
    Evidence.DOCUMENT: ("documents",),
    Evidence.PHOTO: ("photos",),
    Evidence.EITHER: ("documents", "photos"),
}


def role_of(section: Section, item: Item) -> SectionKind:
    """Where the points of an item go; bonus and penalty items are never part of the base."""
    if SectionKind.PENALTY in (section.kind, _ROLES.get(item.kind)):
        return SectionKind.PENALTY
    if SectionKind.BONUS in (section.kind, _ROLES.get(item.kind)):
        return SectionKind.BONUS
    return SectionKind.BASE


_ROLES = {Kind.BONUS: SectionKind.BONUS, Kind.PENALTY: SectionKind.PENALTY}


def check_answers(
    checklist: Checklist, answers: Mapping[str, object]
) -> tuple[dict[str, Answer], dict[str, InvalidAnswer]]:
    """The answers that can be taken and, by code, why the others cannot.

    An answer withdrawn (null), and one to an item that this checklist does not ask, is neither.
    """
    taken: dict[str, Answer] = {}
    invalid: dict[str, InvalidAnswer] = {}
    for _, item in checklist.items():  # noqa: PERF102  # pairs of section and item, no dict
        raw = answers.get(item.code)
        if raw is None:
            continue
        try:
            taken[item.code] = check_answer(item, raw)
        except InvalidAnswer as error:
            invalid[item.code] = error
    return taken, invalid
