"""The bare value of an answer, kind by kind; ``forms.answers`` has what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from forms import wire
from forms.canonical import plain_number
from forms.definition import Column, Format, Item, Kind
from forms.refusals import ECHO_LIMIT, InvalidAnswer, refuse

ROWS_LIMIT = 500
NAME_LIMIT = 500
DEFAULT_TOP_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by column code, cells as text; ``level`` is the completeness where it is scored."""

    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who took part, with their position where it was written."""

    name: str
    position: str = ""


Value: TypeAlias = str | int | Decimal | Table | tuple[Attendee, ...]


def check_value(item: Item, raw: object) -> Value | None:
    """The bare value as checked for this item, None where it says nothing."""
    return None if wire.is_blank(raw) else _CHECKS[item.kind](item, raw)


def top_level(item: Item) -> int:
    """L of a scale: the highest level it states, 4 where it states none."""
    return max((level.value for level in item.levels), default=DEFAULT_TOP_LEVEL)


def in_points(item: Item) -> bool:
    """Whether it is answered with points rather than yes or no (``bonus`` and ``penalty``)."""
    return item.step is not None


def within_points(item: Item, raw: object) -> Decimal:
    """A number from 0 to the item's points."""
    value = wire.number(raw)
    points = item.points or Decimal(0)
    if value > points:
        raise refuse("points_range", points=plain_number(points))
    return value


def _yes_no(_item: Item, raw: object) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if raw not in ("yes", "no"):
        raise refuse("yes_no_value")
    return str(raw)


def _level(item: Item, raw: object) -> int:
    top = top_level(item)
    try:
        level = wire.whole_number(raw)
    except InvalidAnswer as error:
        raise refuse("scale_level", top=top) from error
    if not 0 <= level <= top:
        raise refuse("scale_level", top=top)
    return level


def _points(item: Item, raw: object) -> Decimal:
    value = within_points(item, raw)
    if item.step and value % item.step:
        raise refuse("points_step", step=plain_number(item.step))
    return value


def _yes_no_or_points(item: Item, raw: object) -> Value:
    return _points(item, raw) if in_points(item) else _yes_no(item, raw)


def _option(item: Item, raw: object) -> str:
    code = wire.words(raw)
    if all(option.code != code for option in item.options):
        raise refuse("choice_option", option=code[:ECHO_LIMIT])
    return code


def _actual(_item: Item, raw: object) -> Decimal:
    return wire.number(raw)


def _text(item: Item, raw: object) -> str:
    return _formatted(item.format, raw)


def _formatted(form: Format, raw: object) -> str:
    match form:
        case Format.INTEGER:
            return str(wire.whole_number(raw))
        case Format.DECIMAL:
            return plain_number(wire.signed_number(raw))
        case Format.DATE:
            return wire.day(raw)
        case Format.TEXT:
            return wire.words(raw)


def _table(item: Item, raw: object) -> Table | None:
    if isinstance(raw, Mapping):
        for key in raw:
            if key not in ("rows", "level"):
                raise refuse("answer_key", key=str(key)[:ECHO_LIMIT])
        table = Table(_rows(item, raw.get("rows")), _table_level(item, raw.get("level")))
    elif isinstance(raw, (list, tuple)):
        table = Table(_rows(item, raw))
    else:
        table = Table(level=_table_level(item, raw))
    return table if table.rows or table.level is not None else None


def _table_level(item: Item, raw: object) -> int | None:
    if wire.is_blank(raw):
        return None
    if not item.levels:
        raise refuse("table_level")
    return _level(item, raw)


def _rows(item: Item, raw: object) -> tuple[tuple[tuple[str, str], ...], ...]:
    if raw is None:
        return ()
    if not isinstance(raw, (list, tuple)):
        raise refuse("table_shape")
    if len(raw) > ROWS_LIMIT:
        raise refuse("list_length", limit=ROWS_LIMIT)
    columns = {column.code: column for column in item.columns}
    return tuple(_row(columns, row) for row in raw)


def _row(columns: Mapping[str, Column], raw: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(raw, Mapping):
        raise refuse("table_shape")
    for code in raw:
        if code not in columns:
            raise refuse("table_column", column=str(code)[:ECHO_LIMIT])
    return tuple(
        (code, _formatted(column.format, raw[code]))
        for code, column in columns.items()
        if code in raw and not wire.is_blank(raw[code])
    )


def _attendees(_item: Item, raw: object) -> tuple[Attendee, ...]:
    if not isinstance(raw, (list, tuple)):
        raise refuse("attendees_shape")
    if len(raw) > ROWS_LIMIT:
        raise refuse("list_length", limit=ROWS_LIMIT)
    return tuple(_attendee(n, each) for n, each in enumerate(raw, start=1))


def _attendee(row: int, raw: object) -> Attendee:
    if not isinstance(raw, Mapping) or not set(raw) <= {"name", "position"}:
        raise refuse("attendees_shape")
    if wire.is_blank(raw.get("name")):
        raise refuse("attendee_name", row=row)
    position = raw.get("position")
    return Attendee(
        name=wire.words(raw["name"], NAME_LIMIT),
        position="" if position is None else wire.words(position, NAME_LIMIT),
    )


_CHECKS: dict[Kind, Callable[[Item, object], Value | None]] = {
    Kind.SCALE: _level,
    Kind.YES_NO: _yes_no,
    Kind.POINTS: _points,
    Kind.CHOICE: _option,
    Kind.INDICATOR: _actual,
    Kind.TEXT: _text,
    Kind.TABLE: _table,
    Kind.ATTENDEES: _attendees,
    Kind.BONUS: _yes_no_or_points,
    Kind.PENALTY: _yes_no_or_points,
}
