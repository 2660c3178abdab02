"""Rows as they are kept, for who verifies them: a row that cannot be read is told, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from survey_app.core.orm import Base

_AT_ONCE = 2_000
# Whoever writes into the file itself may leave a word that is none of ours, a day that no calendar
# has, bytes that are no text.
_UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, OperationalError)

Kept = Mapping[str, Any]


def rows_as_kept(session: Session, name: str, key: str = "id") -> Iterator[tuple[int, Kept | None]]:
    """Every row of a table by its key, in order; None for one that is not what it was made as."""
    table = Base.metadata.tables[name]
    column = table.c[key]
    keys = session.scalars(select(column).order_by(column)).all()
    for first in range(0, len(keys), _AT_ONCE):
        part = keys[first : first + _AT_ONCE]
        try:
            found = _between(session, table, column, part[0], part[-1])
        except _UNREADABLE:
            found = {each: _alone(session, table, column, each) for each in part}
        yield from found.items()


def _between(
    session: Session, table: Table, column: Column[Any], first: int, last: int
) -> dict[int, Kept | None]:
    asked = select(table).where(column.between(first, last)).order_by(column)
    found = (row._asdict() for row in session.execute(asked))
    return {row[column.name]: row for row in found}


def _alone(session: Session, table: Table, column: Column[Any], key: int) -> Kept | None:
    try:
        return _between(session, table, column, key, key)[key]
    except _UNREADABLE:
        return None
