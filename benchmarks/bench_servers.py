"""Granian beside gunicorn: the same application, the same requests, the same number of threads.

The CPU of the server decides: the clients share the machine with it, and take from both alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cluster import free_port
from benchmarks.payloads import ROOT, Share, answers_for, visit_body
from benchmarks.processes import Tree
from benchmarks.spread import p95
from benchmarks.world import environment_for, seeding, settings_for, starter
from survey_app.commands.demo_round.client import PREFIX, Client, wait_for
from survey_app.commands.server import THREADS, command_line
from survey_app.core.settings import Settings

LOCAL = "127.0.0.1"
CLIENTS = (1, 4, 16)
READS, VISITS = 800, 160
WARM_UP = 3
Act = Callable[[Client, Share, int], None]


def run(*, quick: bool = False) -> list[dict[str, object]]:
    """A row for each server, load and number of clients."""
    rows: list[dict[str, object]] = []
    for name, command in SERVERS.items():
        for clients in CLIENTS[:1] if quick else CLIENTS:
            rows += _measured(name, command, clients, quick=quick)
    return rows


def _gunicorn(settings: Settings) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "1"]
    command += ["--threads", str(THREADS), "--keep-alive", "75", "--log-level", "warning"]
    return [*command, "--bind", f"{LOCAL}:{settings.port}", "wsgi:app"]


SERVERS: dict[str, Callable[[Settings], list[str]]] = {
    "granian": command_line,
    "gunicorn": _gunicorn,
}


def _measured(
    name: str, command: Callable[[Settings], list[str]], clients: int, *, quick: bool
) -> Iterator[dict[str, object]]:
    reads, visits = (80, 16) if quick else (READS, VISITS)
    with tempfile.TemporaryDirectory(prefix="bench-servers-") as folder:
        settings = settings_for(Path(folder), port=free_port())
        each = max(visits // clients, 2) + WARM_UP
        shares = seeding(settings, clients=clients, visits_each=each)
        with _serving(settings, command) as server:
            for work, act, count in (
                ("reading an empty log", _read, max(reads // clients, 2)),
                ("storing 50 entries", _store, each - WARM_UP),
            ):
                took, wall = _under_load(settings.port, shares, act, count, server)
                yield {"work": f"{name}, {work}, {clients} client(s)", **_figures(took, wall)}


def _read(client: Client, share: Share, number: int) -> None:
    client.get(f"/visits/{share.visits[number % len(share.visits)]}/entries")


def _store(client: Client, share: Share, number: int) -> None:
    visit = share.visits[number]
    body = visit_body(visit, _ANSWERS, [])
    kind = {"Content-Type": "application/json"}
    reply = client.ask("POST", f"{PREFIX}/visits/{visit}/entries", body, kind)
    if reply.status != 200:
        raise RuntimeError(f"{reply.status}: {reply.body[:200]!r}")


_ANSWERS = answers_for(starter())


@contextmanager
def _serving(settings: Settings, command: Callable[[Settings], list[str]]) -> Iterator[Tree]:
    environment = os.environ | environment_for(settings.data, port=settings.port)
    process = subprocess.Popen(command(settings), cwd=ROOT, env=environment)
    try:
        wait_for(LOCAL, settings.port, seconds=60, alive=lambda: process.poll() is None)
        yield Tree(process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _under_load(
    port: int, shares: list[Share], act: Act, count: int, server: Tree
) -> tuple[list[float], dict[str, float]]:
    """Milliseconds of each request; and the seconds and the server's CPU of all together."""
    took: list[float] = []
    ready = threading.Barrier(len(shares) + 1)
    threads = [
        threading.Thread(target=_client, args=(port, share, act, count, took, ready))
        for share in shares
    ]
    for each in threads:
        each.start()
    ready.wait()
    before, began = server.cpu_ms(), time.perf_counter()
    for each in threads:
        each.join()
    return took, {"seconds": time.perf_counter() - began, "cpu_ms": server.cpu_ms() - before}


def _client(
    port: int,
    share: Share,
    act: Act,
    count: int,
    took: list[float],
    ready: threading.Barrier,
) -> None:
    with Client(LOCAL, port, token=share.token) as client:
        for number in range(WARM_UP):
            _read(client, share, number)
        ready.wait()
        for number in range(count):
            began = time.perf_counter()
            act(client, share, number)
            took.append((time.perf_counter() - began) * 1000)


def _figures(took: list[float], of: dict[str, float]) -> dict[str, object]:
    return {
        "requests": len(took),
        "requests_per_s": round(len(took) / of["seconds"], 1),
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(p95(took), 1),
        "cpu_ms_per_request": round(of["cpu_ms"] / len(took), 2),
    }
