"""The base of every table, and the column types that SQLite and PostgreSQL store alike."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_PLACES = 6
_LARGEST = 2**63 - 1


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Only aware datetimes go in; UTC comes out, also where a database has no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a time without its zone is a fault of ours and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """As an aware time in UTC."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Word(TypeDecorator[Any]):
    """A member of a StrEnum, stored as its value. Migrations see a plain string."""

    impl = String
    cache_ok = True

    def __init__(self, enum: type[StrEnum], length: int = 32) -> None:
        super().__init__(length)
        self.enum = enum
        self._members = {member.value: member for member in enum}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The member's value; a word that is no member raises ValueError."""
        return None if value is None else self.enum(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member; a word that is none of them raises KeyError."""
        return None if value is None else self._members[value]


class Millionths(TypeDecorator[Decimal]):
    """A decimal with at most six places, kept exact on every database as whole millionths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Whole millionths; more than six places raise ValueError."""
        if value is None:
            return None
        scaled = value.scaleb(_PLACES)
        if scaled != scaled.to_integral_value() or abs(scaled) > _LARGEST:
            raise ValueError(f"{value} does not fit into millionths")
        return int(scaled)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """The decimal again."""
        return None if value is None else Decimal(value).scaleb(-_PLACES).normalize()


class Base(DeclarativeBase):
    """Every table; constraints have names so that a violation can be told by its name."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map = {datetime: UtcDateTime, str: Text}  # noqa: RUF012 - read by SQLAlchemy
