"""Work that takes longer than a request should: done aside, with its progress to be seen.

The queue is a SQLite file in the data folder, or Redis where ``JOBS_URL`` names one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import structlog
from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab

from survey_app.core.settings import Settings
from survey_app.edge import warming
from survey_app.edge.database import journal_mode

log = structlog.get_logger()

KEPT_FOR = 7 * 24 * 3600
# The PDF of more visits than this takes longer than somebody should wait before a still page.
MOST_IN_A_REQUEST = 20


class Step(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    DRAWING = "drawing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A document that is being drawn aside: of what, in which format, and how far it is."""

    id: str
    evaluation_id: int
    suffix: str
    step: Step


class Jobs:
    """The queue of this installation, and the files that its jobs have made."""

    def __init__(self, huey: Huey, folder: Path) -> None:
        self.huey = huey
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def order(self, evaluation_id: int, suffix: str) -> Drawing:
        """Put a drawing in the queue."""
        self._forget_old()
        drawing = Drawing(uuid4().hex, evaluation_id, suffix, Step.WAITING)
        self.tell(drawing, Step.WAITING)
        self.huey.enqueue(cast(Any, self.huey).draw.s(drawing.id, evaluation_id, suffix))
        return drawing

    def draw_documents(self, visit_id: int) -> None:
        """Have the documents of a visit's newest revision drawn, before anybody asks for them."""
        self.huey.enqueue(cast(Any, self.huey).documents.s(visit_id))

    def find(self, drawing_id: str, evaluation_id: int) -> Drawing | None:
        """A drawing of this evaluation; None when there is no such, or no longer."""
        told = self.huey.get(_key(drawing_id), peek=True)
        if told is None or told[0] != evaluation_id:
            return None
        return Drawing(drawing_id, told[0], told[1], Step(told[2]))

    def tell(self, drawing: Drawing, step: Step) -> None:
        """Say how far a drawing is."""
        self.huey.put(_key(drawing.id), (drawing.evaluation_id, drawing.suffix, step.value))

    def file(self, drawing: Drawing) -> Path:
        """Where a drawing lies when it is done; its name is ours alone."""
        return self.folder / f"{drawing.id}.{drawing.suffix}"

    def _forget_old(self) -> None:
        oldest = time.time() - KEPT_FOR
        for path in self.folder.iterdir():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)


def set_up(
    app: Flask,
    settings: Settings,
    draw: Callable[[int, str], bytes],
    draw_documents: Callable[[int], None],
) -> None:
    """Open the queue; ``draw`` makes the bytes of an evaluation in a format.

    ``draw_documents`` draws and keeps those of a visit's newest sealed revision.
    """
    jobs = Jobs(_queue(settings), settings.data / "drawings")
    app.extensions["jobs"] = jobs

    def drawn(drawing_id: str, evaluation_id: int, suffix: str) -> None:
        drawing = Drawing(drawing_id, evaluation_id, suffix, Step.WAITING)
        with app.app_context():
            _carry_out(jobs, drawing, draw)

    def documents(visit_id: int) -> None:
        with app.app_context():
            draw_documents(visit_id)

    def warmed() -> None:
        with app.app_context():
            warming.warm(pause=warming.PAUSE)

    cast(Any, jobs.huey).draw = jobs.huey.task(name="draw")(drawn)
    cast(Any, jobs.huey).documents = jobs.huey.task(name="documents")(documents)
    jobs.huey.periodic_task(crontab(), name="warm")(warmed)


def is_for_a_job(visits: int) -> bool:
    """Whether the documents of an evaluation of so many visits are drawn aside."""
    return visits > MOST_IN_A_REQUEST


def queue() -> Jobs:
    """The queue of this application."""
    return cast(Jobs, current_app.extensions["jobs"])


def _carry_out(jobs: Jobs, drawing: Drawing, draw: Callable[[int, str], bytes]) -> None:
    jobs.tell(drawing, Step.DRAWING)
    try:
        data = draw(drawing.evaluation_id, drawing.suffix)
        part = jobs.file(drawing).with_suffix(".part")
        part.write_bytes(data)
        part.replace(jobs.file(drawing))
    except Exception:
        # Whoever waits on the page is told; the log says what happened.
        jobs.tell(drawing, Step.FAILED)
        log.exception("drawing failed", drawing=drawing.id)
        return
    jobs.tell(drawing, Step.DONE)


def _queue(settings: Settings) -> Huey:
    if settings.jobs_url:
        return RedisHuey("survey", url=settings.jobs_url)
    file = settings.data / "jobs.sqlite3"
    return SqliteHuey("survey", filename=str(file), journal_mode=journal_mode().lower())


def _key(drawing_id: str) -> str:
    return f"drawing:{drawing_id}"
