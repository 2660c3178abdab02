"""A long draft a page at a time: its order is read first, then only what one page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import count

from sqlalchemy.orm import Session

from forms.definition import Kind
from survey_app.evaluations.bars import Chart
from survey_app.evaluations.composing import Tables, compose_body, parts_of_source
from survey_app.evaluations.content import EvaluationContent, Part, StatementLine, Statements
from survey_app.evaluations.facts import Facts
from survey_app.evaluations.frame import Frame
from survey_app.evaluations.indicators import by_checklist
from survey_app.evaluations.models import Evaluation
from survey_app.evaluations.ordering import Order
from survey_app.evaluations.rules import Source
from survey_app.evaluations.shown import lines_of
from survey_app.evaluations.waiting import Waiting

# Visits whose findings stand together on one page of a screen.
_VISITS_TOGETHER = 20
_ROWS_OF_A_VISIT = 32
_WITH_CHARTS = (Source.INDICATORS, Source.SCORES)


class Leafing:
    """A draft whose headings and order are known; what is under them is read when it is shown."""

    def __init__(self, session: Session, evaluation: Evaluation) -> None:
        self._frame = Frame(session, evaluation)

    @cached_property
    def content(self) -> EvaluationContent:
        """The body of the draft: statements without words, ``Waiting`` in place of tables."""
        frame = self._frame
        return compose_body(frame.facts, Order(frame).placed(), _WAITING)

    @cached_property
    def to_pull(self) -> int:
        """How many approved visits the draft has not taken in as they stand now."""
        taken = self._frame.taken_reports
        return sum(taken.get(id_) != report for id_, report in self._frame.approved.items())

    def filled(self, pieces: Iterable[tuple[int, Sequence[Part]]]) -> list[tuple[Part, ...]]:
        """The parts of some headings, each told with its place from 1, with all that they say."""
        shown = [(place, list(parts)) for place, parts in pieces]
        asked = {line.id for _, parts in shown for line in _lines(parts)}
        lines = lines_of(self._frame, asked) if asked else {}
        tables = self._tables({place for place, parts in shown if any(map(_waits, parts))})
        return [
            tuple(each for part in parts for each in _told(part, lines, tables.get(place, ())))
            for place, parts in shown
        ]

    def _tables(self, places: set[int]) -> dict[int, tuple[Part, ...]]:
        """What the sources of these headings give, by place; pictures counted from the first."""
        if not places:
            return {}
        sources = {
            place: Source(block.source)
            for place, block in enumerate(self.content.blocks, start=1)
            if any(map(_waits, block.parts))
        }
        # A picture's number says how many stand before it.
        before = [at for at in sources if at < max(places) and sources[at] in _WITH_CHARTS]
        wanted = sorted({*places, *before})
        facts = self._frame.with_tables(sources[place] for place in wanted)
        numbers = count(1)
        return {
            place: tuple(
                replace(part, number=next(numbers)) if isinstance(part, Chart) else part
                for part in parts_of_source(facts, sources[place])
            )
            for place in wanted
        }


def _about(facts: Facts) -> int:
    """Rows of the tables of indicators and of those that units filled in: a guess from above."""
    return sum(
        len(visits) + 1
        for checklist, visits in by_checklist(facts)
        for _, item in checklist.items()
        if item.kind in (Kind.INDICATOR, Kind.TABLE)
    )


def _by_visit(facts: Facts) -> tuple[Part, ...]:
    """The findings of each visit, by the handful."""
    taken = sum(visit.is_taken_in for visit in facts.visits)
    return tuple(
        Waiting(_VISITS_TOGETHER * _ROWS_OF_A_VISIT, at, at + _VISITS_TOGETHER)
        for at in range(0, max(taken, 1), _VISITS_TOGETHER)
    )


_WAITING: Tables = {
    Source.HEADING: partial(parts_of_source, source=Source.HEADING),
    Source.OFFICE: partial(parts_of_source, source=Source.OFFICE),
    Source.INDICATORS: lambda facts: (Waiting(_about(facts)),),
    Source.SCORES: lambda facts: (Waiting(len(facts.visits)),),
    Source.UNITS: lambda facts: (Waiting(len(facts.visits)),),
    Source.EVIDENCE: lambda facts: (Waiting(len(facts.visits)),),
    Source.FINDINGS: _by_visit,
}


def _waits(part: Part) -> bool:
    return isinstance(part, Waiting)


def _lines(parts: Iterable[Part]) -> Iterable[StatementLine]:
    return (line for part in parts if isinstance(part, Statements) for line in part.lines)


def _told(part: Part, lines: Mapping[int, StatementLine], tables: Sequence[Part]) -> Sequence[Part]:
    if isinstance(part, Waiting):
        return tables[part.first : part.last]
    if isinstance(part, Statements):
        # What somebody put away meanwhile is left out.
        kept = tuple(lines[line.id] for line in part.lines if line.id in lines)
        return (replace(part, lines=kept),)
    return (part,)
