"""Inserting what may be there already."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey_app.core.orm import Base

T = TypeVar("T")


def insert_new(
    session: Session,
    model: type[Base],
    rows: list[dict[str, Any]],
    unique: list[str],
    returning: InstrumentedAttribute[T] | None = None,
) -> list[T]:
    """Insert what is new; whether it is new is the unique key's decision, not a look before."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(model).on_conflict_do_nothing(index_elements=unique)
    if returning is None:
        session.execute(statement, rows)
        return []
    return list(session.scalars(statement.values(rows).returning(returning)))
