"""A process that is killed while it draws loses no job: it is told, and begun anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from survey_app.edge import jobs as queueing
from survey_app.edge import working
from survey_app.edge.database import db
from survey_app.edge.jobs import Step, queue
from survey_app.edge.working import mend

DRAW = "survey_app.edge.papers.evaluations.content_of"


@pytest.fixture
def ordered(app, desk, cast, evaluation_id):
    """A browser, and the address of a drawing that waits with none before it."""
    with app.app_context():
        # The queue is the worker's of all tests, and some leave what they ordered in line.
        queue().huey.flush()
    chau = desk(cast.chau)
    return chau, chau.post(f"/evaluations/{evaluation_id}/drawings/pdf").location


@pytest.fixture
def found(app, ordered):
    """The drawing as it stands."""

    def read():
        with app.app_context():
            return queue().read(ordered[1].rpartition("/")[2])

    return read


@pytest.fixture
def killed(app, work, monkeypatch):
    """Carry out what waits in a process that is killed in the middle of drawing."""

    def once():
        child = os.fork()
        if child == 0:
            with app.app_context():
                # The connections belong to the process that we came from.
                db.engine.dispose(close=False)
            monkeypatch.setattr(DRAW, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            try:
                work()
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

    return once


@pytest.fixture
def mended(app):
    """What the worker does when it starts, and each minute."""

    def done():
        with app.app_context():
            return mend(queue())

    return done


def test_a_killed_drawing_is_told_at_once_and_made_when_the_worker_starts(
    ordered, killed, mended, work, found
):
    chau, path = ordered

    killed()
    broken = chau.get(path).text
    begun = mended()
    work()

    assert "bị ngắt giữa chừng" in broken
    assert f'action="{path}/restarting"' in broken
    assert [each.suffix for each in begun] == ["pdf"]
    assert chau.get(f"{path}/file").data.startswith(b"%PDF")
    assert found().step is Step.DONE


def test_what_kills_its_process_each_time_fails_in_the_end(
    ordered, killed, mended, found, monkeypatch
):
    chau, path = ordered
    monkeypatch.setattr(working, "MOST_TRIES", 1)

    killed()
    assert len(mended()) == 1
    killed()

    assert mended() == []
    assert found().step is Step.FAILED
    assert "Thử lại" in chau.get(path).text


def test_a_broken_drawing_is_begun_anew_with_one_button(ordered, killed, work):
    chau, path = ordered
    killed()

    replies = [chau.post(f"{path}/restarting") for _ in range(2)]
    work()

    assert [reply.location for reply in replies] == [path, path]
    assert "Đã lập xong" in chau.get(path).text


def test_what_goes_on_is_left_alone(app, ordered, found, mended):
    with app.app_context():
        queue().tell(found(), Step.DRAWING)

    assert mended() == []
    assert found().step is Step.DRAWING


def test_what_lies_still_but_beats_goes_on(app, ordered, found, monkeypatch):
    monkeypatch.setattr(queueing, "BEAT", 0.001)
    with app.app_context():
        queue().tell(found(), Step.DRAWING)
        later = time.time() + queueing.SILENT_FOR + 1
        monkeypatch.setattr(time, "time", lambda: later)
        silent = found().step
        with queue().beating(found()):
            until = time.monotonic() + 20
            while found().step is not Step.DRAWING and time.monotonic() < until:
                time.sleep(0.005)

            assert found().step is Step.DRAWING
    assert silent is Step.BROKEN


def test_what_a_stopped_process_had_only_taken_is_put_in_line_again(
    app, ordered, mended, work, found, monkeypatch
):
    with app.app_context():
        queue().huey.dequeue()
    at_once = mended()
    monkeypatch.setattr(queueing, "SILENT_FOR", -1)

    begun = mended()
    work()

    assert (at_once, len(begun)) == ([], 1)
    assert found().step is Step.DONE


def test_what_is_long_past_is_forgotten(ordered, mended, found, monkeypatch):
    monkeypatch.setattr("survey_app.edge.working.KEPT_FOR", -1)

    mended()

    assert found() is None


def test_dung_and_all_but_the_office_restart_nothing(ordered, desk, cast):
    others = (cast.an, cast.binh, cast.dung, cast.quan)

    replies = [desk(who).post(f"{ordered[1]}/restarting") for who in others]

    assert {reply.status_code for reply in replies} == {403}


def test_a_process_that_is_gone_is_not_running():
    gone = subprocess.Popen([sys.executable, "-S", "-c", ""])
    gone.wait()

    assert not queueing._is_running(gone.pid)
    assert queueing._is_running(os.getpid())
