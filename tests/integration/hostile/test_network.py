"""Slow, cut and lying networks at the edge of a real server: nothing half stored, nobody waits."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import threading
import time
from uuid import uuid4

import pytest

from survey_app.edge.limits import LARGEST_JSON, LARGEST_PHOTO, LARGEST_RESCUE
from tests.support.phone import jpeg
from tests.support.server import call


def entry(live, **more):
    """A note that the server would take."""
    return {
        "id": str(uuid4()),
        "visit": live.place.visit,
        "kind": "note",
        "item": "A1",
        "slot": str(uuid4()),
        "value": {"text": "Hồ sơ lưu đủ"},
        "device": "may-1",
        "seq": 1,
        "made_at": "2020-11-10T09:00:00+07:00",
        **more,
    }


def path_of_entries(live):
    return f"/api/v1/visits/{live.place.visit}/entries"


def head(live, method, path, length, *more):
    """The head of a request that promises so many bytes."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {live.place.tokens['an']}",
        *([f"Content-Length: {length}"] if length is not None else []),
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def opened(live):
    return socket.create_connection(("127.0.0.1", live.port), timeout=30)


def counts(live):
    """Rows that a request could have left: entries, held entries, photos, parcels."""
    tables = ("entry", "held_entry", "photo", "rescue_parcel")
    with live.place.looking() as database:
        return [
            database.exec_driver_sql(f"SELECT count(*) FROM {each}").scalar() for each in tables
        ]


def files(live):
    """What lies in the photo store, temporary files too."""
    root = live.place.settings.data / "photos"
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def kept(live):
    """What is to stay there: a request that a test before this one broke off may leave later."""
    root = live.place.settings.data / "photos"
    incoming = {path.name for path in (root / "incoming").iterdir()}
    return [name for name in files(live) if name not in incoming]


def settled(look, wanted):
    """Wait until the server has got over a lost connection, and stays so for a while.

    A single look may come before the request has begun, or between its beginning and its end.
    """
    until, calm, found = time.monotonic() + 20, 0, look()
    while calm < 8 and time.monotonic() < until:
        time.sleep(0.05)
        found = look()
        calm = calm + 1 if found == wanted else 0
    return found


REQUESTS = {
    "a photo": ("PUT", "/api/v1/photos/{sha256}", jpeg(400, 300)),
    "rescued bytes": ("POST", "/api/v1/rescue", os.urandom(20_000)),
    "entries": ("POST", "{entries}", None),
}


@pytest.mark.parametrize("chunked", [False, True], ids=["promised", "chunked"])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
@pytest.mark.parametrize("what", REQUESTS)
def test_a_body_that_breaks_off_leaves_nothing_behind(live, what, share, chunked):
    method, path, data = REQUESTS[what]
    data = data or json.dumps({"entries": [entry(live) for _ in range(20)]}).encode()
    path = path.format(sha256=hashlib.sha256(data).hexdigest(), entries=path_of_entries(live))
    before, files_before = counts(live), kept(live)

    part = data[: int(len(data) * share)]
    with opened(live) as line:
        if chunked:
            line.sendall(head(live, method, path, None, "Transfer-Encoding: chunked"))
            line.sendall(b"%x\r\n" % len(data) + part)
        else:
            line.sendall(head(live, method, path, len(data)) + part)

    assert settled(lambda: files(live), files_before) == files_before
    time.sleep(0.1)
    assert counts(live) == before


def test_sixteen_broken_bodies_leave_every_thread_free(live):
    for _ in range(16):
        with opened(live) as line:
            line.sendall(head(live, "PUT", f"/api/v1/photos/{'0' * 64}", 1_000_000) + b"x" * 100)

    answers = [call(live.port, "GET", "/api/v1/visits", token=live.place.tokens["an"])]
    assert [each.status for each in answers] == [200]


SLOW = {
    "a photo": ("PUT", f"/api/v1/photos/{'0' * 64}"),
    "rescued bytes": ("POST", "/api/v1/rescue"),
    "entries": ("POST", "{entries}"),
    "a hand-made reconcile": ("POST", "/api/v1/reconcile"),
    "a sign-in": ("POST", "/api/v1/session"),
}


@pytest.mark.parametrize("what", SLOW)
def test_a_slow_body_keeps_no_other_writer_waiting(live, what):
    method, path = SLOW[what]
    path = path.format(entries=path_of_entries(live))
    stop = threading.Event()

    with opened(live) as line:
        line.sendall(head(live, method, path, 100_000, "Content-Type: application/json"))
        drip = threading.Thread(target=_drip, args=(line, stop))
        drip.start()
        # What is dripping has been let in and is being read by now.
        time.sleep(0.3)
        try:
            sent = {"entries": [entry(live)]}
            token = live.place.tokens["anh"]
            began = time.monotonic()
            came = call(live.port, "POST", path_of_entries(live), token=token, json=sent)
            took = time.monotonic() - began
        finally:
            stop.set()
            drip.join()

    assert came.json["receipts"][0]["state"] == "stored"
    assert took < 10, "it waited for the slow one"


def _drip(line, stop):
    """About a kilobyte a second."""
    while not stop.wait(0.1):
        try:
            line.sendall(b"x" * 100)
        except OSError:
            return


REFUSED = [
    pytest.param("PUT", f"/api/v1/photos/{'0' * 64}", LARGEST_PHOTO + 1, 413, id="photo too large"),
    pytest.param("POST", "/api/v1/rescue", LARGEST_RESCUE + 1, 413, id="rescue too large"),
    pytest.param("POST", "{entries}", LARGEST_JSON + 1, 413, id="entries too large"),
    pytest.param("PUT", "/api/v1/photos/khong-phai", 3_000_000, 422, id="no hash in the address"),
    pytest.param("POST", "/api/v1/nowhere", 3_000_000, 404, id="no such call"),
    pytest.param("POST", "/api/v1/visits", 3_000_000, 405, id="no such method"),
]


@pytest.mark.parametrize(("method", "path", "size", "status"), REFUSED)
def test_a_refusal_reaches_a_client_that_is_still_sending(live, method, path, size, status):
    path = path.format(entries=path_of_entries(live))

    came = call(live.port, method, path, token=live.place.tokens["an"], body=b"x" * size)

    assert came.status == status
    assert came.headers["content-type"] == "application/problem+json"


def test_a_stranger_is_refused_before_the_body_is_read(live):
    came = call(live.port, "PUT", f"/api/v1/photos/{'0' * 64}", body=b"x" * 8_000_000)

    assert came.status == 401


LIES = [
    pytest.param("Content-Length: -1", id="less than nothing"),
    pytest.param("Content-Length: ten", id="no number"),
    pytest.param("Content-Length: 5\r\nContent-Length: 6", id="two lengths"),
    pytest.param("Content-Length: 99999999999999999999999", id="beyond all numbers"),
    pytest.param("Content-Length: 5\r\nTransfer-Encoding: chunked", id="length and chunks"),
    pytest.param("Transfer-Encoding: gzip", id="a coding nobody has"),
]


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_about_the_length_is_no_way_in(live, lie):
    before = counts(live)
    with opened(live) as line:
        line.sendall(head(live, "POST", path_of_entries(live), None, lie) + b"{}\r\n\r\n")
        line.shutdown(socket.SHUT_WR)
        told = line.recv(4096)

    assert not told.startswith(b"HTTP/1.1 5"), told
    assert counts(live) == before


def test_a_body_without_a_length_is_refused_since_nobody_could_tell_whether_it_was_whole(live):
    data = json.dumps({"entries": [entry(live)]}).encode()
    token = live.place.tokens["an"]

    came = call(live.port, "POST", path_of_entries(live), token=token, body=_haltingly(data))

    assert (came.status, came.json["code"]) == (400, "bad-request")


def _haltingly(data):
    """In pieces with a pause between: the refusal is known before the rest has been sent."""
    middle = len(data) // 2
    for piece in (data[:middle], data[middle:]):
        time.sleep(0.3)
        yield piece
