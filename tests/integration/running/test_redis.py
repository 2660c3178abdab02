"""Jobs and the brake on guessing in a Redis that is really asked: also when it goes away."""

from __future__ import annotations

import pytest

from survey_app.edge import schema
from survey_app.edge.database import db, writing
from survey_app.edge.jobs import Jobs, Step
from survey_app.edge.limits import limiter
from survey_app.visits import people
from tests.integration.running.places import new_place
from tests.support.cast import PASSWORD, assemble
from tests.support.services import redis


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture
def place(address, tmp_path):
    """A server whose jobs are in Redis, with the cast."""
    with new_place(tmp_path / "redis", JOBS_URL=address) as made:
        made.extensions["jobs"].huey.storage.flush_all()
        with made.app_context(), writing():
            schema.upgrade()
            assemble(db.session)
        yield made


def carried_out(jobs: Jobs) -> None:
    """What a worker does with the next job."""
    jobs.huey.execute(jobs.huey.dequeue())


def test_a_job_waits_is_carried_out_and_told_by_another_server(place, address, tmp_path):
    jobs = place.extensions["jobs"]
    with place.app_context():
        drawing = jobs.order(7, "pdf")
    waiting = jobs.find(drawing.id, 7)

    with new_place(tmp_path / "worker", JOBS_URL=address) as worker:
        # There is no evaluation of that number: the worker says that it failed.
        carried_out(worker.extensions["jobs"])

    assert (waiting.step, jobs.find(drawing.id, 7).step) == (Step.WAITING, Step.FAILED)
    assert jobs.find(drawing.id, 8) is None


def test_a_job_that_is_no_longer_wanted_is_not_carried_out(place):
    jobs = place.extensions["jobs"]
    with place.app_context():
        drawing = jobs.order(7, "pdf")
    jobs.cancel(drawing)

    carried_out(jobs)

    assert jobs.find(drawing.id, 7).step is Step.CANCELLED


def test_progress_is_read_by_whoever_waits(place, address, tmp_path):
    jobs = place.extensions["jobs"]
    with place.app_context():
        drawing = jobs.order(7, "binder")
    with new_place(tmp_path / "worker", JOBS_URL=address) as worker:
        worker.extensions["jobs"].tell(drawing, Step.DRAWING, 3, 9)

    seen = jobs.find(drawing.id, 7)

    assert (seen.step, seen.done, seen.of) == (Step.DRAWING, 3, 9)


def test_a_server_with_its_redis_is_ready(place):
    assert "jobs ok" in place.test_client().get("/ready").get_data(as_text=True)


def guesses(place, times):
    """Sign in wrongly so often; how each was answered."""
    client = place.test_client()
    wrong = {"username": "an", "password": "sai"}
    return [client.post("/api/v1/session", json=wrong).status_code for _ in range(times)]


@pytest.fixture
def braked(monkeypatch, app):
    """With the brake on, asked for first: whichever server is made last has it."""
    monkeypatch.setattr(limiter, "enabled", True)
    yield
    limiter.init_app(app)
    limiter.enabled = False


def test_guesses_are_counted_for_all_servers_together(
    braked, place, address, tmp_path, monkeypatch
):
    # Checking a password is slow on purpose, and a minute is soon over.
    monkeypatch.setattr(people, "checked", lambda *_: None)
    limiter.enabled = True
    assert guesses(place, 6) == [401] * 6

    with new_place(
        tmp_path / "second",
        JOBS_URL=address,
        DATABASE_URL=place.extensions["settings"].database_url,
    ) as second:
        limiter.enabled = True
        more = guesses(second, 6)

    assert more == [401] * 4 + [429] * 2


def test_without_redis_people_sign_in_and_what_needs_it_says_so(braked, tmp_path):
    (tmp_path / "own").mkdir()
    with redis(tmp_path / "own") as gone:
        pass
    with new_place(tmp_path / "alone", JOBS_URL=gone) as alone:
        with alone.app_context(), writing():
            schema.upgrade()
            assemble(db.session)
        limiter.enabled = True
        client = alone.test_client()
        entered = client.post("/api/v1/session", json={"username": "an", "password": PASSWORD})
        ready = client.get("/ready")

    assert entered.status_code == 200
    assert (ready.status_code, "jobs failed" in ready.get_data(as_text=True)) == (503, True)
