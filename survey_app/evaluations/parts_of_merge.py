"""What a merge works on, as values: links, findings, statements as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from survey_app.evaluations.rules import OutlineRow, Source


@dataclass(frozen=True, slots=True)
class Link:
    """Where a statement comes from, as the ids of a finding's entry, its visit and its report.

    ``seen_id`` is the entry that the office's words were written on, where another has taken its
    place since; ``settled_id`` the report that the office let its words stand against, although
    the finding is no longer in it.
    """

    entry_id: int
    visit_id: int
    report_id: int
    seen_id: int | None = None
    settled_id: int | None = None


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
    """A statement of the draft; ``id`` is None until stored, ``edited`` the office's words.

    ``held`` says that the office placed, joined or split it; ``away`` that it is not printed:
    joined ``into`` another, left out, or without any source left.
    """

    id: int | None
    code: str
    position: int
    key: str
    text: str
    edited: str | None
    links: tuple[Link, ...]
    held: bool = False
    away: bool = False
    into: int | None = None

    @property
    def is_ours(self) -> bool:
        """Whether the office had a hand in it, so that no merge may undo what it did."""
        return self.edited is not None or self.held or self.away


@dataclass(frozen=True, slots=True)
class Pull:
    """What a merge looks at: the outline, the approved visits, and all of their findings.

    ``successors`` leads from an entry to the one that stands in its place now, ``apart`` holds
    pairs of match keys, each in order, that the office said do not mean the same.
    """

    outline: tuple[OutlineRow, ...]
    approved: frozenset[int]
    findings: tuple[Finding, ...]
    successors: Mapping[int, int] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one heading with the same folded words."""

    key: str
    findings: tuple[Finding, ...]


def order_of(finding: Finding) -> tuple[int, int]:
    """Protocol order, then order of arrival."""
    return finding.rank, finding.link.entry_id


def pair(one: str, other: str) -> tuple[str, str]:
    """Two match keys as a pair of ``apart``, whichever comes first."""
    return (one, other) if one <= other else (other, one)
