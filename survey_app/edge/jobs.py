"""Work that takes longer than a request should: done aside, with its progress to be seen.

The queue is a SQLite file in the data folder, or Redis where ``JOBS_URL`` names one.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from socket import gethostname
from threading import Event, Thread
from typing import Any, cast
from uuid import uuid4

from flask import current_app
from huey import Huey

KEPT_FOR = 7 * 24 * 3600
# The PDF of more visits than this takes longer than somebody should wait before a still page.
MOST_IN_A_REQUEST = 20
# Whoever carries a job out says each so many seconds that it is still there.
BEAT = 10.0
# A job that has said nothing for so many seconds has been broken off.
SILENT_FOR = 60
# A binder of the findings alone, and one with the units' own reports behind them.
BINDER = "binder"
FULL_BINDER = "full-binder"
BINDERS = (BINDER, FULL_BINDER)


class Step(StrEnum):
    """How far a job is; a broken one was under way when the machine or its process was stopped."""

    WAITING = "waiting"
    DRAWING = "drawing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    BROKEN = "broken"


class Cancelled(Exception):
    """Somebody no longer wants what is being made."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A document that is being drawn aside: of what, in which format, and how far it is.

    ``done`` of ``of`` parts are made, where its maker counts them. ``tries`` counts how often it
    was begun anew after it was broken off; ``told_at`` is when it was last told of, in seconds.
    """

    id: str
    evaluation_id: int
    suffix: str
    step: Step
    done: int = 0
    of: int = 0
    tries: int = 0
    told_at: float = 0.0


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
        self.put_in_line(drawing)
        return drawing

    def put_in_line(self, drawing: Drawing) -> None:
        """Have it carried out when its turn comes."""
        self.tell(drawing, Step.WAITING)
        tasks = cast(Any, self.huey)
        task = tasks.bind if drawing.suffix in BINDERS else tasks.draw
        self.huey.enqueue(task.s(drawing.id, drawing.evaluation_id, drawing.suffix))

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

    def mail(self, ordered: Sequence[tuple[int, int]]) -> None:
        """Have these reminders sent by e-mail, each with its try."""
        self.huey.enqueue(cast(Any, self.huey).mail.s(list(ordered)))

    def find(self, drawing_id: str, evaluation_id: int) -> Drawing | None:
        """A drawing of this evaluation; None when there is no such, or no longer."""
        found = self.read(drawing_id)
        return found if found is not None and found.evaluation_id == evaluation_id else None

    def read(self, drawing_id: str) -> Drawing | None:
        """A drawing as it stands; one that nobody goes on with is broken."""
        told = self.huey.get(_key(drawing_id), peek=True)
        if told is None:
            return None
        evaluation_id, suffix, step, done, of, at, maker, tries = told
        if step == Step.DRAWING and self._is_left(drawing_id, maker, at):
            step = Step.BROKEN
        return Drawing(drawing_id, evaluation_id, suffix, Step(step), done, of, tries, at)

    def known(self) -> list[str]:
        """The ids of every drawing that is remembered."""
        start = _key("")
        return sorted(
            key.removeprefix(start) for key in self.huey.all_results() if key.startswith(start)
        )

    def in_line(self) -> frozenset[str]:
        """The ids of the drawings whose turn has not come."""
        return frozenset(str(task.args[0]) for task in self.huey.pending() if task.args)

    def forget(self, drawing_id: str) -> None:
        """Remember a drawing no longer."""
        for key in (_key(drawing_id), _beat(drawing_id), _stop(drawing_id)):
            self.huey.get(key)

    @contextmanager
    def beating(self, drawing: Drawing) -> Iterator[None]:
        """Say meanwhile that it is still being made, however long a step of it takes."""
        ended = Event()

        def beat() -> None:
            while not ended.wait(BEAT):
                self.huey.put(_beat(drawing.id), time.time())

        thread = Thread(target=beat, name=f"beat-{drawing.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def _is_left(self, drawing_id: str, maker: str, at: float) -> bool:
        """Whether nobody goes on with it: its process is gone, or has been silent too long."""
        host, _, process = maker.rpartition(":")
        if host == gethostname() and not _is_running(int(process)):
            return True
        beaten = float(self.huey.get(_beat(drawing_id), peek=True) or 0)
        return time.time() - max(at, beaten) > SILENT_FOR

    def tell(self, drawing: Drawing, step: Step, done: int = 0, of: int = 0) -> None:
        """Say how far a drawing is."""
        maker = f"{gethostname()}:{os.getpid()}"
        facts = (drawing.evaluation_id, drawing.suffix, step.value, done, of)
        self.huey.put(_key(drawing.id), (*facts, time.time(), maker, drawing.tries))

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
            # What was there a moment ago may have got its name, or been forgotten by another.
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    _remove(path)


def is_for_a_job(visits: int) -> bool:
    """Whether the documents of an evaluation of so many visits are drawn aside."""
    return visits > MOST_IN_A_REQUEST


def queue() -> Jobs:
    """The queue of this application."""
    return cast(Jobs, current_app.extensions["jobs"])


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _key(drawing_id: str) -> str:
    return f"drawing:{drawing_id}"


def _beat(drawing_id: str) -> str:
    return f"beat:{drawing_id}"


def _stop(drawing_id: str) -> str:
    return f"stop:{drawing_id}"
