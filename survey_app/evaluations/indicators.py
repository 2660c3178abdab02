"""The tables of targets and results over units: one for each version of a checklist. Pure.

A row is a line on paper: what holds for all rows of an indicator is said in its band, and words
that need more than a line stand whole in the annex of notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from forms.ability import Outlook
from forms.definition import Checklist, Direction, Item, Kind
from survey_app.core.vietnamese import folded
from survey_app.evaluations import wording
from survey_app.evaluations.comparing import UNDER, comparison, noted, ratio
from survey_app.evaluations.content import Align, Cell, Column, Figure, Row, Shortened, Table, tidy
from survey_app.evaluations.facts import Facts, Standing, TargetFacts, VisitFacts
from survey_app.reports.wording import OUTLOOKS

COLUMNS = (
    Column("Đơn vị", 44, sticky=True),
    Column("Cả nhiệm kỳ", 17, Align.RIGHT),
    Column("Mốc sơ kết", 17, Align.RIGHT),
    Column("Kết quả", 16, Align.RIGHT),
    Column("Tỷ lệ so với mốc", 17, Align.RIGHT),
    Column("Tỷ lệ so với cả NK", 18, Align.RIGHT),
    Column("So sánh", 43),
    Column("Khả năng hoàn thành", 38, Align.CENTRE),
    Column("Ghi chú", 42),
)
_NOTE_COLUMNS = (Column("Đơn vị", 45, sticky=True), Column("Ghi chú", 120))
_RATES = ("ty le", "binh quan", "ti le")
_NO_TARGET = TargetFacts(None, None, None, "", is_demo=False)


@dataclass(frozen=True, slots=True)
class _Indicator:
    """An indicator over the units of one checklist version; ``source`` if all targets share it."""

    item: Item
    results: tuple[Result, ...]
    source: str

    @property
    def band(self) -> str:
        """What is said once for all units: name, unit of measure, direction, source."""
        said = [f"ĐVT: {self.item.measure}"] if self.item.measure else []
        if self.item.direction is Direction.DOWN:
            said.append(UNDER)
        if self.source:
            said.append(f"nguồn chỉ tiêu: {self.source}")
        told = f" ({'; '.join(said)})" if said else ""
        return tidy(f"{self.item.code}. {self.item.label.vi}{told}")


@dataclass(frozen=True, slots=True)
class Result:
    """What one unit reached in one indicator, and what it was to reach."""

    visit: VisitFacts
    target: TargetFacts
    answer: Mapping[str, Any]
    actual: Decimal | None
    baseline: Decimal | None


def indicator_tables(facts: Facts) -> tuple[Table, ...]:
    """A table for each checklist version among the included visits, units in protocol order."""
    tables = [
        Table(
            title=tidy(f"Kết quả thực hiện chỉ tiêu – {checklist.title.vi}"),
            columns=COLUMNS,
            rows=rows,
            notes=tuple(_marks(rows)),
            band_title="Chỉ tiêu",
            wide=True,
            about=tidy(checklist.title.vi),
        )
        for checklist, visits in by_checklist(facts)
        if (rows := tuple(_rows(facts, checklist, visits)))
    ]
    # What holds for all of them is said once, below the last.
    rules = (wording.RATIO_BASIS, wording.ABILITY_BY_OFFICE)
    ended = [replace(last, notes=(*last.notes, *rules)) for last in tables[-1:]]
    return (*tables[:-1], *ended)


def note_tables(tables: tuple[Table, ...]) -> Iterator[Table]:
    """The notes that these tables hold in brief, whole; a table for each that has any."""
    for table in tables:
        rows = tuple(
            Row((row.cells[0], note.words), row.band)
            for row in table.rows
            if isinstance(note := row.cells[-1], Shortened)
        )
        if rows:
            yield Table(table.title, _NOTE_COLUMNS, rows)


def by_checklist(facts: Facts) -> Iterator[tuple[Checklist, tuple[VisitFacts, ...]]]:
    """The visits whose figures are approved as they stand, by checklist version, as they come."""
    order = dict.fromkeys(visit.checklist_id for visit in facts.visits)
    for id_ in order:
        visits = tuple(
            visit
            for visit in facts.visits
            if visit.checklist_id == id_ and visit.standing is Standing.INCLUDED
        )
        if visits:
            yield facts.checklists[id_], visits


def _marks(rows: tuple[Row, ...]) -> Iterator[str]:
    """What the marks in these rows mean."""
    cells = [cell for row in rows for cell in row.cells]
    if any(isinstance(cell, Figure) and cell.mark for cell in cells):
        yield wording.DEMO_TARGETS
    if any(isinstance(cell, Shortened) for cell in cells):
        yield wording.NOTES_ELSEWHERE


def _rows(facts: Facts, checklist: Checklist, visits: tuple[VisitFacts, ...]) -> Iterator[Row]:
    for item in (each for _, each in checklist.items()):
        if item.kind is Kind.INDICATOR:
            results = tuple(result_of(facts, item, visit) for visit in visits)
            told = _Indicator(item, results, _common_source(results))
            for each in results:
                yield Row(_cells(told, each), told.band)
            if len(results) > 1:
                yield from _summary(told)


def result_of(facts: Facts, item: Item, visit: VisitFacts) -> Result:
    """What a unit reached in an indicator, beside what it was to reach."""
    answer = facts.answers.get(visit.id, {}).get(item.code, {})
    return Result(
        visit=visit,
        target=facts.targets.get((visit.unit_id, item.code), _NO_TARGET),
        answer=answer,
        actual=_decimal(answer.get("value")),
        baseline=_decimal(answer.get("baseline")),
    )


def _decimal(raw: object) -> Decimal | None:
    try:
        found = Decimal(str(raw))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _common_source(results: tuple[Result, ...]) -> str:
    """Where all targets of an indicator come from, if it is one place."""
    sources = {_source(each.target) for each in results if _has_target(each.target)}
    return sources.pop() if len(sources) == 1 else ""


def _has_target(target: TargetFacts) -> bool:
    return target.term is not None or target.milestone is not None


def _source(target: TargetFacts) -> str:
    """Its source; one that only says what the mark of a made-up target says is none."""
    return "" if target.is_demo and "minh hoa" in folded(target.source) else target.source


def _cells(told: _Indicator, each: Result) -> tuple[Cell, ...]:
    target = each.target
    direction = target.direction or told.item.direction
    return (
        tidy(wording.short(each.visit.unit)),
        _aim(target.term, is_demo=target.is_demo),
        _aim(target.milestone, is_demo=target.is_demo),
        None if each.actual is None else Figure(each.actual),
        ratio(each.actual, target.milestone),
        ratio(each.actual, target.term),
        comparison(each.actual, target.milestone, each.baseline, direction),
        _ability(each) or wording.ABILITY_BLANK,
        noted(tidy("; ".join(_notes(told, each)))),
    )


def _ability(each: Result) -> str:
    """The word of the judged ability to complete; nothing where nobody judged."""
    judged = each.answer.get("ability") or {}
    return OUTLOOKS[Outlook(judged["value"])] if judged.get("value") in tuple(Outlook) else ""


def _aim(value: Decimal | None, *, is_demo: bool) -> Figure | None:
    return None if value is None else Figure(value, mark=wording.DEMO_TARGET if is_demo else "")


def _notes(told: _Indicator, each: Result) -> Iterator[str]:
    """Only what is beyond the figures and the band."""
    refused = each.answer.get("not_applicable")
    if refused:
        yield f"KAD: {refused}"
    lacks = ["số liệu"] if each.actual is None and not refused else []
    lacks += [] if _has_target(each.target) else ["chỉ tiêu"]
    if lacks:
        yield f"chưa có {', '.join(lacks)}"
    yield from _about_target(told, each.target)
    if each.answer.get("reason"):
        yield f"đoàn: {each.answer['reason']}"
    if _ability(each) and each.answer["ability"].get("reason"):
        yield f"khả năng hoàn thành: {each.answer['ability']['reason']}"


def _about_target(told: _Indicator, target: TargetFacts) -> Iterator[str]:
    """Where the target of one unit is not as the band says."""
    if not _has_target(target):
        return
    if target.direction not in (None, told.item.direction):
        yield UNDER if target.direction is Direction.DOWN else "càng cao càng tốt"
    if _source(target) not in ("", told.source):
        yield f"nguồn: {_source(target)}"


def _summary(told: _Indicator) -> Iterator[Row]:
    """A total over the units for counts, an average for rates; each says over how many units."""
    known = [each for each in told.results if each.actual is not None]
    if not known:
        return
    actual = sum((each.actual or Decimal(0) for each in known), Decimal(0))
    if _is_rate(told.item):
        mean = Figure(actual / len(known), places=2)
        yield _total_row(told, f"Bình quân {len(known)} đơn vị", (None, None, mean, None, None))
        return
    is_demo = any(each.target.is_demo for each in known)
    term = _total([each.target.term for each in known])
    milestone = _total([each.target.milestone for each in known])
    aims = (_aim(term, is_demo=is_demo), _aim(milestone, is_demo=is_demo))
    figures = (*aims, Figure(actual), ratio(actual, milestone), ratio(actual, term))
    yield _total_row(told, f"Cộng {len(known)} đơn vị", figures)


def _total_row(told: _Indicator, title: str, figures: tuple[Cell, ...]) -> Row:
    return Row((title, *figures, "", "", ""), told.band, is_total=True)


def _is_rate(item: Item) -> bool:
    """Rates and yearly means cannot be added up."""
    return "%" in item.measure or folded(item.label.vi).startswith(_RATES)


def _total(values: list[Decimal | None]) -> Decimal | None:
    """The sum over all of them; None where one is missing, for the sums must be comparable."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if len(there) == len(values) else None
