"""Rows as lines of JSON, which SQLite and PostgreSQL take back alike."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, String, Table, Uuid, select
from sqlalchemy.engine import Connection
from sqlalchemy.types import TypeEngine

from survey_app.core.orm import Millionths, UtcDateTime, Word

AT_ONCE = 500

Change = Callable[[Any], Any]


def _as_it_is(value: object) -> object:
    return value


def _word(value: StrEnum) -> str:
    return value.value


# How a value of a column is written, and how it is read.
CODECS: dict[type[TypeEngine[Any]], tuple[Change, Change]] = {
    UtcDateTime: (datetime.isoformat, datetime.fromisoformat),
    Millionths: (str, Decimal),
    Word: (_word, _as_it_is),
    Date: (date.isoformat, date.fromisoformat),
    Uuid: (str, UUID),
    LargeBinary: (lambda value: b64encode(value).decode(), b64decode),
    Boolean: (_as_it_is, _as_it_is),
    Integer: (_as_it_is, _as_it_is),
    String: (_as_it_is, _as_it_is),
    JSON: (_as_it_is, _as_it_is),
}


def codec(column_type: TypeEngine[Any]) -> tuple[Change, Change]:
    """How values of this type are written and read; TypeError for a type that nobody thought of."""
    for kind in type(column_type).__mro__:
        if kind in CODECS:
            return CODECS[kind]
    raise TypeError(f"no way to back up a column of {type(column_type).__name__}")


def columns_of(table: Table) -> list[str]:
    """The columns of a table in the order in which its lines have them."""
    return [str(column.name) for column in table.columns]


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of a table, a line each, in the order of its key."""
    write = [codec(column.type)[0] for column in table.columns]
    asked = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(asked):
        values = [
            None if value is None else change(value)
            for change, value in zip(write, row, strict=True)
        ]
        yield orjson.dumps(values) + b"\n"


def rows_of(table: Table, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The rows that these lines are."""
    read = [(column.key, codec(column.type)[1]) for column in table.columns]
    for line in lines:
        yield {
            key: None if value is None else change(value)
            for (key, change), value in zip(read, orjson.loads(line), strict=True)
        }
