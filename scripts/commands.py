"""Running other programs, and saying plainly what is missing when that fails."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
PHONE = ROOT / "survey_app" / "phone"

Command = Sequence[str | Path]


class Missing(Exception):
    """Something the machine has to offer and does not; the sentence says what to do."""


def say(sentence: str) -> None:
    """One line on the way; flushed, to stand above the output of what it announces."""
    print(f"== {sentence}", flush=True)


def run(command: Command, *, cwd: Path = ROOT, otherwise: str) -> None:
    """Run to the end with its output shown; a failure is told with the sentence `otherwise`."""
    try:
        status = subprocess.run(command, cwd=cwd, env=environment(), check=False).returncode
    except OSError as fault:
        raise Missing(f"{otherwise} ({fault})") from fault
    if status:
        raise Missing(otherwise)


def answer(command: Command) -> str | None:
    """The first line a program prints, or None if it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.partition("\n")[0].strip()


def environment() -> dict[str, str]:
    """The caller's environment, with a home of our own where it has none: npm and pip want one."""
    home = os.environ.get("HOME") or str(TOOLS / "home")
    return {**os.environ, "HOME": home, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
