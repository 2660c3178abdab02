"""A proxy that stands at one address in front of a server that may come and go.

A connection carries one request. ``plan`` is asked for each call of the API which fault of
``network.py`` it is to meet; None is none.
"""

from __future__ import annotations

import http.client
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from socketserver import StreamRequestHandler, ThreadingTCPServer

HOST = "127.0.0.1"
API = "/api/v1/"
# A connection that is closed at once and says so: what remains of it is a reset.
NO_LINGER = struct.pack("ii", 1, 0)
PATIENCE = 30
GONE = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Request:
    """What the browser asks."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What it is told."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Line:
    """One request on its way, and everything that can happen to it."""

    def __init__(self, proxy: Proxy, handler: StreamRequestHandler, request: Request) -> None:
        self.request = request
        self._proxy = proxy
        self._handler = handler

    def ask(self) -> Reply:
        """Bring the request to the server; what it says."""
        port = self._proxy.upstream
        upstream = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            asked = self.request
            upstream.request(asked.method, asked.path, body=asked.body, headers=asked.headers)
            came = upstream.getresponse()
            return Reply(came.status, tuple(came.getheaders()), came.read())
        finally:
            upstream.close()

    def ask_anew(self) -> Reply:
        """The same, whatever the browser has of it already: a file may be another one by now."""
        held = self.request.headers
        asked = {name: value for name, value in held.items() if not name.startswith("If-")}
        self.request = replace(self.request, headers=asked)
        return self.ask()

    def ask_with_half(self) -> None:
        """Bring half of the body to the server, then hang up."""
        head = "".join(f"{name}: {value}\r\n" for name, value in self.request.headers.items())
        first = f"{self.request.method} {self.request.path} HTTP/1.1\r\n{head}\r\n"
        with socket.create_connection((HOST, self._proxy.upstream), timeout=PATIENCE) as upstream:
            half = self.request.body[: len(self.request.body) // 2]
            upstream.sendall(first.encode("latin-1") + half)

    def answer(self, reply: Reply, *, most: int | None = None) -> None:
        """Tell the browser this, or so many bytes of it."""
        self._proxy.last[self.request.method] = reply
        kept = [(name, value) for name, value in reply.headers if name.lower() not in HOP_BY_HOP]
        body = reply.body[:most]
        kept += [("Content-Length", str(len(reply.body))), ("Connection", "close")]
        head = "".join(f"{name}: {value}\r\n" for name, value in kept)
        line = f"HTTP/1.1 {reply.status} {http.client.responses.get(reply.status, 'Said')}\r\n"
        self._handler.wfile.write(f"{line}{head}\r\n".encode("latin-1") + body)
        self._handler.wfile.flush()

    def reset(self) -> None:
        """Break the connection to the browser."""
        self._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)

    def last(self) -> Reply | None:
        """What was told the last time somebody asked in this way."""
        return self._proxy.last.get(self.request.method)


HOP_BY_HOP = {"content-length", "connection", "transfer-encoding", "keep-alive", "date", "server"}
Fault = Callable[[Line], None]


def pass_on(line: Line) -> None:
    """Nothing happens to it."""
    line.answer(line.ask())


def no_fault(_: Request) -> Fault | None:
    """The plan of a network that works."""
    return None


@dataclass
class Proxy:
    """Where browsers knock; ``upstream`` is the port of the server behind."""

    upstream: int
    port: int = 0
    plan: Callable[[Request], Fault | None] = no_fault
    # What is done to the server's answers to other requests than those of the API.
    rewrite: Callable[[Request, Reply], Reply] = lambda _, reply: reply
    last: dict[str, Reply] = field(default_factory=dict)
    met: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://{HOST}:{self.port}"

    def carry(self, line: Line) -> None:
        """Do with a request what the plan says."""
        request = line.request
        if not request.path.startswith(API):
            line.answer(self.rewrite(request, line.ask_anew()))
            return
        fault = self.plan(request)
        if fault is not None:
            self.met.append(fault.__name__)
        (fault or pass_on)(line)


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


@contextmanager
def proxying(upstream: int) -> Iterator[Proxy]:
    """A proxy in front of the server on this port, until the block ends."""
    proxy = Proxy(upstream)

    class Handler(StreamRequestHandler):
        timeout = PATIENCE

        def handle(self) -> None:
            with suppress(*GONE):
                request = _read(self)
                if request is not None:
                    proxy.carry(Line(proxy, self, request))

    with _Server((HOST, 0), Handler) as server:
        proxy.port = server.server_address[1]
        serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        serving.start()
        try:
            yield proxy
        finally:
            server.shutdown()


def _read(handler: StreamRequestHandler) -> Request | None:
    words = handler.rfile.readline().decode("latin-1").split()
    if len(words) != 3:
        return None
    # Fields of the same name are one in what browsers send here.
    headers = dict(http.client.parse_headers(handler.rfile).items())
    length = int(headers.get("Content-Length", "0"))
    kept = {name: value for name, value in headers.items() if name.lower() not in DROPPED}
    return Request(words[0], words[1], kept, handler.rfile.read(length))


# Compressed, an answer could be neither read nor rewritten.
DROPPED = {"connection", "keep-alive", "proxy-connection", "accept-encoding"}
