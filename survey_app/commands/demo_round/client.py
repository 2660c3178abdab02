"""A client of the API over one kept connection: every answer is read, none is taken on trust.

It stands in for phones and desks in the demonstration, in tests and in benchmarks.
"""

from __future__ import annotations

import hashlib
import http
import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPMessage
from types import TracebackType
from typing import Any, TypeAlias

from forms.canonical import from_json
from forms.definition import Checklist

# What JSON holds; which shape it has is the API's to say.
Json: TypeAlias = Any

PREFIX = "/api/v1"
PATIENCE = 60.0
# What a connection that the server has closed meanwhile looks like from here.
CLOSED = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class Refused(RuntimeError):
    """The server answered otherwise than with a success; the message says what was asked."""

    def __init__(self, asked: str, reply: Reply) -> None:
        told = reply.body[:500].decode(errors="replace")
        super().__init__(f"{asked} -> {reply.status}: {told}")
        self.status = reply.status
        self.code = reply.problem_code


class NotReached(RuntimeError):
    """No server answers at this address."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response, read to its end."""

    status: int
    # Not a plain dict: the case of a header's name means nothing.
    headers: HTTPMessage
    body: bytes

    def json(self) -> Json:
        """The body as JSON values."""
        return json.loads(self.body)

    @property
    def problem_code(self) -> str:
        """The stable code of a problem, or nothing."""
        if "json" not in self.headers.get("Content-Type", ""):
            return ""
        held = self.json()
        return str(held.get("code", "")) if isinstance(held, dict) else ""


@dataclass
class Client:
    """One caller: its connection and, once signed in, its token."""

    host: str
    port: int
    token: str = ""
    language: str = "vi"
    _connection: http.client.HTTPConnection = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def sign_in(self, username: str, password: str) -> dict[str, Any]:
        """Exchange the password for a token, which goes with every call from now on."""
        told = self.post("/session", {"username": username, "password": password})
        self.token = str(told["token"])
        return dict(told["user"])

    def visits(self) -> list[dict[str, Any]]:
        """The visits of this person, as the phone lists them."""
        return list(self.get("/visits")["visits"])

    def checklist(self, code: str, version: str) -> Checklist:
        """The definition of a published version."""
        path = f"{PREFIX}/checklists/{code}/{version}"
        reply = self.ask("GET", path)
        if reply.status != http.HTTPStatus.OK:
            raise Refused(f"GET {path}", reply)
        return from_json(reply.body)

    def entries(self, visit: str, *, after: int = 0) -> list[dict[str, Any]]:
        """What everybody recorded on a visit after a cursor, page by page to its end."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.get(f"/visits/{visit}/entries?after={after}")
            found += page["entries"]
            if not page["more"]:
                return found
            after = page["cursor"]

    def post_entries(
        self, visit: str, entries: Sequence[Mapping[str, Any]]
    ) -> list[dict[str, Any]]:
        """Send entries; one receipt each, in their order."""
        return list(self.post(f"/visits/{visit}/entries", {"entries": entries})["receipts"])

    def put_photo(self, data: bytes) -> str:
        """Store a photo; its hash, which the server has repeated."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = f"{PREFIX}/photos/{sha256}"
        reply = self.ask("PUT", path, data, {"Content-Type": "image/jpeg"})
        if reply.status not in (200, 201) or reply.json()["sha256"] != sha256:
            raise Refused(f"PUT {path}", reply)
        return sha256

    def decide(self, visit: str, move: str, **about: Json) -> dict[str, Any]:
        """Make a move of the review."""
        return dict(self.post(f"/visits/{visit}/decisions", {"move": move, **about}))

    def merge(self, round_id: int) -> dict[str, Any]:
        """Merge the approved visits of a round into the draft of its evaluation."""
        return dict(self.post(f"/rounds/{round_id}/evaluations", {}))

    def get(self, path: str) -> Json:
        """The JSON at a path of the API."""
        return self._json("GET", path, None)

    def post(self, path: str, value: object) -> Json:
        """The JSON that answers this JSON."""
        return self._json("POST", path, json.dumps(value, ensure_ascii=False).encode())

    def _json(self, method: str, path: str, body: bytes | None) -> Json:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        reply = self.ask(method, PREFIX + path, body, headers)
        if reply.status not in (200, 201):
            raise Refused(f"{method} {path}", reply)
        return reply.json()

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Any request at all, and whatever answers it; tried again on a closed connection."""
        try:
            return self._once(method, path, body, headers or {})
        except CLOSED:
            # A kept connection may have been closed while it lay idle; entries and photos are
            # idempotent, and a decision made twice is refused by its state.
            self._connection.close()
            return self._once(method, path, body, headers or {})

    def _once(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        sent = {"Accept-Language": self.language, **headers}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        self._connection.request(method, path, body=body, headers=sent)
        response = self._connection.getresponse()
        return Reply(response.status, response.headers, response.read())


def wait_for(
    host: str, port: int, *, seconds: float, alive: Callable[[], bool] = lambda: True
) -> None:
    """Return as soon as the application answers there; raise NotReached when it never does.

    ``alive`` says whether there is still a server to wait for.
    """
    until = time.monotonic() + seconds
    while alive() and time.monotonic() < until:
        try:
            with Client(host, port) as client:
                # Whoever is not signed in is told so: that is the application speaking.
                if client.ask("GET", f"{PREFIX}/visits").problem_code == "not-signed-in":
                    return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.05)
    raise NotReached(f"{host}:{port}")
