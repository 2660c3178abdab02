"""Models and migrations agree, up and down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect

from survey_app.core.orm import Base
from survey_app.edge.schema import config
from survey_app.tables import ALL
from tests.support import databases

assert ALL


@pytest.fixture
def engine(tmp_path) -> Iterator[Engine]:
    """An empty database of the kind under test."""
    made = create_engine(
        databases.driver_url(databases.new_database())
        if databases.on_postgresql()
        else f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    )
    yield made
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
