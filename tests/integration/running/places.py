"""A second installation beside the one of all tests: where a backup is restored to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from survey_app.core.settings import read
from survey_app.edge.database import db
from survey_app.edge.limits import limiter
from survey_app.factory import create_app
from tests.support.databases import settings_for_tests

SECRET = "t" * 64


@contextmanager
def new_place(data: Path, **settings: str) -> Iterator[Flask]:
    """An installation in this folder, with an empty database and the secret of all tests."""
    own = {"SURVEY_DATA": str(data), "SECRET_KEY": SECRET} | settings_for_tests() | settings
    made = create_app(read({name: value for name, value in own.items() if value}))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    limiter.enabled = False
    yield made
    with made.app_context():
        db.session.close()
        db.engine.dispose()


def run(app: Flask, *words: object) -> tuple[int, str]:
    """Run a command of the application: how it ended, and what it said."""
    ended = app.test_cli_runner().invoke(args=[str(word) for word in words])
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.output


def restored(place: Flask, file: Path) -> str:
    """Restore, and what the command said."""
    code, said = run(place, "backup", "restore", file)
    assert code == 0, said
    return said
