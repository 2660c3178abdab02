"""The real server, as ``flask --app wsgi serve`` starts it, for the time of a measurement."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.payloads import ROOT
from benchmarks.processes import Tree, find_below
from benchmarks.world import environment_for

PATIENCE = 60.0


@contextmanager
def serving(data: Path, *, port: int, database_url: str, workers: int) -> Iterator[Tree]:
    """Serve this installation; hands out the processes that answer requests."""
    environment = os.environ | environment_for(data, port=port, database_url=database_url)
    environment["WEB_CONCURRENCY"] = str(workers)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_until_it_answers(process, port)
        # Beside the server runs the process of the jobs; only who answers is measured.
        yield Tree(find_below(process.pid, "granian"))
    finally:
        _stop(process)


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the server did not start") from None
            time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server first, by its own number; then the command that waits for it ends as well."""
    try:
        os.kill(find_below(process.pid, "granian"), 15)
    except LookupError:
        process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
