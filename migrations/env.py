"""Alembic's entry: runs the migrations on the connection that the application hands over."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from survey_app.core.orm import Base
from survey_app.tables import ALL

assert ALL  # importing it is what makes Base know every table


def plain_type(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Migrations name plain column types, so that they outlive the code of today."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """Upgrade or compare in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=plain_type,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
