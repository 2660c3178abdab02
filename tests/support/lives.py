"""Server processes that begin at once: the imports are done before, in a process that forks.

Started as a program with nothing but a port a line on its input; for each it forks a process that
runs the very command line of the server, and tells its id. Each is the leader of a group of its
own, so that a kill takes the master and its worker in one blow, as a power cut would.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from granian.cli import cli

from survey_app.commands.server import command_line
from survey_app.factory import create_app
from tests.support.server import ROOT, Place, environment, wait_until_up

# Imported for the forks, which begin with what is there.
IMPORTED = (create_app,)


class Lives:
    """One server after another on the same folder."""

    def __init__(self, mother: subprocess.Popen[str], place: Place) -> None:
        self._mother = mother
        self._place = place
        self._group: int | None = None

    def begin(self) -> None:
        """Start a server and wait until it answers."""
        assert self._mother.stdin
        assert self._mother.stdout
        # The words after the module's name: what is told to granian.
        words = command_line(self._place.settings)[3:]
        self._mother.stdin.write("\t".join(words) + "\n")
        self._mother.stdin.flush()
        self._group = int(self._mother.stdout.readline())
        wait_until_up(self._place.settings.port)

    def kill(self) -> None:
        """End it in the middle of whatever it is doing."""
        if self._group is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)
        self._group = None


@contextmanager
def lives(place: Place, log: Path, fault: str = "") -> Iterator[Lives]:
    """A place where servers live and die; ``fault`` names one to plant in each of them."""
    with (
        log.open("w") as said,
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.lives", *([fault] if fault else [])],
            env=environment(place),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        ) as mother,
    ):
        made = Lives(mother, place)
        try:
            yield made
        finally:
            made.kill()


def main() -> None:
    """Fork a server for each line, until there are no more."""
    # Nobody waits for the killed, and they need no grave.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for fault in sys.argv[1:]:
        importlib.import_module("tests.support.faults").plant(fault)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _live(line.strip().split("\t"))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _live(words: list[str]) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(2, 1)
    multiprocessing.set_start_method("fork")
    cli(words)


if __name__ == "__main__":
    main()
