"""New findings under a heading: joined to the statement that says the same, or made one. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from survey_app.evaluations.alike import Words, closest, match_key, words_of
from survey_app.evaluations.parts_of_merge import Finding, Group, Link, Standing, order_of, pair


def joined(
    kept: Sequence[Standing],
    free: Sequence[Finding],
    homes: Mapping[int, str],
    apart: frozenset[tuple[str, str]],
) -> list[Standing]:
    """The statements with the findings that none of them had yet."""
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in free:
        by_code[homes[finding.link.entry_id]].append(finding)
    out = [each for each in kept if each.code not in by_code]
    passed: dict[int, list[Link]] = defaultdict(list)
    for code in sorted(by_code):
        heading = _Heading(code, [each for each in kept if each.code == code], apart)
        for group in _groups(by_code[code]):
            heading.take(group)
        out.extend(heading.statements)
        for into, links in heading.passed:
            passed[into] += links
    return sorted(_passed_on(out, passed), key=lambda each: (each.code, each.position, each.key))


def best_words(findings: Sequence[Finding]) -> str:
    """The commonest wording; of equals the one with most marks, for phones often type none."""
    counts = Counter(each.text for each in findings)
    ranks = {each.text: order_of(each) for each in sorted(findings, key=order_of, reverse=True)}
    return min(counts, key=lambda text: (-counts[text], -_marks(text), ranks[text]))


def sorted_links(links: Iterable[Link]) -> tuple[Link, ...]:
    """Links in order of arrival."""
    return tuple(sorted(links, key=lambda link: link.entry_id))


def _groups(findings: Iterable[Finding]) -> list[Group]:
    """Findings by key: what most visits said first, then in protocol order."""
    by_key: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_key[match_key(finding.text)].append(finding)
    groups = [Group(key, tuple(sorted(found, key=order_of))) for key, found in by_key.items()]
    return sorted(groups, key=lambda one: (-_visits(one), order_of(one.findings[0]), one.key))


def _visits(group: Group) -> int:
    return len({each.link.visit_id for each in group.findings})


def _passed_on(
    statements: Sequence[Standing], passed: Mapping[int, Sequence[Link]]
) -> list[Standing]:
    """What was found again in the words of a joined statement goes where that one went."""
    by_id = {each.id: each for each in statements if each.id is not None}
    extra: dict[int, list[Link]] = defaultdict(list)
    for into, links in passed.items():
        extra[_end_of(into, by_id)] += links
    return [
        replace(each, links=sorted_links([*each.links, *extra[each.id]]))
        if each.id in extra
        else each
        for each in statements
    ]


def _end_of(id_: int, by_id: Mapping[int, Standing]) -> int:
    """Where a chain of joined statements ends."""
    met = {id_}
    while (into := by_id[id_].into) is not None and into not in met:
        met.add(into)
        id_ = into
    return id_


def _marks(text: str) -> int:
    return sum(not char.isascii() for char in text)


class _Heading:
    """The statements of one heading while groups of findings are added to it."""

    def __init__(
        self, code: str, standing: Iterable[Standing], apart: frozenset[tuple[str, str]]
    ) -> None:
        self.code = code
        self.apart = apart
        self.statements = sorted(standing, key=lambda each: each.position)
        # What goes to a statement that may stand under another heading.
        self.passed: list[tuple[int, tuple[Link, ...]]] = []
        self._places = {each.key: place for place, each in enumerate(self.statements)}
        self._keys = [match_key(each.text) for each in self.statements]
        self._words = {place: words_of(each.text) for place, each in enumerate(self.statements)}

    def take(self, group: Group) -> None:
        """Join the group to the statement that says the same, or make a statement of it."""
        text = best_words(group.findings)
        words = words_of(text)
        place = self._places.get(group.key)
        if place is None:
            place = closest(words, self._not_apart(group.key))
        if place is None:
            self._add(group, text, words)
            return
        each = self.statements[place]
        links = tuple(one.link for one in group.findings)
        if each.into is not None:
            self.passed.append((each.into, links))
            return
        back = each.away and not each.links
        self.statements[place] = replace(
            each, links=sorted_links([*each.links, *links]), away=each.away and not back
        )

    def _not_apart(self, key: str) -> dict[int, Words]:
        if not self.apart:
            return self._words
        return {
            place: words
            for place, words in self._words.items()
            if pair(key, self._keys[place]) not in self.apart
        }

    def _add(self, group: Group, text: str, words: Words) -> None:
        position = max((each.position for each in self.statements), default=0) + 1
        links = sorted_links(each.link for each in group.findings)
        self._places[group.key] = len(self.statements)
        self._words[len(self.statements)] = words
        self._keys.append(group.key)
        self.statements.append(Standing(None, self.code, position, group.key, text, None, links))
