"""From findings to statements: alike ones joined, what the office did kept. Pure, no database.

Merging the same findings again changes nothing, and the order in which they come plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.evaluations.alike import match_key
from survey_app.evaluations.joining import best_words, joined
from survey_app.evaluations.parts_of_merge import Finding, Link, Pull, Standing, order_of
from survey_app.evaluations.rules import UNPLACED, heading_of

__all__ = ["Finding", "Link", "Pull", "Standing", "arrange"]


def arrange(standing: Iterable[Standing], pull: Pull) -> tuple[Standing, ...]:
    """All statements after the merge. One that is missing has no source and was nobody's work.

    A finding stays with the statement that took it before, so that an edited sentence keeps its
    visits; where the office had a hand in it, a finding in other words takes the place of the old
    one and is marked. Visits that were reopened keep their links, which the reader sees as stale.
    """
    ordered = sorted(pull.findings, key=order_of)
    by_entry = {each.link.entry_id: each for each in ordered}
    homes = {each.link.entry_id: _home(pull, each) for each in ordered}
    before = sorted(standing, key=lambda one: (one.code, one.position, one.id or 0))
    renewal = _Renewal(pull, by_entry, homes, _claimed(before, by_entry))
    kept = [each for each in map(renewal.renewed, before) if each.links or each.held or each.away]
    kept = _rehomed(_without_orphans(kept), pull, homes)
    taken = {link.entry_id for each in kept for link in each.links}
    free = [each for each in ordered if each.link.entry_id not in taken]
    return tuple(joined(_reworded(kept, by_entry), free, homes, pull.apart))


def _home(pull: Pull, finding: Finding) -> str:
    return heading_of(pull.outline, finding.source, finding.section, finding.addressee)


def _claimed(standing: Iterable[Standing], by_entry: Mapping[int, Finding]) -> set[int]:
    """Findings that a statement has already."""
    return {link.entry_id for each in standing for link in each.links if link.entry_id in by_entry}


def _without_orphans(kept: Sequence[Standing]) -> list[Standing]:
    """Without what was joined into a statement that is no more."""
    ids = {each.id for each in kept}
    return [each for each in kept if each.into is None or each.into in ids]


@dataclass(frozen=True, slots=True)
class _Renewal:
    """Brings the links of statements up to date."""

    pull: Pull
    by_entry: Mapping[int, Finding]
    homes: Mapping[int, str]
    claimed: set[int]

    def renewed(self, each: Standing) -> Standing:
        """The statement with its links as they stand now."""
        found = (self._link(each, link) for link in each.links)
        links = (link for link in found if link is not None)
        return replace(each, links=tuple(sorted(links, key=lambda link: link.entry_id)))

    def _link(self, each: Standing, link: Link) -> Link | None:
        found = self.by_entry.get(link.entry_id)
        if found is not None:
            stays = each.is_ours or self.homes[link.entry_id] == each.code
            now = replace(link, report_id=found.link.report_id, settled_id=None)
            return now if stays else None
        if each.is_ours:
            # Changed or withdrawn under what the office did: it is marked, and a person settles it.
            return self._followed(link) or link
        return link if link.visit_id not in self.pull.approved else None

    def _followed(self, link: Link) -> Link | None:
        """The finding that now stands in the place of the old one, if nobody else took it."""
        found = self.by_entry.get(self.pull.successors.get(link.entry_id, -1))
        if found is None or found.link.entry_id in self.claimed:
            return None
        self.claimed.add(found.link.entry_id)
        return replace(found.link, seen_id=link.seen_id or link.entry_id)


def _rehomed(kept: Sequence[Standing], pull: Pull, homes: Mapping[int, str]) -> list[Standing]:
    """Statements whose heading is gone follow their findings, unless their words stand there."""
    codes = {row.code for row in pull.outline}
    occupied = {(each.code, each.key) for each in kept}
    out: list[Standing] = []
    for each in kept:
        found = (homes[link.entry_id] for link in each.links if link.entry_id in homes)
        code = each.code if each.code in codes else next(found, UNPLACED)
        if (code, each.key) in occupied:
            out.append(each)
        else:
            occupied.add((code, each.key))
            out.append(replace(each, code=code))
    return out


def _reworded(kept: Sequence[Standing], by_entry: Mapping[int, Finding]) -> list[Standing]:
    """An unedited statement must say what one of its findings says, not what was withdrawn."""
    keys = {(each.code, each.key) for each in kept}
    out: list[Standing] = []
    for each in kept:
        found = [by_entry[link.entry_id] for link in each.links if link.entry_id in by_entry]
        now = _words_of_another(each, found)
        if (now.code, now.key) in keys:
            now = each
        keys.add((now.code, now.key))
        out.append(now)
    return out


def _words_of_another(each: Standing, found: Sequence[Finding]) -> Standing:
    whole = found and len(found) == len(each.links)
    waits = any(link.seen_id is not None for link in each.links)
    settled = each.edited is not None or each.away or waits
    said = {match_key(one.text) for one in found}
    if settled or not whole or match_key(each.text) in said:
        return each
    text = best_words(found)
    return replace(each, text=text, key=match_key(text))
