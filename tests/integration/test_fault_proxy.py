"""The network that fails on demand fails as it says, else runs behind it would prove nothing."""

from __future__ import annotations

import http.client
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.support.network import FAULTS
from tests.support.proxy import HOST, proxying

SENT = json.dumps({"entries": [{"id": "e1", "text": "x" * 200}]}).encode()
TRUE = {"receipts": [{"id": "e1", "sha256": "true"}], "epoch": "e"}
# What the server hears of a call that meets the fault: how often whole, how often cut.
HEARD = dict.fromkeys(FAULTS, (1, 0)) | dict.fromkeys(
    ("lose_request", "portal", "redirect", "say_nothing", "say_ok", "fail", "be_busy", "forge",
     "repeat_last"), (0, 0)
) | {"cut_request": (0, 1), "double": (2, 0)}  # fmt: skip
BELIEVABLE = {"delay", "double"}


class Upstream(BaseHTTPRequestHandler):
    """A server that counts what arrives whole and what does not."""

    whole = 0
    cut = 0

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            type(self).cut += 1
            return
        type(self).whole += 1
        said = json.dumps(TRUE).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def do_GET(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


class Waiting(ThreadingHTTPServer):
    """A server whose closing waits for what it is being told."""

    daemon_threads = False


@pytest.fixture
def upstream():
    Upstream.whole = Upstream.cut = 0
    with Waiting((HOST, 0), Upstream) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


def hear_everything(server):
    """Until every call that reached the server before this one has been heard to its end.

    Connections are taken in the order in which they came: who is answered has none before him.
    """
    line = http.client.HTTPConnection(HOST, server.server_address[1], timeout=30)
    line.request("GET", "/")
    assert line.getresponse().status == 204
    line.close()
    server.shutdown()
    server.server_close()


def said(port):
    """What a careful client makes of a POST through the proxy; None is nothing to believe."""
    line = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        line.request("POST", "/api/v1/visits/v/entries", SENT, {"Content-Length": str(len(SENT))})
        came = line.getresponse()
        return json.loads(came.read()) if came.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        line.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_does_what_its_name_says(fault, upstream):
    with proxying(upstream.server_address[1]) as proxy:
        proxy.plan = lambda _: FAULTS[fault]
        reply = said(proxy.port)

    assert proxy.met == [fault]
    assert (reply == TRUE) is (fault in BELIEVABLE)
    hear_everything(upstream)
    assert (Upstream.whole, Upstream.cut) == HEARD[fault]


def test_without_a_fault_everything_passes(upstream):
    with proxying(upstream.server_address[1]) as proxy:
        assert said(proxy.port) == TRUE

    assert proxy.met == []
