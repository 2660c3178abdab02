"""Formatting is never discussed: `python -m scripts.format`."""

import subprocess
import sys

from scripts.commands import PHONE, ROOT, VENV
from scripts.node import status_of_npm

COMMANDS = (
    ("ruff", "check", "--fix", "--quiet"),
    ("ruff", "format", "--quiet"),
    ("djlint", "--reformat", "--quiet", "survey_app/templates"),
)


def main() -> int:
    """Run every formatter; what they changed is seen in the work tree, not in the status."""
    for name, *words in COMMANDS:
        subprocess.run([VENV / "bin" / name, *words], cwd=ROOT, check=False)
    return status_of_npm(["run", "--silent", "format"], cwd=PHONE)


if __name__ == "__main__":
    sys.exit(main())
