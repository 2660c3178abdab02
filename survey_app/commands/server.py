"""``migrate``, ``serve`` and ``work``."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext

from survey_app.core.settings import Settings
from survey_app.edge import schema
from survey_app.edge.jobs import queue
from survey_app.edge.stores import settings

# A thread reads a body for as long as its phone takes to send it: many of them wait on slow lines
# while a few work.
THREADS = 48
# Seconds for what is being answered to be finished before a worker is killed.
GRACE = 10
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


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
    with stopped_like_interrupted(), working(settings()):
        raise SystemExit(until_stopped(start(settings(), host)))


@click.command("work")
@with_appcontext
def work() -> None:
    """Carry out the jobs of the queue until stopped, and each minute what is due by the clock."""
    consumer = queue().huey.create_consumer(workers=1, max_delay=2.0, periodic=True)
    consumer.run()


@contextmanager
def working(configured: Settings) -> Iterator[None]:
    """With the process that carries out jobs beside this one."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "work"]
    process = _started(command, configured)
    try:
        yield
    finally:
        stop(process)


def start(configured: Settings, host: str = "127.0.0.1") -> subprocess.Popen[bytes]:
    """The server as a process of its own, with the settings of this one."""
    return _started(command_line(configured, host), configured)


def command_line(configured: Settings, host: str = "127.0.0.1") -> list[str]:
    """What starts the server."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "wsgi:app"]
    command += ["--host", host, "--port", str(configured.port), "--log-level", "error"]
    command += ["--workers", str(configured.workers)]
    command += ["--blocking-threads", str(THREADS)]
    command += ["--http", "1", "--no-ws"]
    return [*command, "--respawn-failed-workers", "--workers-kill-timeout", str(GRACE)]


def until_stopped(server: subprocess.Popen[bytes]) -> int:
    """Wait until the server ends by itself, or until we are interrupted, and it with us."""
    try:
        return server.wait()
    except KeyboardInterrupt:
        stop(server)
        return 0


def stop(process: subprocess.Popen[bytes]) -> None:
    """Let a process finish what it is doing, and end it where it takes too long."""
    process.terminate()
    try:
        process.wait(GRACE + 5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def stopped_like_interrupted() -> Iterator[None]:
    """SIGTERM does what Ctrl-C does, so that nobody leaves without stopping the server."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _started(command: list[str], configured: Settings) -> subprocess.Popen[bytes]:
    environment = os.environ | {"SURVEY_DATA": str(configured.data)}
    root = Path(current_app.root_path).parent
    return subprocess.Popen(  # noqa: S603 - our own command line
        command,
        env=environment,
        cwd=root,
        preexec_fn=_dying_with_parent(),  # noqa: PLW1509 - one call into a library loaded before
    )


def _dying_with_parent() -> Callable[[], object] | None:
    """Should we be killed outright, the kernel stops what we started: its port is free again."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return partial(library.prctl, _DIE_WITH_PARENT, signal.SIGTERM)
