"""Whether what the application stands on can be used now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache

import structlog
from sqlalchemy import text

from survey_app.edge import schema
from survey_app.edge.database import db
from survey_app.edge.jobs import queue
from survey_app.edge.stores import photo_store, settings

log = structlog.get_logger()
# Bytes below which a photo that arrives may no longer find room.
LEAST_ROOM = 200 * 1024 * 1024


class NotReady(RuntimeError):
    """Something can be reached, and is not as it should be."""


def checks() -> dict[str, bool]:
    """What works: database, photos, jobs, disk. Why something does not is in the log."""
    asked: dict[str, Callable[[], None]] = {
        "database": _database,
        "photos": lambda: photo_store().check(),
        "jobs": lambda: queue().check(),
        "disk": _disk,
    }
    return {name: _works(name, check) for name, check in asked.items()}


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:
        # Each driver fails in its own way; whoever watches is told which, the log says how.
        db.session.rollback()
        log.exception("not ready", part=name)
        return False
    return True


def _database() -> None:
    found = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    db.session.rollback()
    if found != _newest():
        raise NotReady(f"the database has the shape {found}")


def _disk() -> None:
    free = shutil.disk_usage(settings().data).free
    if free < LEAST_ROOM:
        raise NotReady(f"{free} bytes are free")


@cache
def _newest() -> str:
    return schema.newest()
