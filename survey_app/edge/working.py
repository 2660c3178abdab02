"""Who carries out the jobs: draws, binds, says how far it is, begins anew what was broken off."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import structlog
from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab

from survey_app.core.disk import to_disk
from survey_app.core.settings import Settings
from survey_app.edge import jobs as queueing
from survey_app.edge import warming
from survey_app.edge.database import journal_mode
from survey_app.edge.jobs import KEPT_FOR, Cancelled, Drawing, Jobs, Step
from survey_app.edge.mailing import send_reminders

log = structlog.get_logger()

# Called with the evaluation, which binder, where to, and whom to tell how far it is.
Bind = Callable[[int, str, Path, Callable[[int, int], None]], None]
# How often what was broken off is begun anew by itself: what kills its process kills it again.
MOST_TRIES = 3


def set_up(
    app: Flask,
    settings: Settings,
    draw: Callable[[int, str], bytes],
    draw_documents: Callable[[int], None],
    bind: Bind,
) -> None:
    """Open the queue; ``draw`` makes the bytes of an evaluation in a format.

    ``draw_documents`` draws and keeps those of a visit's newest sealed revision. ``bind`` writes
    the binder of an evaluation into a folder and tells how many annexes are in, of how many; the
    suffix says which binder.
    """
    jobs = Jobs(_queue(settings), settings.data / "drawings")
    app.extensions["jobs"] = jobs

    def drawn(drawing_id: str, evaluation_id: int, suffix: str) -> None:
        with app.app_context():
            _carry_out(jobs, _known(jobs, drawing_id, evaluation_id, suffix), draw)

    def bound(drawing_id: str, evaluation_id: int, suffix: str) -> None:
        with app.app_context():
            _bind(jobs, _known(jobs, drawing_id, evaluation_id, suffix), bind)

    def documents(visit_id: int) -> None:
        with app.app_context():
            draw_documents(visit_id)

    def warmed() -> None:
        with app.app_context():
            warming.warm(pause=warming.PAUSE)

    cast(Any, jobs.huey).draw = jobs.huey.task(name="draw")(drawn)
    cast(Any, jobs.huey).bind = jobs.huey.task(name="bind")(bound)
    cast(Any, jobs.huey).documents = jobs.huey.task(name="documents")(documents)
    _set_up_mail(app, jobs)
    jobs.huey.periodic_task(crontab(), name="warm")(warmed)
    # What was under way when the machine was stopped: at once, and where others were stopped later.
    jobs.huey.on_startup(name="mend")(lambda: mend(jobs))
    jobs.huey.periodic_task(crontab(), name="mend")(lambda: mend(jobs))


def _set_up_mail(app: Flask, jobs: Jobs) -> None:
    def mailed(ordered: list[tuple[int, int]]) -> None:
        with app.app_context():
            send_reminders([(id_, tries) for id_, tries in ordered])

    cast(Any, jobs.huey).mail = jobs.huey.task(name="mail")(mailed)


def mend(jobs: Jobs) -> list[Drawing]:
    """Begin anew what was broken off, three times at most, and forget what is long past."""
    in_line, now = jobs.in_line(), time.time()
    begun = []
    for drawing_id in jobs.known():
        found = jobs.read(drawing_id)
        if found is None:
            continue
        if now - found.told_at > KEPT_FOR:
            jobs.forget(drawing_id)
        elif _is_broken(found, in_line, now) and begin_anew(jobs, found):
            begun.append(found)
    return begun


def begin_anew(jobs: Jobs, drawing: Drawing) -> bool:
    """Put what was broken off in line again; what breaks each time fails. Whether it was."""
    if drawing.tries >= MOST_TRIES:
        jobs.tell(drawing, Step.FAILED)
        return False
    log.warning("drawing begun anew", drawing=drawing.id, tries=drawing.tries + 1)
    jobs.put_in_line(replace(drawing, tries=drawing.tries + 1))
    return True


def _is_broken(found: Drawing, in_line: Collection[str], now: float) -> bool:
    if found.step is Step.BROKEN:
        return True
    # Taken out of the line by a process that was stopped before it could say so.
    is_lost = found.step is Step.WAITING and found.id not in in_line
    return is_lost and now - found.told_at > queueing.SILENT_FOR


def _known(jobs: Jobs, drawing_id: str, evaluation_id: int, suffix: str) -> Drawing:
    fresh = Drawing(drawing_id, evaluation_id, suffix, Step.WAITING)
    return jobs.find(drawing_id, evaluation_id) or fresh


def _carry_out(jobs: Jobs, drawing: Drawing, draw: Callable[[int, str], bytes]) -> None:
    def made() -> None:
        data = draw(drawing.evaluation_id, drawing.suffix)
        part = jobs.file(drawing).with_suffix(".part")
        part.write_bytes(data)
        _keep(part, jobs.file(drawing))

    _done(jobs, drawing, made)


def _bind(jobs: Jobs, drawing: Drawing, bind: Bind) -> None:
    part = jobs.file(drawing).with_suffix(".part")

    def told(done: int, of: int) -> None:
        if jobs.is_cancelled(drawing):
            raise Cancelled
        jobs.tell(drawing, Step.DRAWING, done, of)

    def made() -> None:
        # What a broken attempt left is no part of this one.
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        bind(drawing.evaluation_id, drawing.suffix, part, told)
        _keep(part, jobs.file(drawing))

    try:
        _done(jobs, drawing, made)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _keep(part: Path, place: Path) -> None:
    """Give what was made its name, so that what is told as done outlives a power cut."""
    for file in part.iterdir() if part.is_dir() else ():
        to_disk(file)
    to_disk(part)
    if place.is_dir():
        # Of a try that was broken off before it could say that it was done.
        shutil.rmtree(place)
    part.replace(place)
    to_disk(place.parent)


def _done(jobs: Jobs, drawing: Drawing, made: Callable[[], None]) -> None:
    """Make it, and tell how it ended."""
    if jobs.is_cancelled(drawing):
        return
    jobs.tell(drawing, Step.DRAWING)
    try:
        with jobs.beating(drawing):
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
