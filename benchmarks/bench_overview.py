"""The round at a glance: its pages over many visits, and drawing the lines that they stand on."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path

from flask import Flask

from benchmarks.bench_reading import record_all, signed_in, timed
from benchmarks.world import application, office_token, seed, settings_for
from survey_app.edge import warming
from survey_app.edge.database import db, writing

SIZES = (14, 1_000)
# Of each visit: about half of what is answered stands on a document.
DOCUMENTS = 20
ROUNDS = 40
PAGES = (
    "calendar",
    "scores",
    "scores?section=B",
    "scores?sort=high",
    "indicators",
    "evidence",
    "comparison",
    "scores.xlsx",
)


def run(*, quick: bool = False) -> list[dict[str, object]]:
    """Rows for each number of visits, all of them recorded and their lines drawn."""
    sizes = SIZES[:1] if quick else SIZES
    return [row for size in sizes for row in _measured(size)]


def _measured(size: int) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(Path(folder))
        with application(settings) as app:
            with app.app_context(), writing():
                share = seed(db.session, clients=1, visits_each=size)[0]
                office = office_token(db.session)
            record_all(app, settings, share, documents=DOCUMENTS)
            drawn = _drawn(app, size)
            # As a server's process begins: see wsgi.py.
            gc.collect()
            gc.freeze()
            desk = signed_in(app, office)
            return [drawn] + [
                timed(
                    app,
                    f"the round at a glance, {page}, {size} visits",
                    lambda page=page: desk.get(f"/round/1/{page}"),  # type: ignore[misc]  # bound here
                    ROUNDS,
                )
                for page in PAGES
            ]


def _drawn(app: Flask, size: int) -> dict[str, object]:
    begun, cpu = time.perf_counter(), time.process_time()
    with app.app_context():
        count = warming.warm()
    if count != size:
        raise RuntimeError(f"{count} of {size} visits were drawn")
    return {
        "work": f"drawing the lines of {size} visits that all moved",
        "s": round(time.perf_counter() - begun, 2),
        "cpu_ms_per_visit": round((time.process_time() - cpu) * 1000 / size, 2),
    }


if __name__ == "__main__":
    for row in run():
        print(row)
