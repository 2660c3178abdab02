"""Checks, the phone's tests and the server's, in that order: `python -m scripts.tests`.

The server's come last, so that the last lines are those of pytest.
"""

import subprocess
import sys

from scripts import checks
from scripts.commands import PHONE, ROOT, environment, say
from scripts.node import status_of_npm
from scripts.python_packages import PYTHON

# Four workers for two processors: the browser's tests wait a good deal. The tests of a file stay
# together, for what they share is dear, and the long files, which come first, begin first.
WORKERS = "4"
DEAL = ("-n", WORKERS, "--dist", "loadfile", "--no-loadscope-reorder")
PYTEST = (str(PYTHON), "-m", "pytest", *DEAL)


def failed_parts() -> list[str]:
    """Run every part to its end and name those that failed."""
    failed = []
    say("checks")
    if not checks.all_pass():
        failed.append("checks")
    say("tests of the phone page")
    if status_of_npm(["test", "--silent"], cwd=PHONE):
        failed.append("tests of the phone page")
    say(f"tests of the server{' (failed so far: ' + ', '.join(failed) + ')' if failed else ''}")
    if subprocess.run(PYTEST, cwd=ROOT, env=environment(), check=False).returncode:
        failed.append("tests of the server")
    return failed


def main() -> int:
    """The exit status; an early failure is named again, for pytest may end on a green line."""
    failed = failed_parts()
    if failed:
        print(f"!! failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
