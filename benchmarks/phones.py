"""The phones: a process of its own, so that what they use is not counted with the server.

Reads its orders as one line of JSON, prepares every body, says ``ready``, waits for ``go``, sends,
and prints how long each visit took.
"""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.payloads import ROOT, Camera, Share, visit_body

WARM_UP = 1


@dataclass(frozen=True, slots=True)
class Orders:
    """Where to send, who sends which visits, the answers, and how many photos."""

    port: int
    shares: list[Share]
    photos: int
    seed: int
    answers: list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that one visit sends."""

    visit: str
    body: bytes
    photos: list[tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Sent:
    """How long each visit took and all of them together, in milliseconds."""

    each_ms: list[float]
    all_ms: float


class Phones:
    """The other end of the pipe to a process of phones."""

    def __init__(self, orders: Orders) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.phones"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        self._tell(json.dumps(asdict(orders)))
        # Said after a few visits each, so that neither end is measured while it wakes up.
        self._expect("ready")

    def send(self) -> Sent:
        """Let all clients send at once and wait for the last."""
        self._tell("go")
        said = json.loads(self._line())
        self._process.wait()
        return Sent(**said)

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _expect(self, word: str) -> None:
        said = self._line()
        if said != word:
            raise RuntimeError(f"the phones said {said!r}")

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class Client:
    """One phone with a connection that it keeps."""

    def __init__(self, port: int, share: Share, parcels: list[Parcel]) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Authorization": f"Bearer {share.token}"}
        self._parcels = parcels
        self.took_ms: list[float] = []

    def send(self, first: int, last: int | None) -> None:
        """Deliver these visits, photos first, and note how long each took."""
        for parcel in self._parcels[first:last]:
            begun = time.perf_counter()
            for sha256, data in parcel.photos:
                self._ask("PUT", f"/api/v1/photos/{sha256}", data, "image/jpeg", 201)
            path = f"/api/v1/visits/{parcel.visit}/entries"
            answer = self._ask("POST", path, parcel.body, "application/json", 200)
            self.took_ms.append((time.perf_counter() - begun) * 1000)
            if answer.count(b'"state":"stored"') < answer.count(b'"number"'):
                raise RuntimeError(f"not all was stored: {answer[:500]!r}")

    def begin_anew(self) -> None:
        """Forget what was noted, and the connection, which the server may have dropped since."""
        self.took_ms.clear()
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes, media_type: str, status: int) -> bytes:
        headers = {**self._headers, "Content-Type": media_type}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != status:
            raise RuntimeError(f"{method} {path}: {response.status} {answer[:500]!r}")
        return answer


def main() -> None:
    """Carry out the orders that come in."""
    held: dict[str, Any] = json.loads(sys.stdin.readline())
    shares = [Share(**each) for each in held.pop("shares")]
    clients = _clients(Orders(shares=shares, **held))
    _send_all(clients, 0, WARM_UP)
    for client in clients:
        client.begin_anew()
    print("ready", flush=True)
    sys.stdin.readline()
    all_ms = _send_all(clients, WARM_UP, None)
    sent = Sent([took for client in clients for took in client.took_ms], all_ms)
    if len(sent.each_ms) != sum(len(share.visits) - WARM_UP for share in shares):
        raise SystemExit("a phone gave up")
    print(json.dumps(asdict(sent)), flush=True)


def _send_all(clients: list[Client], first: int, last: int | None) -> float:
    """Let each client send these of its visits, all at once; milliseconds until the last is in."""
    threads = [threading.Thread(target=each.send, args=(first, last)) for each in clients]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return (time.perf_counter() - begun) * 1000


def _clients(orders: Orders) -> list[Client]:
    camera = Camera(orders.seed) if orders.photos else None
    clients = []
    for share in orders.shares:
        parcels = []
        for visit in share.visits:
            photos = [camera.photo() for _ in range(orders.photos)] if camera else []
            body = visit_body(visit, orders.answers, [sha256 for sha256, _ in photos])
            parcels.append(Parcel(visit, body, photos))
        clients.append(Client(orders.port, share, parcels))
    return clients


if __name__ == "__main__":
    main()
