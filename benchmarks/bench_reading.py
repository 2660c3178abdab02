"""Reading: the list of visits that a phone asks for, and the round at a desk, few and many."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from benchmarks import raw
from benchmarks.payloads import Share, answers_for, visit_body
from benchmarks.spread import p95
from benchmarks.world import application, office_token, seed, settings_for, starter
from survey_app.core.settings import Settings
from survey_app.edge import warming
from survey_app.edge.database import db, writing
from tests.support.queries import counted

SIZES = (14, 1_000)
Ask = Callable[[], TestResponse]


def run(*, quick: bool = False) -> list[dict[str, object]]:
    """Rows for each number of visits, all of them recorded."""
    sizes = SIZES[:1] if quick else SIZES
    return [row for size in sizes for row in _measured(size)]


def _measured(size: int) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(Path(folder))
        with application(settings) as app:
            with app.app_context(), writing():
                share = seed(db.session, clients=1, visits_each=size)[0]
                office = office_token(db.session)
            record_all(app, settings, share)
            with app.app_context():
                warming.warm()
            bearer = {"Authorization": f"Bearer {share.token}"}
            phone, desk = app.test_client(), signed_in(app, office)
            asks: list[tuple[str, Ask]] = [
                ("GET /visits", lambda: phone.get("/api/v1/visits", headers=bearer)),
                ("the round at a desk", lambda: desk.get("/round/1")),
                ("the start page of the office", lambda: desk.get("/")),
                ("the list of visits at a desk", lambda: desk.get("/visits")),
            ]
            rounds = 30 if size < 100 else 7
            return [timed(app, f"{name}, {size} visits", ask, rounds) for name, ask in asks]


def record_all(app: Flask, settings: Settings, share: Share, *, documents: int = 0) -> None:
    """Send the first visit through the application; the others are the same rows."""
    first, *rest = share.visits
    answer = app.test_client().post(
        f"/api/v1/visits/{first}/entries",
        data=visit_body(first, answers_for(starter()), [], documents),
        headers={"Authorization": f"Bearer {share.token}", "Content-Type": "application/json"},
    )
    if answer.status_code != 200:
        raise RuntimeError(answer.get_data(as_text=True))
    raw.copy_visits(str(settings.data / "survey.sqlite3"), rest)


def signed_in(app: Flask, token: str) -> FlaskClient:
    browser = app.test_client()
    with browser.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = token, True
    return browser


def timed(app: Flask, name: str, ask: Ask, rounds: int) -> dict[str, object]:
    answers = [ask(), ask()]
    queries = counted(app, ask)
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        answers = [ask()]
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    if answers[0].status_code != 200:
        raise RuntimeError(f"{name}: {answers[0].status}")
    return {
        "work": name,
        "p50_ms": round(statistics.median(walls), 1),
        "p95_ms": round(p95(walls), 1),
        "cpu_ms": round(statistics.median(cpus), 1),
        "queries": queries,
        "kilobytes": round(len(answers[0].data) / 1000),
    }


if __name__ == "__main__":
    for row in run():
        print(row)
