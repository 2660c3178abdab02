"""Whether the server can work, told to machines in plain words, without any data."""

from __future__ import annotations

import pytest
from huey import RedisHuey
from sqlalchemy import text

from survey_app.edge import readiness
from survey_app.edge.database import db

ALL_IS_WELL = "database ok\nphotos ok\njobs ok\ndisk ok\n"


@pytest.fixture
def ready(client):
    """What the server says of itself: the status and the words."""

    def asked() -> tuple[int, str]:
        reply = client.get("/ready")
        assert reply.mimetype == "text/plain"
        return reply.status_code, reply.get_data(as_text=True)

    return asked


def test_a_server_that_answers_says_so(client):
    reply = client.get("/health")

    assert (reply.status_code, reply.get_data(as_text=True)) == (200, "ok\n")
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_server_on_which_everything_works_is_ready(ready):
    assert ready() == (200, ALL_IS_WELL)


@pytest.fixture
def changed_database(app, cast):
    """A database that another version has changed."""
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
    yield
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        db.session.commit()


def test_a_database_of_another_version_is_told(changed_database, ready):
    assert ready() == (503, ALL_IS_WELL.replace("database ok", "database failed"))


def test_a_store_that_cannot_be_written_is_told(app, ready, monkeypatch, capsys):
    monkeypatch.setattr(app.extensions["photos"], "_root", app.extensions["photos"]._root / "gone")

    assert ready() == (503, ALL_IS_WELL.replace("photos ok", "photos failed"))
    assert '"part": "photos"' in capsys.readouterr().err


def test_a_queue_that_is_gone_is_told(app, ready, monkeypatch):
    # Nobody listens there.
    nowhere = RedisHuey("survey", url="redis://127.0.0.1:9/0")
    monkeypatch.setattr(app.extensions["jobs"], "huey", nowhere)

    assert ready() == (503, ALL_IS_WELL.replace("jobs ok", "jobs failed"))


def test_a_disk_without_room_is_told(ready, monkeypatch):
    monkeypatch.setattr(readiness, "LEAST_ROOM", 2**70)

    assert ready() == (503, ALL_IS_WELL.replace("disk ok", "disk failed"))
