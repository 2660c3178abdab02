"""Which database a test world gets: SQLite in its folder, or one of its own on PostgreSQL.

With ``TEST_DATABASE_URL`` the whole suite runs on PostgreSQL. The database that it names is where
the others are made from; its role has to be allowed to make them (CREATEDB).
"""

from __future__ import annotations

import atexit
import os
import subprocess
from functools import cache
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Engine, create_engine, make_url

VARIABLE = "TEST_DATABASE_URL"


def on_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return bool(os.environ.get(VARIABLE))


def settings_for_tests() -> dict[str, str]:
    """What the environment of a new test world says of its database: an empty one of its own."""
    return {"DATABASE_URL": new_database()} if on_postgresql() else {}


def new_database() -> str:
    """The address of a new database, gone when the tests end."""
    name = f"{_server().database}_{os.getpid()}_{uuid4().hex[:8]}"
    _order(f'CREATE DATABASE "{name}"')
    atexit.register(_order, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    return _server().set(drivername="postgresql", database=name).render_as_string(False)


def dump(address: str, file: Path) -> None:
    """PostgreSQL's own backup of a database that is in use."""
    _tool("pg_dump", "--format=custom", f"--file={file}", f"--dbname={_plain(address)}")


def restore(address: str, file: Path) -> None:
    """Bring a database back to what the backup says."""
    _tool("pg_restore", "--clean", "--if-exists", f"--dbname={_plain(address)}", str(file))


def driver_url(address: str) -> str:
    """The address with the driver that the application uses."""
    return make_url(address).set(drivername="postgresql+psycopg").render_as_string(False)


def _server() -> URL:
    return make_url(os.environ[VARIABLE])


@cache
def _engine(pid: int) -> Engine:
    assert pid == os.getpid()
    return create_engine(driver_url(os.environ[VARIABLE]), isolation_level="AUTOCOMMIT")


def _order(statement: str) -> None:
    with _engine(os.getpid()).connect() as connection:
        connection.exec_driver_sql(statement)


def _plain(address: str) -> str:
    return make_url(address).set(drivername="postgresql").render_as_string(False)


def _tool(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)
