"""A visit that went the whole way, and a way into its database that asks nobody."""

import os
import sqlite3

import pytest

from survey_app.audit.verifying import verify
from survey_app.edge import auditing
from survey_app.edge.database import db
from survey_app.fieldwork.rules import Layer
from survey_app.reviews.rules import Agree, Confirm, Open, Return, ReturnLine
from tests.support.desk import full_visit
from tests.support.moving import World


@pytest.fixture
def faults(app):
    """What verification finds now."""

    def found():
        with app.app_context():
            return verify(db.session, auditing.anchored(), key=auditing.key())

    return found


@pytest.fixture
def behind(app):
    """The database file, open without the application: no key, no checks."""
    if os.environ.get("TEST_DATABASE_URL"):
        # Rows that others name are deleted from outside: PostgreSQL lets only a superuser do that.
        pytest.skip("tampering needs the superuser on PostgreSQL")
    connection = sqlite3.connect(app.extensions["settings"].data / "survey.sqlite3")
    connection.row_factory = sqlite3.Row
    connection.isolation_level = None
    yield connection
    connection.close()


@pytest.fixture
def tamper(behind):
    """Change the database behind the application's back."""

    def done(sql, **values):
        behind.execute(sql, values)

    return done


@pytest.fixture
def line(phone, cast, change):
    """A visit that went the whole way, and one that is only begun."""
    an = phone()
    full_visit(an)
    world = World(an, cast, change)
    world.do(("decide", Open()))
    world.do(("decide", Agree("A2", Layer.AGREED, {"value": 1}, "xem lại")))
    world.do(("decide", Confirm(("A3",))))
    world.do(("decide", Return((ReturnLine("A1", "thiếu"),))))
    return an
