"""The phone's tests, checks and the server's tests, told in that order: `python -m scripts.tests`.

The server's come last, so that the last lines are those of pytest. The checks are made beside them:
half of what the browser's tests take is waiting.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from scripts import checks
from scripts.commands import PHONE, ROOT, environment, say
from scripts.node import status_of_npm
from scripts.python_packages import PYTHON

# Five workers for two processors: the browser's tests wait a good deal. The tests of a file stay
# together, for what they share is dear, and the long files, which come first, begin first.
WORKERS = "5"
DEAL = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")
PYTEST = (str(PYTHON), "-m", "pytest", *DEAL)
# Seconds between two looks at what a program has said.
GLANCE = 0.2


def failed_parts() -> list[str]:
    """Run every part to its end and name those that failed."""
    failed = []
    say("tests of the phone page")
    if status_of_npm(["test", "--silent"], cwd=PHONE):
        failed.append("tests of the phone page")
    with begun(PYTEST) as follow:
        say("checks")
        if not checks.all_pass():
            failed.append("checks")
        say(f"tests of the server{' (failed so far: ' + ', '.join(failed) + ')' if failed else ''}")
        if follow():
            failed.append("tests of the server")
    return failed


@contextmanager
def begun(command: Sequence[str]) -> Iterator[Callable[[], int]]:
    """A program that runs beside what is done in the block, and silently.

    The block is handed a function that tells what the program has said so far and what it goes on
    saying, until its end, and returns its exit status.
    """
    shown = ["--color=yes"] if sys.stdout.isatty() else []
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        with said.open("wb") as ear:
            program = subprocess.Popen(
                [*command, *shown], cwd=ROOT, env=environment(), stdout=ear, stderr=ear
            )
        try:
            with said.open("rb") as told:
                yield lambda: followed(program, told)
        finally:
            program.terminate()
            program.wait()


def followed(program: subprocess.Popen[bytes], told: IO[bytes]) -> int:
    """Show what a program says as it says it; its exit status."""
    status = None
    while status is None:
        with suppress(subprocess.TimeoutExpired):
            status = program.wait(GLANCE)
        sys.stdout.buffer.write(told.read())
        sys.stdout.flush()
    return status


def main() -> int:
    """The exit status; an early failure is named again, for pytest may end on a green line."""
    failed = failed_parts()
    if failed:
        print(f"!! failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
