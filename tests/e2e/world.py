"""The application as people meet it: a server of its own, and a scene on it for each test."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.checklists.models import ChecklistVersion
from survey_app.commands.demo_round.client import Client, wait_for
from survey_app.core import clock
from survey_app.core.settings import read
from survey_app.edge.database import db, writing
from survey_app.factory import create_app
from survey_app.visits import service
from survey_app.visits.models import Login, Person, Round
from survey_app.visits.rules import Part, Role
from tests.support.cast import PASSWORD, person, unit, version, visit
from tests.support.checklist import SMALL
from tests.support.databases import settings_for_tests

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[2]
# What the developer's own installation is told; the server of the tests must not hear it.
SETTINGS = (
    "DATABASE_URL",
    "PHOTO_STORE",
    "JOBS_URL",
    "SECRET_KEY",
    "BASE_URL",
)
STARTS_WITHIN = 180.0
Made = TypeVar("Made")


@dataclass(frozen=True)
class Scene:
    """A round of its own: one unit, one visit, two members, two leads; and the office of all.

    The people are told by the names of their accounts.
    """

    round: int
    unit: str
    name: str
    visit: str
    an: str
    anh: str
    binh: str
    bich: str


@dataclass
class World:
    """The running server, and the hands behind it that set the stage."""

    app: Flask
    port: int
    # Playwright's loop runs in the thread of the tests, where Flask may then end no context.
    hands: Executor
    office: str = "chau"
    password: str = PASSWORD
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://{HOST}:{self.port}"

    def behind(self, act: Callable[[Session], Made]) -> Made:
        """Do something to the server's database and commit."""
        return self.hands.submit(_committed, self.app, act).result()

    @contextmanager
    def caller(self, username: str) -> Iterator[Client]:
        """Somebody who asks the API directly."""
        with Client(HOST, self.port) as client:
            client.sign_in(username, self.password)
            yield client

    def open(self) -> None:
        """Lay down what all scenes share."""

        def act(session: Session) -> None:
            person(session, self.office, Role.OFFICE)
            person(session, "quan", Role.ADMIN)
            version(session, SMALL)

        self.behind(act)

    def close(self) -> None:
        """Give the database its connections back; a session would hold one of them meanwhile."""
        self.hands.submit(let_go, self.app).result()

    def scene(self) -> Scene:
        """A new one, which no other test touches."""
        number = next(self._numbers)
        return self.behind(lambda session: _scene(session, number))

    def sign_out_everywhere(self, username: str) -> None:
        """End every login of this person, as a new password does."""

        def act(session: Session) -> None:
            of_them = select(Login).join(Person).where(Person.username == username)
            for login in session.scalars(of_them):
                login.ended_at = clock.now()

        self.behind(act)


def _committed(app: Flask, act: Callable[[Session], Made]) -> Made:
    with app.app_context(), writing():
        made = act(db.session)
        db.session.commit()
        return made


def let_go(app: Flask) -> None:
    """Close the connections that an application of this process keeps."""
    with app.app_context():
        db.engine.dispose()


def _scene(session: Session, number: int) -> Scene:
    people = {
        name: person(session, f"{name}{number}", role)
        for name, role in (
            ("an", Role.MEMBER),
            ("anh", Role.MEMBER),
            ("binh", Role.LEAD),
            ("bich", Role.LEAD),
        )
    }
    around = Round(
        name=f"Đợt thử {number}", starts_on=date(2020, 11, 2), ends_on=date(2020, 11, 30)
    )
    session.add(around)
    session.flush()
    parts = [(each, Part.LEAD if key[0] == "b" else Part.MEMBER) for key, each in people.items()]
    team = service.add_team(session, around, number=1, name="Đoàn khảo sát số 1", people=parts)
    at = unit(session, f"LD-{number:03d}", f"LĐLĐ huyện số {number}", number)
    session.flush()
    facts = service.TargetFacts("B1", Decimal(500), Decimal(250), "Nghị quyết thử")
    service.set_target(session, around, at, facts)
    pinned = session.scalars(select(ChecklistVersion).order_by(ChecklistVersion.id)).first()
    assert pinned is not None
    made = visit(session, at, team, pinned, [people["an"], people["anh"]])
    session.flush()
    names = {key: each.username for key, each in people.items()}
    return Scene(around.id, at.code, at.name, str(made.key), **names)


@contextmanager
def serving(
    data: Path, log: Path, *, is_new: bool = True, database: Mapping[str, str] | None = None
) -> Iterator[World]:
    """The server as ``flask serve`` starts it, on a free port, with its data in this folder.

    ``database`` is what the environment says of a database that is there already.
    """
    port = _free_port()
    environment = {name: held for name, held in os.environ.items() if name not in SETTINGS}
    own = {"SURVEY_DATA": str(data), "PORT": str(port)}
    own |= settings_for_tests() if database is None else database
    environment |= own
    with log.open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=told,
            stderr=told,
        )
    try:
        wait_for(HOST, port, seconds=STARTS_WITHIN, alive=lambda: server.poll() is None)
        with ThreadPoolExecutor(1) as hands:
            settings = read(own)
            world = World(hands.submit(create_app, settings).result(), port, hands)
            try:
                if is_new:
                    world.open()
                yield world
            finally:
                world.close()
    finally:
        _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
