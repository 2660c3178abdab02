"""The tables of evidence: of each unit, what is proven of what must be, by section. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from forms.definition import Checklist, Evidence, Item, Section
from survey_app.evaluations import wording
from survey_app.evaluations.content import Align, Cell, Column, Figure, Row, Table, tidy
from survey_app.evaluations.facts import Facts, VisitFacts
from survey_app.evaluations.indicators import by_checklist

_UNIT = Column("Đơn vị", 52, sticky=True)
_PROOFS = {
    Evidence.DOCUMENT: ("documents",),
    Evidence.PHOTO: ("photos",),
    Evidence.EITHER: ("documents", "photos"),
}


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many items must be proven, and how many are."""

    proven: int = 0
    asked: int = 0

    def __add__(self, other: _Tally) -> _Tally:
        return _Tally(self.proven + other.proven, self.asked + other.asked)

    @property
    def shown(self) -> str:
        return f"{self.proven}/{self.asked}" if self.asked else "–"

    @property
    def share(self) -> Figure | None:
        if not self.asked:
            return None
        return Figure(Decimal(self.proven) * 100 / self.asked, places=1, percent=True)


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one unit proved: by section, and how many documents and photos lie under its items."""

    name: str
    sections: tuple[_Tally, ...]
    documents: int
    photos: int


def evidence_tables(facts: Facts) -> tuple[Table, ...]:
    """A table for each checklist version of which some item must be proven or was."""
    return tuple(
        table
        for checklist, visits in by_checklist(facts)
        for table in _table(facts, checklist, visits)
    )


def _table(facts: Facts, checklist: Checklist, visits: Sequence[VisitFacts]) -> Iterator[Table]:
    sections = [each for each in checklist.sections if any(map(_is_asked, _leaves(each)))]
    units = [_unit(facts, sections, visit) for visit in visits]
    if not sections and not any(each.documents or each.photos for each in units):
        return
    rows = [_row(each) for each in units]
    if len(units) > 1:
        rows.append(Row(_row(_sum(units)).cells, is_total=True))
    legend = "; ".join(tidy(f"{each.code}: {each.title.vi}") for each in sections)
    yield Table(
        title=tidy(f"Minh chứng theo đơn vị – {checklist.title.vi}"),
        columns=tuple(_columns(sections)),
        rows=tuple(rows),
        notes=(*((f"{legend}.",) if legend else ()), wording.EVIDENCE_BASIS),
        wide=True,
        about=tidy(checklist.title.vi),
    )


def _columns(sections: Iterable[Section]) -> Iterator[Column]:
    yield _UNIT
    for section in sections:
        yield Column(section.code, 17, Align.CENTRE)
    yield Column("Có minh chứng / phải có", 26, Align.CENTRE)
    yield Column("Tỷ lệ", 17, Align.RIGHT)
    yield Column("Số văn bản", 19, Align.RIGHT)
    yield Column("Số ảnh", 17, Align.RIGHT)


def _row(unit: _Unit) -> Row:
    whole = sum(unit.sections, _Tally())
    cells: tuple[Cell, ...] = (
        unit.name,
        *(tally.shown for tally in unit.sections),
        whole.shown,
        whole.share,
        Figure(Decimal(unit.documents), places=0),
        Figure(Decimal(unit.photos), places=0),
    )
    return Row(cells)


def _sum(units: Sequence[_Unit]) -> _Unit:
    sections = tuple(
        sum(column, _Tally()) for column in zip(*(each.sections for each in units), strict=True)
    )
    return _Unit(
        f"Cộng {len(units)} đơn vị",
        sections,
        sum(each.documents for each in units),
        sum(each.photos for each in units),
    )


def _unit(facts: Facts, sections: Iterable[Section], visit: VisitFacts) -> _Unit:
    held = facts.evidence.get(visit.id, {})
    answers = facts.answers.get(visit.id, {})
    tallies = (
        sum(
            (
                _Tally(int(_is_proven(item, held)), 1)
                for item in _leaves(section)
                if _is_asked(item) and _is_answered(answers.get(item.code, {}))
            ),
            _Tally(),
        )
        for section in sections
    )
    return _Unit(
        tidy(wording.short(visit.unit)),
        tuple(tallies),
        sum(each.get("documents", 0) for each in held.values()),
        sum(each.get("photos", 0) for each in held.values()),
    )


def _leaves(section: Section) -> Iterator[Item]:
    for item in section.items:
        yield item
        yield from (leaf for leaf in item.leaves() if leaf is not item)


def _is_asked(item: Item) -> bool:
    return item.evidence is not Evidence.NONE


def _is_answered(answer: Mapping[str, object]) -> bool:
    return bool(answer) and not answer.get("not_applicable")


def _is_proven(item: Item, held: Mapping[str, Mapping[str, int]]) -> bool:
    there = held.get(item.code, {})
    return any(there.get(kind, 0) for kind in _PROOFS[item.evidence])
