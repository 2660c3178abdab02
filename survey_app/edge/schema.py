"""Bringing the database to the present shape, and the first epoch with it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from survey_app.core import clock
from survey_app.edge.database import db, writing
from survey_app.fieldwork.queries import current_epoch
from survey_app.fieldwork.service import begin_epoch

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
UNBORN = "unborn"


def config(connection: Connection) -> Config:
    """Alembic's configuration for this connection; there is no ini file to keep in step."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    made.attributes["connection"] = connection
    return made


def upgrade(target: str = "head") -> None:
    """Run the migrations that are missing; a new database gets its first epoch."""
    with writing(), db.engine.begin() as connection:
        upgrade_on(connection, target)
    with writing():
        if current_epoch(db.session) == UNBORN:
            begin_epoch(db.session, at=clock.now())
        db.session.commit()


def upgrade_on(connection: Connection, target: str = "head") -> None:
    """Run the migrations that are missing in the transaction of this connection."""
    command.upgrade(config(connection), target)


def newest() -> str:
    """The shape that this version wants."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(made).get_current_head() or ""
