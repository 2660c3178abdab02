"""The tables that units filled in themselves, one below the other, as they wrote them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from forms.definition import Checklist, Format, Item, Kind
from forms.definition import Column as Asked
from survey_app.evaluations import wording
from survey_app.evaluations.content import Align, Cell, Column, Figure, Row, Table, cell_text, tidy
from survey_app.evaluations.facts import Facts, VisitFacts
from survey_app.evaluations.indicators import by_checklist

# What a page on its side has for the columns of a unit, mm; no column is narrower than the least.
_ROOM = 205.0
_NARROWEST = 16.0
_WIDEST = 95.0
_MM_PER_CHARACTER = 1.65


def unit_tables(facts: Facts) -> tuple[Table, ...]:
    """A table for each table item of each checklist version that some included visit filled in."""
    return tuple(
        table
        for checklist, visits in by_checklist(facts)
        for item in (each for _, each in checklist.items())
        if item.kind is Kind.TABLE and item.columns
        for table in _table(facts, checklist, item, visits)
    )


def _table(
    facts: Facts, checklist: Checklist, item: Item, visits: tuple[VisitFacts, ...]
) -> Iterator[Table]:
    rows = tuple(
        Row((tidy(wording.short(visit.unit)), *(_cell(column, told) for column in item.columns)))
        for visit in visits
        for told in _told(facts.answers.get(visit.id, {}).get(item.code, {}))
    )
    if rows:
        yield Table(
            title=tidy(f"{item.label.vi} – {checklist.title.vi}"),
            columns=tuple(_columns(item, rows)),
            rows=rows,
            notes=(wording.AS_THE_UNIT_WROTE,),
            wide=True,
            about=tidy(f"{checklist.title.vi} ({item.code})"),
        )


def _columns(item: Item, rows: Sequence[Row]) -> Iterator[Column]:
    """Columns as wide as what stands in them wants, so that most rows are a line."""
    yield Column("Đơn vị", 46, sticky=True)
    wanted = [
        _wanted(column, [cell_text(row.cells[place]) for row in rows])
        for place, column in enumerate(item.columns, start=1)
    ]
    # Only what is wider than it must be can give way.
    least = _NARROWEST * len(wanted)
    scale = min(max(_ROOM - least, 0) / max(sum(wanted) - least, 1), 1.0)
    for column, width in zip(item.columns, wanted, strict=True):
        is_number = column.format in (Format.INTEGER, Format.DECIMAL)
        align = Align.RIGHT if is_number else Align.LEFT
        yield Column(tidy(column.label.vi), _NARROWEST + (width - _NARROWEST) * scale, align)


def _wanted(column: Asked, texts: Sequence[str]) -> float:
    """The width (mm) of the longest text of a column; its heading may stand on three lines."""
    longest = max([len(column.label.vi) / 3, *map(len, texts)])
    return min(max(longest * _MM_PER_CHARACTER + 4, _NARROWEST), _WIDEST)


def _told(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of an answer; a bare list is rows alone, a bare number a level without rows."""
    value = answer.get("value")
    rows = value.get("rows") if isinstance(value, Mapping) else value
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and any(row.values()):
            yield row


def _cell(column: Asked, told: Mapping[str, Any]) -> Cell:
    """What the unit wrote: a number or a day where it is one, else its words."""
    words = tidy(str(told.get(column.code) or ""))
    try:
        if words and column.format in (Format.INTEGER, Format.DECIMAL):
            number = Decimal(words)
            return Figure(number) if number.is_finite() else words
        if words and column.format is Format.DATE:
            return date.fromisoformat(words)
    except (InvalidOperation, ValueError):
        return words
    return words
