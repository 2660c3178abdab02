"""Inserting what may be there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from survey_app.core.orm import Base

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Statement:
    """An insert as the driver takes it, and how to write each of its values for that driver."""

    sql: str
    columns: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    is_positional: bool

    def parameters(self, rows: Rows) -> list[Any]:
        """The values of the rows, in the driver's form."""
        columns = [_written([row[name] for row in rows], write) for name, write in self.columns]
        values = zip(*columns, strict=True)
        if self.is_positional:
            return list(values)
        names = [name for name, _ in self.columns]
        return [dict(zip(names, each, strict=True)) for each in values]


def insert_new(
    session: Session | Connection, model: type[Base], rows: Rows, unique: Sequence[str]
) -> int:
    """Insert what is new; whether it is new is the unique key's decision, not a look before.

    All rows have the same columns. Returns how many went in.
    """
    connection = session if isinstance(session, Connection) else session.connection()
    table, columns = cast(Table, model.__table__), tuple(rows[0])
    # Put together once for these columns, and its rows are handed to the driver as they are: for
    # fifty rows, SQLAlchemy's own way takes longer than the database.
    statement = _statement(connection.dialect, table, columns, tuple(unique))
    done = connection.exec_driver_sql(
        statement.sql,
        statement.parameters(rows),
        execution_options={"preserve_rowcount": True},
    )
    return done.rowcount


@lru_cache(maxsize=64)
def _statement(
    dialect: Dialect, table: Table, columns: tuple[str, ...], unique: tuple[str, ...]
) -> _Statement:
    make = postgresql if dialect.name == "postgresql" else sqlite
    insert = make.insert(table).on_conflict_do_nothing(index_elements=list(unique)).inline()
    compiled = insert.compile(dialect=dialect, column_keys=list(columns))
    names = compiled.positiontup if compiled.positional else columns
    return _Statement(
        str(compiled),
        tuple((name, _writer(table, name, dialect)) for name in names or ()),
        compiled.positional,
    )


def _writer(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)


def _written(values: list[Any], write: Callable[[Any], Any] | None) -> list[Any]:
    """A column as the driver takes it; most columns say the same few things again and again."""
    if write is None:
        return values
    known = {each: write(each) for each in set(values)}
    return [known[each] for each in values]
