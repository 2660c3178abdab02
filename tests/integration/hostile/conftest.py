"""One real server for the tests that need a process and a socket."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.server import Place, prepare, serving


@dataclass(frozen=True)
class Live:
    """A server process that runs: where it keeps its things, its id, what it said."""

    place: Place
    pid: int
    log: Path

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.place.settings.port


@pytest.fixture(scope="package")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server with the cast on it, stopped at the end."""
    folder = tmp_path_factory.mktemp("live")
    place = prepare(folder / "data")
    with serving(place, folder / "server.log") as process:
        yield Live(place, process.pid, folder / "server.log")
