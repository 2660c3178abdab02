"""Inserting what may be there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from survey_app.core.orm import Base


def insert_new(
    session: Session,
    model: type[Base],
    rows: list[dict[str, Any]],
    unique: list[str],
    returning: Sequence[str] = (),
) -> list[Row[Any]]:
    """Insert what is new; whether it is new is the unique key's decision, not a look before.

    Returns these columns of the rows that went in.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    table = cast(Table, model.__table__)
    # The rows are given beside the statement, so that it is compiled once for any number of them;
    # and it is the table's, not the class's, since they need nothing of the ORM.
    statement = dialect.insert(table).on_conflict_do_nothing(index_elements=unique)
    if not returning:
        session.execute(statement, rows)
        return []
    columns = [table.c[name] for name in returning]
    return list(session.execute(statement.returning(*columns), rows))
