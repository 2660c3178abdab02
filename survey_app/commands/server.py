"""``migrate``, ``serve`` and ``work``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from survey_app.core.settings import Settings
from survey_app.edge import schema
from survey_app.edge.jobs import queue
from survey_app.edge.stores import settings

THREADS = 8


@click.command("migrate")
@with_appcontext
def migrate() -> None:
    """Bring the database to the present shape."""
    schema.upgrade()
    click.echo("Cơ sở dữ liệu đã sẵn sàng. / The database is ready.")


@click.command("serve")
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@with_appcontext
def serve(host: str) -> None:
    """Migrate, then serve until stopped."""
    schema.upgrade()
    with working(settings()):
        raise SystemExit(start(settings(), host).wait())


@click.command("work")
@with_appcontext
def work() -> None:
    """Carry out the jobs of the queue until stopped."""
    consumer = queue().huey.create_consumer(workers=1, max_delay=2.0, periodic=False)
    consumer.run()


@contextmanager
def working(configured: Settings) -> Iterator[None]:
    """With the process that carries out jobs beside this one."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "work"]
    process = _started(command, configured)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def start(configured: Settings, host: str = "127.0.0.1") -> subprocess.Popen[bytes]:
    """The server as a process of its own, with the settings of this one."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "wsgi:app"]
    command += ["--host", host, "--port", str(configured.port), "--log-level", "warning"]
    command += ["--workers", os.environ.get("WEB_CONCURRENCY", "1")]
    command += ["--blocking-threads", str(THREADS), "--no-ws"]
    return _started(command, configured)


def _started(command: list[str], configured: Settings) -> subprocess.Popen[bytes]:
    environment = os.environ | {"SURVEY_DATA": str(configured.data)}
    root = Path(current_app.root_path).parent
    return subprocess.Popen(command, env=environment, cwd=root)  # noqa: S603 - our own command line
