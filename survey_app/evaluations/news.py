"""What became of the findings under a statement since the office read them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.evaluations.content import tidy
from survey_app.evaluations.facts import FindingFacts, News, Turn
from survey_app.evaluations.parts_of_merge import Link


@dataclass(frozen=True, slots=True)
class Present:
    """What stands now: findings of each visit by entry, and reports that are approved and taken.

    ``words`` has every finding that a statement names, also replaced ones.
    """

    words: Mapping[int, FindingFacts]
    findings: Mapping[int, Mapping[int, FindingFacts]]
    successors: Mapping[int, int]
    approved: Mapping[int, int]
    taken: Mapping[int, int]


def stands(link: Link, approved: Mapping[int, int], taken: Mapping[int, int]) -> bool | None:
    """Whether a source is as the office read it; None where only its words can tell.

    Not where its visit is open, or approved otherwise than it was taken in.
    """
    report = approved.get(link.visit_id)
    if report is None or report != taken.get(link.visit_id):
        return False
    is_read = link.report_id == report and link.seen_id is None
    return True if is_read or link.settled_id == report else None


def news_of(link: Link, now: Present) -> News | None:
    """What changed under this source, or None; what ``waits`` is for a merge or for an approval."""
    as_read = stands(link, now.approved, now.taken)
    if as_read:
        return None
    found = _in_its_place(link, now)
    old = now.words.get(link.seen_id or link.entry_id)
    was = tidy(old.text) if old else ""
    said = tidy(found.text) if found else ""
    if as_read is False:
        unchanged = Turn.RESEALED if link.visit_id in now.approved else Turn.REOPENED
        return News(_turn(was, said) or unchanged, was, said, waits=True)
    if found and was == said:
        return None
    return News(_turn(was, said) or Turn.WITHDRAWN, was, said)


def _in_its_place(link: Link, now: Present) -> FindingFacts | None:
    present = now.findings.get(link.visit_id, {})
    return present.get(link.entry_id) or present.get(now.successors.get(link.entry_id, -1))


def _turn(was: str, said: str) -> Turn | None:
    if not said:
        return Turn.WITHDRAWN
    return None if was == said else Turn.REWORDED
