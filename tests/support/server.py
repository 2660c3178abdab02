"""A real server process, as the ``serve`` command starts it, on a folder of its own."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.orm import Session

from survey_app.commands.server import command_line
from survey_app.core import clock
from survey_app.core.settings import Settings, read
from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.edge.limits import limiter
from survey_app.factory import create_app
from survey_app.fieldwork.service import open_log
from survey_app.visits import people
from survey_app.visits.models import Person
from tests.support.cast import Cast, assemble
from tests.support.databases import settings_for_tests

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0


@dataclass(frozen=True)
class Place:
    """A data folder with the cast in it: settings, tokens by username, the two visits."""

    settings: Settings
    tokens: dict[str, str]
    visit: str
    other_visit: str

    @property
    def database(self) -> Path:
        """The database file, on SQLite."""
        return self.settings.data / "survey.sqlite3"

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A connection beside the server's, for what no call tells."""
        engine = create_engine(self.settings.database_url)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def prepare(data: Path) -> Place:
    """A migrated database with the cast on it, and a login of each of them."""
    own = {"SURVEY_DATA": str(data), "PORT": str(free_port()), "SECRET_KEY": "s" * 64}
    settings = read(own | settings_for_tests())
    app = create_app(settings)
    # The brake is one for all applications of this process; tests go without.
    limiter.enabled = False
    with app.app_context():
        schema.upgrade()
        with writing():
            cast = assemble(db.session)
            for visit in (cast.visit, cast.other_visit):
                open_log(db.session, visit.id)
            tokens = {each.username: _token(db.session, each) for each in _people(cast)}
            db.session.commit()
        made = Place(settings, tokens, str(cast.visit.key), str(cast.other_visit.key))
        db.session.close()
        db.engine.dispose()
    return made


def _people(cast: Cast) -> list[Person]:
    return [cast.an, cast.anh, cast.binh, cast.chau, cast.dung, cast.em, cast.quan]


def _token(session: Session, person: Person) -> str:
    lasts = timedelta(days=1)
    return people.open_login(session, person, at=clock.now(), lasts=lasts)[0]


@contextmanager
def serving(place: Place, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The server until the block ends; everything it says goes into the log."""
    with (
        log.open("wb") as said,
        subprocess.Popen(
            command_line(place.settings),
            env=environment(place),
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            wait_until_up(place.settings.port)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def environment(place: Place) -> dict[str, str]:
    """What a server on this folder is started with."""
    own = {
        "SURVEY_DATA": str(place.settings.data),
        "SECRET_KEY": place.settings.secret_key,
        "DATABASE_URL": place.settings.database_url,
    }
    return os.environ | own


def wait_until_up(port: int) -> None:
    """Return as soon as the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            call(port, "GET", "/api/v1/visits", timeout=5)
        except (OSError, http.client.HTTPException):
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"nothing answers on port {port}")


def call(port: int, method: str, path: str, **options: Any) -> Answer:
    """One request on a connection of its own; ``token``, ``json``, ``body``, ``headers``."""
    headers = dict(options.get("headers", {}))
    body = options.get("body")
    if options.get("token"):
        headers["Authorization"] = f"Bearer {options['token']}"
    if "json" in options:
        body = json.dumps(options["json"], ensure_ascii=False).encode()
        headers.setdefault("Content-Type", "application/json")
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=options.get("timeout", PATIENCE))
    try:
        line.request(method, path, body=body, headers=headers)
        came = line.getresponse()
        told = {name.lower(): value for name, value in came.getheaders()}
        return Answer(came.status, told, came.read())
    finally:
        line.close()
