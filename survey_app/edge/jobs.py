"""Work that takes longer than a request should: done aside, with its progress to be seen.

The queue is a SQLite file in the data folder, or Redis where ``JOBS_URL`` names one.
"""

from __future__ import annotations

import shutil
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
# A job that has said nothing for so many seconds has been broken off.
SILENT_FOR = 900
BINDER = "binder"


class Step(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    DRAWING = "drawing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Cancelled(Exception):
    """Somebody no longer wants what is being made."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A document that is being drawn aside: of what, in which format, and how far it is.

    ``done`` of ``of`` parts are made, where its maker counts them.
    """

    id: str
    evaluation_id: int
    suffix: str
    step: Step
    done: int = 0
    of: int = 0


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
        tasks = cast(Any, self.huey)
        task = tasks.bind if suffix == BINDER else tasks.draw
        self.huey.enqueue(task.s(drawing.id, evaluation_id, suffix))
        return drawing

    def check(self) -> None:
        """Raise what the queue raises where it cannot be reached now."""
        self.huey.pending_count()

    def cancel(self, drawing: Drawing) -> None:
        """Have a job stopped; what is done stays done."""
        if drawing.step in (Step.WAITING, Step.DRAWING):
            self.huey.put(_stop(drawing.id), data=True)
            self.tell(drawing, Step.CANCELLED)

    def is_cancelled(self, drawing: Drawing) -> bool:
        """Whether a job is to stop."""
        return bool(self.huey.get(_stop(drawing.id), peek=True))

    def draw_documents(self, visit_id: int) -> None:
        """Have the documents of a visit's newest revision drawn, before anybody asks for them."""
        self.huey.enqueue(cast(Any, self.huey).documents.s(visit_id))

    def find(self, drawing_id: str, evaluation_id: int) -> Drawing | None:
        """A drawing of this evaluation; None when there is no such, or no longer."""
        told = self.huey.get(_key(drawing_id), peek=True)
        if told is None or told[0] != evaluation_id:
            return None
        evaluation_id, suffix, step, done, of, at = told
        # Whoever carried it out has been stopped, and nobody goes on with it.
        is_left = step == Step.DRAWING and time.time() - at > SILENT_FOR
        return Drawing(
            drawing_id, evaluation_id, suffix, Step.FAILED if is_left else Step(step), done, of
        )

    def tell(self, drawing: Drawing, step: Step, done: int = 0, of: int = 0) -> None:
        """Say how far a drawing is."""
        told = (drawing.evaluation_id, drawing.suffix, step.value, done, of, time.time())
        self.huey.put(_key(drawing.id), told)

    def file(self, drawing: Drawing) -> Path:
        """Where a drawing lies when it is done; its name is ours alone."""
        return self.folder / f"{drawing.id}.{drawing.suffix}"

    def volumes(self, drawing: Drawing) -> list[Path]:
        """The files of a binder that is done, in order."""
        found = self.file(drawing).glob("tap-*.pdf")
        return sorted(found, key=lambda path: int(path.stem.rpartition("-")[2]))

    def _forget_old(self) -> None:
        oldest = time.time() - KEPT_FOR
        for path in self.folder.iterdir():
            if path.stat().st_mtime < oldest:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)


def set_up(
    app: Flask,
    settings: Settings,
    draw: Callable[[int, str], bytes],
    draw_documents: Callable[[int], None],
    bind: Callable[[int, Path, Callable[[int, int], None]], None],
) -> None:
    """Open the queue; ``draw`` makes the bytes of an evaluation in a format.

    ``draw_documents`` draws and keeps those of a visit's newest sealed revision. ``bind`` writes
    the binder of an evaluation into a folder and tells how many annexes are in, of how many.
    """
    jobs = Jobs(_queue(settings), settings.data / "drawings")
    app.extensions["jobs"] = jobs

    def drawn(drawing_id: str, evaluation_id: int, suffix: str) -> None:
        drawing = Drawing(drawing_id, evaluation_id, suffix, Step.WAITING)
        with app.app_context():
            _carry_out(jobs, drawing, draw)

    def bound(drawing_id: str, evaluation_id: int, suffix: str) -> None:
        drawing = Drawing(drawing_id, evaluation_id, suffix, Step.WAITING)
        with app.app_context():
            _bind(jobs, drawing, bind)

    def documents(visit_id: int) -> None:
        with app.app_context():
            draw_documents(visit_id)

    def warmed() -> None:
        with app.app_context():
            warming.warm(pause=warming.PAUSE)

    cast(Any, jobs.huey).draw = jobs.huey.task(name="draw")(drawn)
    cast(Any, jobs.huey).bind = jobs.huey.task(name="bind")(bound)
    cast(Any, jobs.huey).documents = jobs.huey.task(name="documents")(documents)
    jobs.huey.periodic_task(crontab(), name="warm")(warmed)


def is_for_a_job(visits: int) -> bool:
    """Whether the documents of an evaluation of so many visits are drawn aside."""
    return visits > MOST_IN_A_REQUEST


def queue() -> Jobs:
    """The queue of this application."""
    return cast(Jobs, current_app.extensions["jobs"])


def _carry_out(jobs: Jobs, drawing: Drawing, draw: Callable[[int, str], bytes]) -> None:
    def made() -> None:
        data = draw(drawing.evaluation_id, drawing.suffix)
        part = jobs.file(drawing).with_suffix(".part")
        part.write_bytes(data)
        part.replace(jobs.file(drawing))

    _done(jobs, drawing, made)


def _bind(
    jobs: Jobs, drawing: Drawing, bind: Callable[[int, Path, Callable[[int, int], None]], None]
) -> None:
    part = jobs.file(drawing).with_suffix(".part")

    def told(done: int, of: int) -> None:
        if jobs.is_cancelled(drawing):
            raise Cancelled
        jobs.tell(drawing, Step.DRAWING, done, of)

    def made() -> None:
        part.mkdir()
        bind(drawing.evaluation_id, part, told)
        part.replace(jobs.file(drawing))

    try:
        _done(jobs, drawing, made)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _done(jobs: Jobs, drawing: Drawing, made: Callable[[], None]) -> None:
    """Make it, and tell how it ended."""
    if jobs.is_cancelled(drawing):
        return
    jobs.tell(drawing, Step.DRAWING)
    try:
        made()
    except Cancelled:
        jobs.tell(drawing, Step.CANCELLED)
        return
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


def _stop(drawing_id: str) -> str:
    return f"stop:{drawing_id}"
