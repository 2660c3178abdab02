"""Where the statements of a draft stand, and which are stale, without what they say."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, select

from survey_app.evaluations import wording
from survey_app.evaluations.content import StatementLine, tidy
from survey_app.evaluations.frame import Frame
from survey_app.evaluations.lines import NO_FIELD, Placed
from survey_app.evaluations.models import Statement, StatementSource
from survey_app.evaluations.news import stands
from survey_app.evaluations.parts_of_merge import Link
from survey_app.evaluations.recording import Ground
from survey_app.evaluations.shown import lines_of
from survey_app.evaluations.single import slots_of
from survey_app.fieldwork.models import Entry


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as far as it orders its statement: what it is about, by the item it names."""

    link: Link
    item: str


@dataclass(frozen=True, slots=True)
class Order:
    """Reads a draft's statements and sources by their columns, in a fixed number of queries."""

    frame: Frame

    def placed(self) -> dict[str, list[Placed]]:
        """The statements of each heading: lines with their units, but neither words nor sources."""
        sources = self._sources()
        stale = self._stale(sources)
        units = {visit.id: tidy(wording.short(visit.unit)) for visit in self.frame.facts.visits}
        found: dict[str, list[Placed]] = defaultdict(list)
        for row in self._statements():
            told = sources.get(row.id, ())
            field = next(filter(None, map(self._field, told)), NO_FIELD)
            line = StatementLine(
                id=row.id,
                text="",
                field=field[1],
                units=tuple(dict.fromkeys(units[each.link.visit_id] for each in told)),
                of=self.frame.places.of,
                is_edited=False,
                is_stale=row.id in stale,
                sources=(),
            )
            found[row.outline_code].append(Placed(field, row.position, line, row.rank))
        return dict(found)

    def _here(self) -> tuple[ColumnElement[bool], ...]:
        return Statement.evaluation_id == self.frame.evaluation.id, Statement.away.is_(False)

    def _statements(self) -> Sequence[Row[int, str, int, int | None]]:
        asked = select(Statement.id, Statement.outline_code, Statement.position, Statement.rank)
        order = (Statement.outline_code, Statement.position, Statement.id)
        return self.frame.session.execute(asked.where(*self._here()).order_by(*order)).all()

    def _sources(self) -> dict[int, list[_Source]]:
        """The sources of each statement, in protocol order."""
        asked = (
            select(
                StatementSource.statement_id,
                StatementSource.entry_id,
                StatementSource.visit_id,
                StatementSource.report_id,
                StatementSource.seen_entry_id,
                StatementSource.settled_report_id,
                Entry.item,
            )
            .join(Statement, Statement.id == StatementSource.statement_id)
            .join(Entry, Entry.id == StatementSource.entry_id)
            .where(*self._here())
            .order_by(StatementSource.id)
        )
        rows, about = self.frame.session.execute(asked).all(), self._about()
        found: dict[int, list[_Source]] = defaultdict(list)
        for row in rows:
            link = Link(*row[1:6])
            found[row.statement_id].append(_Source(link, row.item or about.get(link.entry_id, "")))
        ranks = self.frame.places.ranks
        for told in found.values():
            told.sort(key=lambda each: (ranks[each.link.visit_id], each.link.entry_id))
        return found

    def _about(self) -> dict[int, str]:
        """The item of each finding that names one only by what it is about."""
        asked = (
            select(Entry.id, Entry.visit_id, Entry.value)
            .join(StatementSource, StatementSource.entry_id == Entry.id)
            .join(Statement, Statement.id == StatementSource.statement_id)
            .where(*self._here(), Entry.item.is_(None), Entry.value.contains('"about"'))
            .order_by(Entry.id)
        )
        told = [
            (row.id, row.visit_id, _slots(row.value)) for row in self.frame.session.execute(asked)
        ]
        wanted = {visit_id for _, visit_id, slots in told if slots}
        grounds = slots_of(
            self.frame.session, [visit for visit in self.frame.visits if visit.id in wanted]
        )
        return {id_: _first(grounds.get(visit_id), slots) for id_, visit_id, slots in told}

    def _field(self, source: _Source) -> tuple[int, str] | None:
        checklist_id = self.frame.places.by_id[source.link.visit_id].checklist_id
        section = self.frame.sections[checklist_id].get(source.item, "")
        return self.frame.places.fields.get((checklist_id, section))

    def _stale(self, sources: Mapping[int, Sequence[_Source]]) -> set[int]:
        """Statements with a source that no longer stands as the office read it."""
        approved, taken = self.frame.approved, self.frame.taken_reports
        stale, open_ = set(), set()
        for id_, told in sources.items():
            known = {stands(each.link, approved, taken) for each in told}
            if False in known:
                stale.add(id_)
            elif None in known:
                open_.add(id_)
        # Only words can tell: these few are read whole.
        read = lines_of(self.frame, open_) if open_ else {}
        return stale | {id_ for id_, line in read.items() if line.is_stale}


def _slots(value: str) -> list[str]:
    told = json.loads(value)
    about = told.get("about") if isinstance(told, dict) else None
    return [str(slot).lower() for slot in about or ()]


def _first(ground: Ground | None, slots: Sequence[str]) -> str:
    items = ground.items if ground else {}
    return next((items[slot] for slot in slots if slot in items), "")
