"""The application on a real database, the cast on it, and a client that reads every page."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from survey_app.core import clock
from survey_app.core.orm import Base
from survey_app.core.settings import read
from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.edge.limits import limiter
from survey_app.edge.login import LOGIN_LASTS
from survey_app.factory import create_app
from survey_app.tables import ALL
from survey_app.visits import people
from survey_app.visits.models import Person
from tests.support.beginning import Beginning
from tests.support.cast import Cast, assemble
from tests.support.cheaper import without_waiting
from tests.support.databases import on_postgresql, settings_for_tests
from tests.support.pages import read_page
from tests.support.phone import Phone

assert ALL

# What is tried is whether it is right. How fast it is, on a machine that does other things as well,
# would fail by chance; that is what the benchmarks measure.
settings.register_profile("at leisure", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("at leisure")

BEGINNING = "tests.beginning"

BODILESS = (204, 301, 302, 303, 304)


class ReadingClient(FlaskClient):
    """A browser's place in tests: each page it gets must be valid HTML5 with a title."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the request and read what came."""
        kwargs.setdefault("buffered", True)
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in BODILESS:
            read_page(response.get_data(as_text=True))
        return response


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One application for all tests; its database is emptied before each."""
    data = tmp_path_factory.mktemp("data")
    environment = {"SURVEY_DATA": str(data), "SECRET_KEY": "t" * 64} | settings_for_tests()
    made = create_app(read(environment))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    made.test_client_class = ReadingClient
    limiter.enabled = False
    with made.app_context():
        without_waiting(db.engine)
        schema.upgrade()
        db.session.close()
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The cast on an otherwise empty database.

    The people and visits are detached: a test must not hold a transaction over a request.
    """
    return _assembled(app)


@pytest.fixture
def reset(app: Flask) -> Callable[[], Cast]:
    """Begin anew inside a test: the cast on an otherwise empty database, for each example."""
    return lambda: _assembled(app)


@pytest.fixture
def look(app: Flask, cast: Cast) -> Callable[[Any], list[Any]]:
    """Run a select in a transaction of its own and return its scalars."""

    def found(asked: Any) -> list[Any]:
        with app.app_context():
            return list(db.session.scalars(asked).unique())

    return found


@pytest.fixture
def change(app: Flask, cast: Cast) -> Callable[[Callable[[Session], Any]], Any]:
    """Do something to the database in a transaction of its own, and commit."""

    def done(act: Callable[[Session], Any]) -> Any:
        with app.app_context(), writing():
            result = act(db.session)
            db.session.commit()
            return result

    return done


@pytest.fixture
def client(app: Flask, cast: Cast) -> FlaskClient:
    """Somebody who is not signed in."""
    return app.test_client()


@pytest.fixture
def token(change: Callable[[Callable[[Session], Any]], Any]) -> Callable[[Person], str]:
    """A bearer token for a person."""

    def made(person: Person) -> str:
        secret: str = change(lambda session: _signed_in(session, person))
        return secret

    return made


@pytest.fixture
def phone(client: FlaskClient, cast: Cast, token: Callable[[Person], str]) -> Callable[..., Phone]:
    """The phone of a person, An's by default, on the first visit unless told another."""

    def made(person: Person | None = None, visit: Any = None) -> Phone:
        return Phone(client, token(person or cast.an), (visit or cast.visit).key)

    return made


@pytest.fixture
def desk(app: Flask, token: Callable[[Person], str]) -> Callable[[Person], FlaskClient]:
    """A browser in which this person is signed in."""

    def made(person: Person) -> FlaskClient:
        browser = app.test_client()
        with browser.session_transaction() as kept:
            kept["_user_id"] = token(person)
            kept["_fresh"] = True
        return browser

    return made


@pytest.fixture
def data_folder(app: Flask) -> Path:
    """Where the application keeps its files."""
    folder: Path = app.extensions["settings"].data
    shutil.rmtree(folder / "reports", ignore_errors=True)
    return folder


def _signed_in(session: Session, person: Person) -> str:
    secret, _ = people.open_login(session, person, at=clock.now(), lasts=LOGIN_LASTS)
    return secret


def _assembled(app: Flask) -> Cast:
    beginning: Beginning | None = app.extensions.get(BEGINNING)
    if beginning is not None:
        return beginning.again()
    (app.extensions["settings"].data / "audit.head").unlink(missing_ok=True)
    with app.app_context(), writing():
        _empty()
        made = assemble(db.session)
        db.session.expunge_all()
        file = db.engine.url.database
    if not on_postgresql():
        app.extensions[BEGINNING] = Beginning(Path(file or ""), made)
    return made


def _empty() -> None:
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        db.session.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    else:
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(table.delete())
    db.session.commit()


def pytest_collection_finish() -> None:
    """What was imported and collected stays: nobody need look for garbage in it again."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the figures of the tests that have some, also where other processes ran them."""
    for report in terminalreporter.getreports("passed"):
        for name, words in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(str(words))
