"""Storing a visit of 40 answers and 10 notes over HTTP, with and without photos of 250 KB.

The real server, real requests, each client with its own person and its own new visits; beside it
what the same rows, commits and files cost without an application around them.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import raw
from benchmarks.cluster import Cluster, free_port, postgresql
from benchmarks.payloads import Share, answers_for
from benchmarks.phones import WARM_UP, Orders, Phones, Sent
from benchmarks.processes import Tree
from benchmarks.serving import serving
from benchmarks.spread import p95
from benchmarks.world import seeding, settings_for, starter

RAW_VISITS = 100
RAW_PHOTOS = 60
MOST_CLIENTS = 16
# What ODK Central takes for a submission of this size on a comparable machine, CPU ms a visit.
ODK = {0: "16 to 25", 1: "31 to 45"}
AIMS = {0: 4.0, 1: 8.0}


@dataclass(frozen=True, slots=True)
class Load:
    """So many clients, who send so many visits in all, each with so many photos."""

    clients: int
    photos: int
    visits: int

    @property
    def visits_each(self) -> int:
        """The visits of one client, with those that wake the server up."""
        return self.visits // self.clients + WARM_UP


@dataclass(frozen=True, slots=True)
class Place:
    """An installation to measure."""

    data: Path
    port: int
    database_url: str
    workers: int
    postgres: Tree | None

    @property
    def name(self) -> str:
        """How the table calls it."""
        return f"{'PostgreSQL' if self.database_url else 'SQLite'}, {self.workers} process(es)"


PHOTOLESS = tuple(Load(clients, 0, 240) for clients in (1, 4, 16))
WITH_ONE = tuple(Load(clients, 1, 96) for clients in (1, 4, 16))
WITH_TEN = tuple(Load(clients, 10, 16) for clients in (1, 4, 16))
ALL_LOADS = PHOTOLESS + WITH_ONE + WITH_TEN
# A second process matters where clients wait for each other.
FOR_TWO = (*PHOTOLESS[1:], WITH_ONE[2])
QUICK = (Load(4, 0, 40), Load(4, 1, 20))


def run(*, quick: bool = False) -> list[dict[str, object]]:
    """A row for each load on each database, and the raw costs."""
    rows: list[dict[str, object]] = []
    with postgresql() as cluster:
        for workers in (1,) if quick else (1, 2):
            loads = QUICK if quick else ALL_LOADS if workers == 1 else FOR_TWO
            rows += _measured(workers, loads, None)
            if cluster is not None:
                rows += _measured(workers, loads, cluster)
        if cluster is None:
            rows.append({"work": "storing on PostgreSQL", "note": "not measured: not installed"})
    return rows


def _measured(
    workers: int, loads: tuple[Load, ...], cluster: Cluster | None
) -> list[dict[str, object]]:
    with _place(workers, cluster) as place:
        each = sum(load.visits_each for load in loads) + RAW_VISITS
        settings = settings_for(place.data, port=place.port, database_url=place.database_url)
        shares = seeding(settings, clients=MOST_CLIENTS, visits_each=each)
        rows = []
        with serving(
            place.data, port=place.port, database_url=place.database_url, workers=workers
        ) as server:
            for number, load in enumerate(loads, start=1):
                rows.append(_under_load(place, server, load, _dealt(shares, load, number)))
        if workers == 1:
            rows += raw.rows(
                place.database_url or str(place.data / "survey.sqlite3"),
                [share.visits.pop() for share in shares[:1] for _ in range(RAW_VISITS)],
            )
            rows += [] if place.database_url else raw.photos(place.data / "raw", RAW_PHOTOS)
    return rows


@contextmanager
def _place(workers: int, cluster: Cluster | None) -> Iterator[Place]:
    with tempfile.TemporaryDirectory(prefix="bench-survey-") as folder:
        url = cluster.new_database(f"bench{workers}") if cluster else ""
        tree = Tree(cluster.pid) if cluster else None
        yield Place(Path(folder), free_port(), url, workers, tree)


def _dealt(shares: list[Share], load: Load, number: int) -> Orders:
    """Visits that nobody has sent to yet, for as many clients as the load has."""
    dealt = [
        Share(share.token, [share.visits.pop() for _ in range(load.visits_each)])
        for share in shares[: load.clients]
    ]
    return Orders(0, dealt, load.photos, number, answers_for(starter()))


def _under_load(place: Place, server: Tree, load: Load, orders: Orders) -> dict[str, object]:
    phones = Phones(Orders(place.port, orders.shares, load.photos, orders.seed, orders.answers))
    server.forget_peak()
    before = server.cpu_ms()
    postgres_before = place.postgres.cpu_ms() if place.postgres else 0.0
    sent = phones.send()
    visits = len(sent.each_ms)
    row = _row(place, load, sent)
    row["cpu_ms_per_visit"] = round((server.cpu_ms() - before) / visits, 2)
    if place.postgres:
        used = place.postgres.cpu_ms() - postgres_before
        row["postgres_cpu_ms_per_visit"] = round(used / visits, 2)
    row["peak_mb"] = round(server.peak_mb())
    if load.photos in ODK:
        aim = AIMS[load.photos]
        row["peers"] = {"cpu_ms_per_visit": (f"aim {aim:g}; ODK Central {ODK[load.photos]}", aim)}
    return row


def _row(place: Place, load: Load, sent: Sent) -> dict[str, object]:
    photos = {0: "no photo", 1: "1 photo"}.get(load.photos, f"{load.photos} photos")
    return {
        "work": f"{place.name}, {load.clients} client(s), {photos}",
        "visits": len(sent.each_ms),
        "visits_per_s": round(len(sent.each_ms) / sent.all_ms * 1000, 1),
        "p50_ms": round(statistics.median(sent.each_ms), 1),
        "p95_ms": round(p95(sent.each_ms), 1),
    }


if __name__ == "__main__":
    for each_row in run(quick=True):
        print(each_row)
