"""Stored statements as lines of the document: their field, their units, the order they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.definition import Checklist
from survey_app.evaluations import wording
from survey_app.evaluations.content import SourceLine, StatementLine, Statements, tidy
from survey_app.evaluations.facts import Facts, SourceFacts, StatementFacts, VisitFacts
from survey_app.evaluations.rules import OutlineRow, Source

# Under these the lines are grouped by field, unless the heading itself names one.
_BY_FIELD = frozenset(
    {
        Source.STRENGTH,
        Source.LIMITATION,
        Source.DIFFICULTY,
        Source.OBJECTIVE_CAUSE,
        Source.SUBJECTIVE_CAUSE,
    }
)
NO_FIELD = (10_000, "")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its field (place in the checklist, title) and its place in the draft."""

    field: tuple[int, str]
    position: int
    line: StatementLine
    rank: int | None = None

    def weight(self) -> tuple[bool, int, int, int, int]:
        """What the office gave a place, in its order; of the rest first what most units say."""
        unplaced = self.rank is None
        return unplaced, self.rank or 0, -len(self.line.units), self.position, self.line.id


def placed_by_code(facts: Facts) -> dict[str, list[Placed]]:
    """The statements of each heading."""
    taken_in = sum(visit.is_taken_in for visit in facts.visits)
    places = Places(facts.visits, taken_in, facts.checklists)
    found: dict[str, list[Placed]] = defaultdict(list)
    for each in facts.statements:
        found[each.code].append(places.placed(each))
    return dict(found)


def statements_under(row: OutlineRow, placed: Sequence[Placed]) -> tuple[Statements, ...]:
    """The lines under a heading, by field where the heading spans several."""
    if row.source not in _BY_FIELD or row.section:
        lines = tuple(each.line for each in sorted(placed, key=Placed.weight))
        return (Statements("", lines),) if lines else ()
    fields: dict[tuple[int, str], list[Placed]] = defaultdict(list)
    for each in placed:
        fields[each.field].append(each)
    named = len(fields) > 1 or NO_FIELD not in fields
    return tuple(
        Statements(
            (field[1] or wording.OTHER_FIELDS) if named else "",
            tuple(each.line for each in sorted(fields[field], key=Placed.weight)),
        )
        for field in sorted(fields)
    )


class Places:
    """Looks up visits, their places in protocol order and their checklists.

    ``of`` is how many visits the draft has taken in; ``visits`` those that sources name, at least.
    """

    def __init__(
        self, visits: Sequence[VisitFacts], of: int, checklists: Mapping[int, Checklist]
    ) -> None:
        self.by_id: Mapping[int, VisitFacts] = {visit.id: visit for visit in visits}
        self.ranks = {visit.id: rank for rank, visit in enumerate(visits)}
        self.of = of
        self.fields = {
            (id_, section.code): (place, tidy(section.title.vi))
            for id_, checklist in checklists.items()
            for place, section in enumerate(checklist.sections)
        }

    def placed(self, each: StatementFacts) -> Placed:
        """The statement as a line, its sources in protocol order."""
        sources = sorted(
            each.sources, key=lambda one: (self.ranks[one.finding.visit_id], one.finding.entry_id)
        )
        lines = tuple(self._source(one) for one in sources)
        field = next(filter(None, map(self._field, sources)), NO_FIELD)
        line = StatementLine(
            id=each.id,
            text=tidy(each.text if each.edited is None else each.edited),
            field=field[1],
            units=tuple(dict.fromkeys(one.unit for one in lines)),
            of=self.of,
            is_edited=each.edited is not None,
            is_stale=any(not one.is_current for one in lines),
            sources=lines,
            version=each.version,
            citations=each.citations,
        )
        return Placed(field, each.position, line, each.rank)

    def _field(self, source: SourceFacts) -> tuple[int, str] | None:
        found = source.finding
        return self.fields.get((self.by_id[found.visit_id].checklist_id, found.section))

    def _source(self, one: SourceFacts) -> SourceLine:
        visit = self.by_id[one.finding.visit_id]
        return SourceLine(
            unit=tidy(wording.short(visit.unit)),
            visit=visit.key,
            entry=one.finding.entry,
            item=one.finding.item,
            revision=one.revision,
            words=tidy(one.finding.text),
            is_current=one.is_current,
            photos=one.finding.photos,
            news=one.news,
            entry_id=one.finding.entry_id,
        )
