"""The database for a request: engine, pragmas, and the line in which SQLite's writers wait."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import ConnectionPoolEntry

from survey_app.core.settings import Settings
from survey_app.edge.auditing import Audited

# WAL below this version can corrupt a database when a checkpoint meets a restart of the log.
FIRST_SAFE_WAL = (3, 51, 3)

db = SQLAlchemy(session_options={"expire_on_commit": False, "class_": Audited})
_writing: ContextVar[bool] = ContextVar("writing", default=False)


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """The journal that this SQLite may be trusted with."""
    return "WAL" if version >= FIRST_SAFE_WAL else "TRUNCATE"


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun in here will write: on SQLite they take their place in line at once."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def set_up(app: Flask, settings: Settings) -> None:
    """Bind the database to the application."""
    # A statement that failed is logged without what it was to store.
    options: dict[str, Any] = {"url": settings.database_url, "hide_parameters": True}
    if settings.is_sqlite:
        options["connect_args"] = {"timeout": 30, "check_same_thread": False}
    else:
        options |= {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20}
    app.config["SQLALCHEMY_ENGINES"] = {"default": options}
    db.init_app(app)
    # The library closes sessions of asyncio after each request as well. We have none, and going
    # there and back costs a tenth of a small request.
    app.teardown_appcontext_funcs[:] = [
        each for each in app.teardown_appcontext_funcs if not iscoroutinefunction(each)
    ]
    with app.app_context():
        if settings.is_sqlite:
            tune_sqlite(db.engine, settings.data / "writer.lock")
        else:
            event.listen(db.engine, "handle_error", _without_values)


def _without_values(context: ExceptionContext) -> None:
    """Leave of what PostgreSQL says only the sentence: below it stands the row with its values."""
    said, fault = context.sqlalchemy_exception, context.original_exception
    sentence = getattr(getattr(fault, "diag", None), "message_primary", None)
    if said is None or sentence is None:
        return
    fault.args = (sentence,)
    said.args = (f"({type(fault).__name__}) {sentence}", *said.args[1:])


def tune_sqlite(engine: Engine, lock_file: Path) -> None:
    """Durable commits, foreign keys, and one writer at a time.

    Without the lock, waiting writers sleep and retry inside SQLite, and the slowest of sixteen
    waits twice as long.
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA journal_mode={journal_mode()}")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        if not _writing.get():
            connection.exec_driver_sql("BEGIN")
            return
        fd = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(fd, fcntl.LOCK_EX)
        connection.info["writer_lock"] = fd
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def _returned(_: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
        fd = record.info.pop("writer_lock", None)
        if fd is not None:
            os.close(fd)
