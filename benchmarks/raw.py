"""What the disk and the database take for the same rows and files, with nothing around them."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from benchmarks.payloads import Camera
from benchmarks.spread import p95
from survey_app.edge.database import journal_mode

COLUMNS = (
    "uuid visit_id number kind item slot layer value supersedes device seq made_at author_id"
    " received_at skew sha256"
).split()
# What one transaction does: SQL, and the rows of values that it is done with.
Statements = list[tuple[str, list[list[object]]]]


class Database:
    """A connection with the pragmas of the application and one way to write placeholders."""

    def __init__(self, address: str) -> None:
        self._is_sqlite = not address.startswith("postgresql")
        self._connection: Any = _sqlite(address) if self._is_sqlite else psycopg.connect(address)
        self.name = "sqlite3" if self._is_sqlite else "psycopg"

    def read(self, sql: str, *values: object) -> list[Sequence[Any]]:
        """The rows of a question."""
        cursor = self._connection.execute(self._written(sql), values)
        return list(cursor.fetchall())

    def write(self, statements: Statements) -> None:
        """These statements, each with many rows of values, in one transaction."""
        cursor = self._connection.cursor()
        if self._is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        for sql, rows in statements:
            cursor.executemany(self._written(sql), rows)
        self._connection.commit()

    def end(self) -> None:
        """End the reading transaction."""
        self._connection.rollback()

    def key(self, uuid: UUID) -> object:
        """A UUID as the database keeps it."""
        return uuid.hex if self._is_sqlite else uuid

    def close(self) -> None:
        """Let go."""
        self._connection.close()

    def _written(self, sql: str) -> str:
        return sql if self._is_sqlite else sql.replace("?", "%s")


def rows(address: str, visits: list[str]) -> list[dict[str, object]]:
    """The entries of a stored visit written again for each of these visits, a commit each."""
    database = Database(address)
    prepared = iter(_copies(database, visits))
    row = _timed(
        f"raw: 50 rows and a commit, {database.name}",
        len(visits),
        lambda: database.write(next(prepared)),
    )
    database.close()
    return [row]


def copy_visits(address: str, visits: list[str]) -> None:
    """The entries of a stored visit written again for each of these visits, in one go."""
    database = Database(address)
    database.write([each for copy in _copies(database, visits) for each in copy])
    database.close()


def photos(folder: Path, count: int) -> list[dict[str, object]]:
    """Hash, write, fsync, rename, fsync of the folder: what keeps a photo of 250 KB."""
    folder.mkdir()
    camera = Camera(4_000)
    taken = iter([camera.photo() for _ in range(count)])

    def keep() -> None:
        sha256, data = next(taken)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise RuntimeError("the hash is another")
        temporary = folder / "incoming"
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / sha256)
        directory = os.open(folder, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)

    return [_timed("raw: one photo of 250 KB hashed and kept", count, keep)]


def _timed(name: str, count: int, act: Callable[[], None]) -> dict[str, object]:
    walls, cpu = [], time.process_time()
    for _ in range(count):
        begun = time.perf_counter()
        act()
        walls.append((time.perf_counter() - begun) * 1000)
    cpu_ms = (time.process_time() - cpu) * 1000 / count
    return {
        "work": name,
        "per_s": round(count / sum(walls) * 1000, 1),
        "p50_ms": round(statistics.median(walls), 2),
        "p95_ms": round(p95(walls), 2),
        "cpu_ms_each": round(cpu_ms, 2),
    }


def _copies(database: Database, visits: list[str]) -> list[Statements]:
    names = ", ".join(COLUMNS)
    some = "SELECT visit_id FROM entry GROUP BY visit_id ORDER BY count(*) LIMIT 1"
    template = database.read(f"SELECT {names} FROM entry WHERE visit_id = ({some})")
    if not template:
        raise RuntimeError("no visit is stored that could be copied")
    question = "SELECT id FROM visit WHERE key = ?"
    ids = [database.read(question, database.key(UUID(visit)))[0][0] for visit in visits]
    database.end()
    return [_statements(database, template, visit_id) for visit_id in ids]


def _statements(database: Database, template: list[Sequence[Any]], visit_id: int) -> Statements:
    holes = ", ".join("?" * len(COLUMNS))
    insert = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({holes})"
    entries: list[list[object]] = [
        [database.key(uuid4()), visit_id, number, *list(row)[3:]]
        for number, row in enumerate(template, start=1)
    ]
    heads = "INSERT INTO head (entry_id, visit_id, kind) SELECT id, visit_id, kind FROM entry"
    line = "UPDATE visit_log SET last_number = ? WHERE visit_id = ?"
    return [
        (insert, entries),
        (f"{heads} WHERE visit_id = ?", [[visit_id]]),
        (line, [[len(entries), visit_id]]),
    ]


def _sqlite(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode={journal_mode()}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection
