"""A server process while all sorts of things are sent to it: its log and its memory."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from survey_app.edge.limits import LARGEST_PHOTO, LARGEST_RESCUE
from tests.support.phone import jpeg
from tests.support.server import call

MB = 1024 * 1024


def resident(pid):
    """Bytes of memory of the server's processes."""
    total = 0
    for each in (pid, *children(pid)):
        for line in Path(f"/proc/{each}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                total += int(line.split()[1]) * 1024
    return total


def children(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_the_largest_uploads_do_not_fill_the_memory(live):
    token = live.place.tokens["an"]
    picture = jpeg(64, 48)
    photo = picture + os.urandom(LARGEST_PHOTO - len(picture))
    sent = [
        ("PUT", f"/api/v1/photos/{hashlib.sha256(photo).hexdigest()}", photo, (200, 201)),
        ("POST", "/api/v1/rescue", os.urandom(LARGEST_RESCUE), (201,)),
        ("PUT", f"/api/v1/photos/{'0' * 64}", photo, (422,)),
    ]
    before, peak, done = resident(live.pid), [0], threading.Event()
    watch = threading.Thread(target=_watch, args=(live.pid, peak, done))
    watch.start()

    statuses = [call(live.port, method, path, token=token, body=data).status
                for method, path, data, _ in sent]  # fmt: skip

    done.set()
    watch.join()
    for status, (_, path, _, wanted) in zip(statuses, sent, strict=True):
        assert status in wanted, path
    assert peak[0] - before < 150 * MB, f"{(peak[0] - before) / MB:.0f} MB more"


def _watch(pid, peak, done):
    while not done.wait(0.01):
        peak[0] = max(peak[0], resident(pid))


SECRET = "bi-mat-chim-hoang-yen"


def test_no_secret_and_no_answer_is_ever_in_the_log(live):
    place = live.place
    an, path = place.tokens["an"], f"/api/v1/visits/{place.visit}"
    visits = call(live.port, "GET", "/api/v1/visits", token=an).json["visits"]
    grant = visits[0]["grant"]
    note = {"entries": [{"kind": "note", "value": {"text": SECRET}}]}
    for token in (an, grant, SECRET):
        call(live.port, "POST", f"{path}/entries", token=token, json=note)
        call(live.port, "POST", f"{path}/entries", token=token, body=SECRET.encode())
        call(live.port, "GET", f"{path}/score?x={SECRET}", token=token)
        call(live.port, "PUT", f"/api/v1/photos/{'0' * 64}", token=token, body=SECRET.encode())
    for body in (
        {"username": "an", "password": SECRET},
        {"join_code": SECRET},
        {"username": SECRET},
    ):
        call(live.port, "POST", "/api/v1/session", json=body)
        call(live.port, "POST", "/sign-in", json=body)
    form = f"username=an&password={SECRET}".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"session={SECRET}"}
    call(live.port, "POST", "/sign-in", body=form, headers=kind)

    said = live.log.read_text()
    for secret in (SECRET, an, grant, place.settings.secret_key):
        assert secret not in said
    assert "Traceback" not in said


def test_no_address_that_the_server_makes_holds_a_token(live):
    token = live.place.tokens["chau"]
    visits = call(live.port, "GET", "/api/v1/visits", token=token)
    addresses = [value for name, value in visits.headers.items() if name in ("location", "link")]

    assert addresses == []
    assert f"token={token}".encode() not in visits.body
    assert token.encode() not in visits.body
