"""A PostgreSQL of our own for the time of a measurement, with its durable defaults."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

INSTALLED = Path("/usr/lib/postgresql")
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server of databases: how to reach it, and its first process."""

    port: int
    pid: int

    def new_database(self, name: str) -> str:
        """The address of a new, empty database."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self._address(name)

    def _address(self, name: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"


@contextmanager
def postgresql() -> Iterator[Cluster | None]:
    """A new cluster in a temporary folder; None where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="bench-postgresql-"))
    process: subprocess.Popen[bytes] | None = None
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _make(programs, folder)
        port = free_port()
        process = _started(programs, folder, port)
        yield Cluster(port, _ready(folder, port))
    finally:
        if process is not None:
            _stop(programs, folder)
            process.wait(PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def version() -> str:
    """The version of the PostgreSQL that would be measured."""
    programs = _programs()
    if programs is None:
        return "not installed"
    return subprocess.check_output([programs / "postgres", "--version"], text=True).split()[2]


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _programs() -> Path | None:
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _make(programs: Path, folder: Path) -> None:
    command = [programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres"]
    command += ["-E", "UTF8", "--locale", "C.UTF-8"]
    subprocess.run(_as_its_user(command), check=True, capture_output=True, cwd=folder)


def _started(programs: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [programs / "postgres", "-D", folder / "data", "-p", port, "-k", folder]
    command += ["-c", "listen_addresses=127.0.0.1"]
    return subprocess.Popen(
        _as_its_user(command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )


def _ready(folder: Path, port: int) -> int:
    """Wait until it answers; returns the id of its first process."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres").close()
            return int((folder / "data" / "postmaster.pid").read_text().split()[0])
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _stop(programs: Path, folder: Path) -> None:
    command = [programs / "pg_ctl", "-D", folder / "data", "-m", "fast", "stop"]
    subprocess.run(_as_its_user(command), check=False, capture_output=True, cwd=folder)


def _as_its_user(command: list[object]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    words = [str(each) for each in command]
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else words
