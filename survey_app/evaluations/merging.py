"""From findings to statements: alike ones joined, what the office worded kept. Pure, no database.

Merging the same findings again changes nothing, and the order in which they come plays no part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from survey_app.evaluations.alike import Words, closest, match_key, words_of
from survey_app.evaluations.rules import UNPLACED, OutlineRow, Source, heading_of


@dataclass(frozen=True, slots=True)
class Link:
    """Where a statement comes from, as the ids of a finding's entry, its visit and its report."""

    entry_id: int
    visit_id: int
    report_id: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A settled finding of an approved visit; ``rank`` is the visit's place in protocol order."""

    link: Link
    rank: int
    source: Source
    text: str
    section: str = ""
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A statement of the draft; ``id`` is None until stored, ``edited`` the office's words."""

    id: int | None
    code: str
    position: int
    key: str
    text: str
    edited: str | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """What a merge looks at: the outline, the approved visits, and all of their findings."""

    outline: tuple[OutlineRow, ...]
    approved: frozenset[int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Findings of one heading with the same folded words."""

    key: str
    findings: tuple[Finding, ...]


def arrange(standing: Iterable[Standing], pull: Pull) -> tuple[Standing, ...]:
    """All statements after the merge. One that is missing has no source left and was never edited.

    A finding stays with the statement that took it before, so that an edited sentence keeps its
    visits. Visits that were reopened keep their links, which the reader sees as stale.
    """
    ordered = sorted(pull.findings, key=_order)
    homes = {each.link.entry_id: _home(pull, each) for each in ordered}
    by_entry = {each.link.entry_id: each for each in ordered}
    kept: list[Standing] = []
    for each in sorted(standing, key=lambda one: (one.code, one.position, one.id or 0)):
        renewed = _renewed(each, pull, by_entry, homes)
        if renewed.links:
            kept.append(renewed)
    kept = _rehomed(kept, pull, homes)
    taken = {link.entry_id for each in kept for link in each.links}
    free = [each for each in ordered if each.link.entry_id not in taken]
    return tuple(_joined(_reworded(kept, by_entry), free, homes))


def _order(finding: Finding) -> tuple[int, int]:
    return finding.rank, finding.link.entry_id


def _home(pull: Pull, finding: Finding) -> str:
    return heading_of(pull.outline, finding.source, finding.section, finding.addressee)


def _renewed(
    each: Standing, pull: Pull, by_entry: dict[int, Finding], homes: dict[int, str]
) -> Standing:
    """The statement with its links brought up to date."""
    links: list[Link] = []
    for link in each.links:
        found = by_entry.get(link.entry_id)
        if found is not None:
            if each.edited is not None or homes[link.entry_id] == each.code:
                links.append(found.link)
        elif each.edited is not None or link.visit_id not in pull.approved:
            # Changed or withdrawn under the office's words: the old link stays and shows as stale.
            links.append(link)
    return replace(each, links=tuple(sorted(links, key=lambda link: link.entry_id)))


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


def _reworded(kept: Sequence[Standing], by_entry: dict[int, Finding]) -> list[Standing]:
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
    whole = len(found) == len(each.links)
    if each.edited is not None or not whole or each.key in {match_key(one.text) for one in found}:
        return each
    text = _best_words(found)
    return replace(each, text=text, key=match_key(text))


def _joined(kept: list[Standing], free: Sequence[Finding], homes: dict[int, str]) -> list[Standing]:
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in free:
        by_code[homes[finding.link.entry_id]].append(finding)
    out = [each for each in kept if each.code not in by_code]
    for code in sorted(by_code):
        heading = _Heading(code, [each for each in kept if each.code == code])
        for group in _groups(by_code[code]):
            heading.take(group)
        out.extend(heading.statements)
    return sorted(out, key=lambda each: (each.code, each.position, each.key))


def _groups(findings: Iterable[Finding]) -> list[_Group]:
    """Findings by key: what most visits said first, then in protocol order."""
    by_key: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_key[match_key(finding.text)].append(finding)
    groups = [_Group(key, tuple(sorted(found, key=_order))) for key, found in by_key.items()]
    return sorted(groups, key=lambda one: (-_visits(one), _order(one.findings[0]), one.key))


def _visits(group: _Group) -> int:
    return len({each.link.visit_id for each in group.findings})


class _Heading:
    """The statements of one heading while groups of findings are added to it."""

    def __init__(self, code: str, standing: Iterable[Standing]) -> None:
        self.code = code
        self.statements = sorted(standing, key=lambda each: each.position)
        self._places = {each.key: place for place, each in enumerate(self.statements)}
        self._words = {place: words_of(each.text) for place, each in enumerate(self.statements)}

    def take(self, group: _Group) -> None:
        """Join the group to the statement that says the same, or make a statement of it."""
        text = _best_words(group.findings)
        words = words_of(text)
        place = self._places.get(group.key)
        if place is None:
            place = closest(words, self._words)
        if place is None:
            self._add(group, text, words)
            return
        each = self.statements[place]
        links = (*each.links, *(one.link for one in group.findings))
        self.statements[place] = replace(each, links=_sorted(links))

    def _add(self, group: _Group, text: str, words: Words) -> None:
        position = max((each.position for each in self.statements), default=0) + 1
        links = _sorted(each.link for each in group.findings)
        self._places[group.key] = len(self.statements)
        self._words[len(self.statements)] = words
        self.statements.append(Standing(None, self.code, position, group.key, text, None, links))


def _sorted(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: link.entry_id))


def _best_words(findings: Sequence[Finding]) -> str:
    """The commonest wording; of equals the one with most marks, for phones often type none."""
    counts = Counter(each.text for each in findings)
    ranks = {each.text: _order(each) for each in sorted(findings, key=_order, reverse=True)}
    return min(counts, key=lambda text: (-counts[text], -_marks(text), ranks[text]))


def _marks(text: str) -> int:
    return sum(not char.isascii() for char in text)
