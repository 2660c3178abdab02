"""What merely follows from a cell that could not be read: such faults are not told again.

Everything else is told at once, also what stands in the same row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.faults import Fault
from forms.xlsform.places import Places
from forms.xlsform.table import Row, Table

SUMS = frozenset({"item-points", "section-points", "base-points"})
# What can be said of a row even when another of its cells could not be read.
INDEPENDENT = ("code-", "name-", "words-", "expression-", "reference-", "relevance-", "bad-")
# Without these cells nobody knows what a row is; without the others a sum is not what it says.
MEANING = frozenset({"type", "kind"})
SUMMED = MEANING | {"points"}
# The cells of a row, or of what it stands in, that a fault is judged by beside its own.
JUDGED_BY: Mapping[str, frozenset[str]] = {
    "step-range": frozenset({"points"}),
    "share-missing": frozenset({"points"}),
    "share-unused": frozenset({"points"}),
    "kind-in-section": frozenset({"points"}),
    "levels-points": frozenset({"points", "levels"}),
    "levels-few": frozenset({"levels"}),
    "levels-order": frozenset({"levels"}),
}
LADDER = frozenset({"threshold-twice", "threshold-lowest"})
OF_ITEMS = frozenset({"condition-item", "condition-value"})


@dataclass(frozen=True, slots=True)
class Trains:
    """The tables of a workbook and where its parts come from; ``told``: survey rows with faults."""

    tables: Mapping[str, Table]
    places: Places
    told: set[int]

    def follows(self, what: Fault) -> bool:
        """Whether a fault only follows from another one that is told already."""
        span = self.places.span(what.path)
        if what.code == "base-points" and span is not None:
            return self._survey_is_unread()
        if span is None:
            # An empty sheet of settings is told as such.
            return what.code != "no-sections"
        if self.places.is_missing(what.path):
            return True
        if what.code.startswith(INDEPENDENT):
            return False
        if what.code in SUMS:
            within = range(span.row.number, span.last + 1)
            rows = (row for row in span.row.table.rows if row.number in within)
            return _lacks(rows, SUMMED)
        return self._misjudged(what, span.row)

    def _misjudged(self, what: Fault, row: Row) -> bool:
        if what.code in LADDER and _lacks(row.table.rows, frozenset({"total_from"})):
            return True
        if what.code in OF_ITEMS and _lacks(self._named(row.words("item")), MEANING):
            return True
        judged_by = MEANING | JUDGED_BY.get(what.code, frozenset())
        below = _lacks(self.places.below(what.path), frozenset({"type", "name"}))
        return below or _lacks(self.places.above(what.path), judged_by)

    def _survey_is_unread(self) -> bool:
        survey = self.tables["survey"]
        # A heading that is not understood may be that of the points.
        unheaded = 1 in self.told and not survey.headings.keys() >= SUMMED
        return unheaded or _lacks(survey.rows, SUMMED)

    def _named(self, code: str) -> Iterator[Row]:
        return (row for row in self.tables["survey"].rows if row.words("name") == code)


def _lacks(rows: Iterator[Row] | list[Row], keys: frozenset[str]) -> bool:
    return any(row.broken & keys for row in rows)
