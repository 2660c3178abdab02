"""What the real thing rightly spends and no test in this process is about is spent no more."""

from __future__ import annotations

import sqlite3

from argon2 import PasswordHasher
from sqlalchemy import Engine, event

from survey_app.visits import people

# A password is hashed for a tenth of a second, on purpose; tests hash hundreds.
DEPLOYED = people.hasher
HASHER = people.hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def without_waiting(engine: Engine) -> None:
    """Let SQLite leave the disk to the system: this database ends with its tests.

    What outlives a power cut is tried with servers of their own.
    """

    @event.listens_for(engine, "connect")
    def connected(connection: object, _: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous=OFF")
