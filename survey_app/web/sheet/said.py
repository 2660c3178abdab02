"""An answer in words, as a page prints it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from forms.answers import Answer, Attendee, InvalidAnswer, Table, check_answer, top_level
from forms.definition import Format, Item, Kind
from survey_app.web.filters import day, figure, words
from survey_app.web.speech import say
from survey_app.web.words import OUTLOOKS


def said(item: Item, wire: Mapping[str, Any] | None) -> str:
    """The answer in words; what was never valid is shown as it came."""
    if wire is None:
        return ""
    try:
        answer = check_answer(item, wire)
    except InvalidAnswer:
        return str(wire.get("value", ""))
    if answer.not_applicable:
        return say("KAD: %(reason)s", reason=answer.not_applicable)
    return "; ".join([_value(item, answer.value), *_beside(item, answer)]).strip("; ")


def ability_words(item: Item, wire: Mapping[str, Any]) -> str:
    """The ability to complete that an answer judges, with its grounds; nothing where none is."""
    try:
        judged = check_answer(item, wire).ability
    except InvalidAnswer:
        return ""
    if judged is None:
        return ""
    return (
        f"{OUTLOOKS[judged.outlook]}: {judged.reason}"
        if judged.reason
        else str(OUTLOOKS[judged.outlook])
    )


def chosen_level(item: Item, wire: Mapping[str, Any] | None) -> int | None:
    """The level that an answer names, for showing it in the rubric."""
    value = _checked(item, wire)
    level = value.level if isinstance(value, Table) else value
    return level if isinstance(level, int) and item.levels else None


def table_rows(item: Item, wire: Mapping[str, Any] | None) -> tuple[tuple[str, ...], ...]:
    """The rows of a table's answer, cell by cell in the order of its columns."""
    value = _checked(item, wire)
    if not isinstance(value, Table):
        return ()
    codes = [column.code for column in item.columns]
    return tuple(tuple(str(dict(row).get(code, "")) for code in codes) for row in value.rows)


def _checked(item: Item, wire: Mapping[str, Any] | None) -> object:
    if wire is None:
        return None
    try:
        return check_answer(item, wire).value
    except InvalidAnswer:
        return None


def _value(item: Item, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Table):
        return _table(item, value)
    if isinstance(value, tuple):
        return _attendees(value)
    if item.kind is Kind.SCALE:
        return _level(item, value)
    if isinstance(value, Decimal):
        return _number(item, value)
    if item.kind is Kind.TEXT:
        return _text(item, str(value))
    if item.kind is Kind.CHOICE:
        return next((words(each.label) for each in item.options if each.code == value), str(value))
    return {"yes": say("Có"), "no": say("Không")}.get(str(value), str(value))


def _level(item: Item, level: object) -> str:
    return say("Mức %(level)s/%(top)s", level=level, top=top_level(item))


def _text(item: Item, text: str) -> str:
    """A typed text; days and numbers as they are written in Vietnam."""
    match item.format:
        case Format.DATE:
            return day(date.fromisoformat(text))
        case Format.INTEGER | Format.DECIMAL:
            return figure(Decimal(text))
        case _:
            return text


def _number(item: Item, value: Decimal) -> str:
    if item.kind is Kind.INDICATOR:
        return f"{figure(value)} {item.measure}".strip()
    return say("%(points)s điểm", points=figure(value))


def _table(item: Item, table: Table) -> str:
    rows = say("%(count)s dòng", count=len(table.rows))
    return rows if table.level is None else f"{_level(item, table.level)}; {rows}"


def _attendees(people: tuple[object, ...]) -> str:
    named = (each for each in people if isinstance(each, Attendee))
    return "; ".join(
        f"{each.name} ({each.position})" if each.position else each.name for each in named
    )


def _beside(item: Item, answer: Answer) -> list[str]:
    out = []
    if answer.baseline is not None:
        out.append(
            say("đầu kỳ %(number)s", number=f"{figure(answer.baseline)} {item.measure}".strip())
        )
    if answer.judged is not None:
        out.append(say("chấm %(points)s điểm", points=figure(answer.judged)))
    return out
