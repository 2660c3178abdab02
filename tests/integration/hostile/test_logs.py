"""A failure that nobody foresaw: told by its number, logged without what was sent."""

from __future__ import annotations

import json

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from survey_app.visits import people
from survey_app.visits.models import Person

SECRET = "bi-mat-chim-hoang-yen"


def broken(*_args, **_more):
    """Fail with the password in a variable, as a library might."""
    local = SECRET
    raise LookupError(len(local))


def test_the_values_of_variables_are_not_logged(client, cast, monkeypatch, capsys):
    monkeypatch.setattr(people, "checked", broken)

    reply = client.post("/api/v1/session", json={"username": "an", "password": SECRET})

    said = capsys.readouterr().err.strip().splitlines()[-1]
    event = json.loads(said)
    assert reply.status_code == 500
    assert event["number"] == reply.get_json()["number"]
    assert "LookupError" in event["exception"]
    assert SECRET not in said


def test_a_statement_that_failed_is_logged_without_its_values(client, cast, monkeypatch, capsys):
    def failing(session, *_args, **_more):
        session.execute(insert(Person).values(username=SECRET, name=SECRET, role=cast.an.role))

    monkeypatch.setattr(people, "find_account", failing)

    reply = client.post("/api/v1/session", json={"username": "an", "password": "x"})

    said = capsys.readouterr().err
    assert reply.status_code == 500
    assert IntegrityError.__name__ in said
    assert SECRET not in said
