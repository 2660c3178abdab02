"""Models and migrations agree, up and down."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from survey_app.core.orm import Base
from survey_app.edge.schema import config
from survey_app.tables import ALL

assert ALL


@pytest.fixture
def engine(tmp_path) -> Iterator[Engine]:
    """An empty database of the kind under test."""
    url = os.environ.get("TEST_DATABASE_URL", "").replace("postgresql://", "postgresql+psycopg://")
    made = create_engine(url or f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with made.begin() as connection:
        _empty(connection)
    yield made
    with made.begin() as connection:
        _empty(connection)
        if url:
            # The other tests of this run go on with the tables.
            command.upgrade(config(connection), "head")
    made.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(engine):
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_every_migration_can_be_taken_back(engine):
    with engine.begin() as connection:
        command.upgrade(config(connection), "head")
        command.downgrade(config(connection), "base")

        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_the_migrations_are_one_line_of_numbers(engine):
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(config(connection))

    revisions = [each.revision for each in script.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert len(script.get_heads()) == 1


def _empty(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
