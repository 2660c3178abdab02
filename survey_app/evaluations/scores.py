"""The tables of scores: units by section inside one checklist version, and shares across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from forms.definition import Checklist, Section, SectionKind
from survey_app.core.vietnamese import number
from survey_app.evaluations import wording
from survey_app.evaluations.content import Align, Cell, Column, Figure, Row, Table, tidy
from survey_app.evaluations.facts import Facts, ScoreFacts, VisitFacts
from survey_app.evaluations.indicators import by_checklist

_UNIT = Column("Đơn vị", 44, sticky=True)
_HUNDRED = Decimal(100)


def score_tables(facts: Facts) -> tuple[Table, ...]:
    """A table for each checklist version with scores; then, for several, one of shares only."""
    tables = [
        _table(facts, checklist, scored)
        for checklist, visits in by_checklist(facts)
        if (scored := _scored(facts, visits))
    ]
    return (*tables, *_across(facts)) if len(tables) > 1 else tuple(tables)


def _scored(
    facts: Facts, visits: Iterable[VisitFacts]
) -> tuple[tuple[VisitFacts, ScoreFacts], ...]:
    return tuple((visit, facts.scores[visit.id]) for visit in visits if visit.id in facts.scores)


def _table(
    facts: Facts, checklist: Checklist, scored: Sequence[tuple[VisitFacts, ScoreFacts]]
) -> Table:
    sections = [each for each in checklist.sections if each.kind is SectionKind.BASE]
    rows = [_row(facts, sections, visit, score) for visit, score in scored]
    if len(scored) > 1:
        rows.append(_mean_row(facts, sections, [score for _, score in scored]))
    return Table(
        title=f"Điểm theo đơn vị – {checklist.title.vi} (phiên bản {checklist.version})",
        columns=tuple(_columns(facts, sections)),
        rows=tuple(rows),
        notes=("; ".join(_legend(sections)) + ".", wording.WITHIN_ONE_CHECKLIST),
        wide=True,
        about=tidy(checklist.title.vi),
    )


def _columns(facts: Facts, sections: Iterable[Section]) -> Iterator[Column]:
    yield _UNIT
    for section in sections:
        yield Column(f"Điểm {section.code}", 12.5, Align.RIGHT)
        yield Column(f"{section.code} (%)", 13.5, Align.RIGHT)
    yield Column("Tổng điểm", 14, Align.RIGHT)
    if facts.round.shows_level:
        yield Column("Mức độ thực hiện", 30)
    yield Column("Đã chấm", 13, Align.CENTRE)
    yield Column("Lớp điểm", 21)


def _row(facts: Facts, sections: Iterable[Section], visit: VisitFacts, score: ScoreFacts) -> Row:
    cells: list[Cell] = [tidy(wording.short(visit.unit))]
    for section in sections:
        cells += [_points(score, section.code), _percent(share_of(score, section.code))]
    cells.append(None if score.total is None else Figure(score.total, places=2))
    if facts.round.shows_level:
        cells.append(tidy(score.level))
    cells += [f"{score.scored}/{score.scorable}", wording.LAYERS[score.layer]]
    return Row(tuple(cells))


def _mean_row(facts: Facts, sections: Iterable[Section], scores: Sequence[ScoreFacts]) -> Row:
    """Averages of shares, each over the units that have one, and of the totals."""
    totals = [score.total for score in scores if score.total is not None]
    cells: list[Cell] = [f"Bình quân {len(totals)} đơn vị"]
    for section in sections:
        shares = [share_of(score, section.code) for score in scores]
        cells += [None, _percent(mean([each for each in shares if each is not None]))]
    average = mean(totals)
    cells.append(None if average is None else Figure(average, places=2))
    if facts.round.shows_level:
        cells.append(None)
    return Row((*cells, None, None), is_total=True)


def share_of(score: ScoreFacts, section: str) -> Decimal | None:
    """A section's score in percent of its points; None where nothing of it was scored."""
    found = score.sections.get(section)
    if found is None or found.score is None or not found.points:
        return None
    return found.score * _HUNDRED / found.points


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The average, or None of nothing."""
    return sum(values, Decimal(0)) / len(values) if values else None


def _points(score: ScoreFacts, section: str) -> Figure | None:
    found = score.sections.get(section)
    return Figure(found.score, places=2) if found and found.score is not None else None


def _percent(value: Decimal | None) -> Figure | None:
    return None if value is None else Figure(value, places=1, percent=True)


def _legend(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        points = "" if section.points is None else f" ({number(section.points)} điểm)"
        yield tidy(f"{section.code}: {section.title.vi}{points}")


def _across(facts: Facts) -> Iterator[Table]:
    """Kinds of unit side by side, as shares of the total only: their checklists differ."""
    columns = (
        Column("Loại phiếu", 75, sticky=True),
        Column("Số đơn vị", 20, Align.CENTRE),
        Column("Bình quân", 23, Align.RIGHT),
        Column("Cao nhất", 23, Align.RIGHT),
        Column("Thấp nhất", 23, Align.RIGHT),
    )
    rows = []
    for checklist, visits in by_checklist(facts):
        totals = [score.total for _, score in _scored(facts, visits) if score.total is not None]
        if totals:
            shown = (mean(totals), max(totals), min(totals))
            name = f"{checklist.title.vi} (phiên bản {checklist.version})"
            rows.append(Row((name, Figure(Decimal(len(totals))), *map(_percent, shown))))
    yield Table(
        "Tỷ lệ tổng điểm theo loại phiếu", columns, tuple(rows), (wording.ACROSS_CHECKLISTS,)
    )
