"""The tables of targets and results over units: one for each version of a checklist. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from forms.definition import Checklist, Direction, Item, Kind
from survey_app.core.vietnamese import folded, number
from survey_app.evaluations import wording
from survey_app.evaluations.content import Align, Cell, Column, Figure, Row, Table, tidy
from survey_app.evaluations.facts import Facts, Standing, TargetFacts, VisitFacts

COLUMNS = (
    Column("Đơn vị", 45, sticky=True),
    Column("ĐVT", 20, Align.CENTRE),
    Column("Cả nhiệm kỳ", 17, Align.RIGHT),
    Column("Mốc sơ kết", 17, Align.RIGHT),
    Column("Kết quả", 17, Align.RIGHT),
    Column("Tỷ lệ so với mốc", 18, Align.RIGHT),
    Column("Tỷ lệ so với cả NK", 18, Align.RIGHT),
    Column("So sánh", 38),
    Column("Khả năng hoàn thành", 24, Align.CENTRE),
    Column("Ghi chú", 38),
)
_RATES = ("ty le", "binh quan", "ti le")
_NO_TARGET = TargetFacts(None, None, None, "", is_demo=False)


@dataclass(frozen=True, slots=True)
class _Result:
    """What one unit reached in one indicator, and what it was to reach."""

    visit: VisitFacts
    target: TargetFacts
    answer: Mapping[str, Any]
    actual: Decimal | None
    baseline: Decimal | None


def indicator_tables(facts: Facts) -> tuple[Table, ...]:
    """A table for each checklist version among the included visits, units in protocol order."""
    return tuple(
        Table(
            title=tidy(f"Kết quả thực hiện chỉ tiêu – {checklist.title.vi}"),
            columns=COLUMNS,
            rows=rows,
            notes=(wording.RATIO_BASIS, wording.ABILITY_BY_OFFICE),
            band_title="Chỉ tiêu",
            wide=True,
        )
        for checklist, visits in by_checklist(facts)
        if (rows := tuple(_rows(facts, checklist, visits)))
    )


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


def _rows(facts: Facts, checklist: Checklist, visits: tuple[VisitFacts, ...]) -> Iterator[Row]:
    for item in (each for _, each in checklist.items()):
        if item.kind is Kind.INDICATOR:
            results = [_result(facts, item, visit) for visit in visits]
            band = tidy(f"{item.code}. {item.label.vi}")
            for each in results:
                yield Row(_cells(item, each), band)
            if len(results) > 1:
                yield from _summary(item, results, band)


def _result(facts: Facts, item: Item, visit: VisitFacts) -> _Result:
    answer = facts.answers.get(visit.id, {}).get(item.code, {})
    return _Result(
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


def _cells(item: Item, each: _Result) -> tuple[Cell, ...]:
    direction = each.target.direction or item.direction
    return (
        tidy(wording.short(each.visit.unit)),
        tidy(item.measure),
        _figure(each.target.term),
        _figure(each.target.milestone),
        _figure(each.actual),
        _ratio(each.actual, each.target.milestone),
        _ratio(each.actual, each.target.term),
        _comparison(each, direction),
        wording.ABILITY_BLANK,
        _note(each),
    )


def _figure(value: Decimal | None) -> Figure | None:
    return None if value is None else Figure(value)


def _ratio(actual: Decimal | None, target: Decimal | None) -> Figure | None:
    """Result in percent of the target, as it is: over 100 is over, also where less is better."""
    if actual is None or not target:
        return None
    return Figure(actual * 100 / target, places=1, percent=True)


def _comparison(each: _Result, direction: Direction) -> str:
    if each.actual is None:
        return ""
    said = []
    if each.target.milestone is not None:
        said.append(_against(each.actual, each.target.milestone, direction))
    if each.baseline is not None:
        said.append(_change(each.actual - each.baseline))
    return "; ".join(said)


def _against(actual: Decimal, milestone: Decimal, direction: Direction) -> str:
    if actual == milestone:
        return "đạt mốc"
    better = (actual > milestone) == (direction is Direction.UP)
    gap = number(abs(actual - milestone))
    return f"vượt mốc {gap}" if better else f"chưa đạt, còn {gap}"


def _change(by: Decimal) -> str:
    if not by:
        return "bằng đầu kỳ"
    return f"{'tăng' if by > 0 else 'giảm'} {number(abs(by))} so đầu kỳ"


def _note(each: _Result) -> str:
    return tidy("; ".join(_notes(each)))


def _notes(each: _Result) -> Iterator[str]:
    if each.answer.get("not_applicable"):
        yield f"không áp dụng: {each.answer['not_applicable']}"
    elif each.actual is None:
        yield "chưa có số liệu"
    if each.target.term is None and each.target.milestone is None:
        yield "chưa có chỉ tiêu"
    # A source that says so itself need not be told twice.
    if each.target.is_demo and "minh hoa" not in folded(each.target.source):
        yield wording.DEMO_TARGET
    if each.target.source:
        yield each.target.source
    if each.answer.get("reason"):
        yield f"ý kiến của đoàn: {each.answer['reason']}"


def _summary(item: Item, results: list[_Result], band: str) -> Iterator[Row]:
    """A total over the units for counts, an average for rates; each says over how many units."""
    known = [each for each in results if each.actual is not None]
    if not known:
        return
    if _is_rate(item):
        mean = sum((each.actual or Decimal(0) for each in known), Decimal(0)) / len(known)
        cells = _summary_cells(f"Bình quân {len(known)} đơn vị", item, None, None, mean)
        yield Row(cells, band, is_total=True)
        return
    terms = _total(known, [each.target.term for each in known])
    milestones = _total(known, [each.target.milestone for each in known])
    actual = _total(known, [each.actual for each in known])
    title = f"Cộng {len(known)} đơn vị"
    yield Row(_summary_cells(title, item, terms, milestones, actual), band, is_total=True)


def _is_rate(item: Item) -> bool:
    """Rates and yearly means cannot be added up."""
    return "%" in item.measure or folded(item.label.vi).startswith(_RATES)


def _total(known: list[_Result], values: list[Decimal | None]) -> Decimal | None:
    """The sum over all of them; None where one is missing, for the sums must be comparable."""
    there = [value for value in values if value is not None]
    return sum(there, Decimal(0)) if len(there) == len(known) else None


def _summary_cells(
    title: str,
    item: Item,
    term: Decimal | None,
    milestone: Decimal | None,
    actual: Decimal | None,
) -> tuple[Cell, ...]:
    mean = actual is not None and _is_rate(item)
    shown = Figure(actual, places=2 if mean else None) if actual is not None else None
    ratios = (_ratio(actual, milestone), _ratio(actual, term))
    return (title, item.measure, _figure(term), _figure(milestone), shown, *ratios, "", "", "")
