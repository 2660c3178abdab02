"""Every check that is not a test, two at a time: `python -m scripts.checks`."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scripts.commands import PHONE, ROOT, VENV, environment
from scripts.node import npm

BIN = VENV / "bin"


@dataclass(frozen=True)
class Check:
    """One program that is silent and ends with 0 when all is well."""

    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class Outcome:
    """How a check ended."""

    name: str
    passed: bool
    seconds: float
    output: str


def checks() -> list[Check]:
    """The slow ones first, so that two processors finish together."""
    start_npm, _ = npm()
    phone = [*start_npm, "--prefix", str(PHONE), "run", "--silent"]
    return [
        Check("mypy --strict", [f"{BIN}/mypy"]),
        Check("eslint, prettier", [*phone, "lint"]),
        Check("tsc --noEmit", [*phone, "typecheck"]),
        Check("djlint", [f"{BIN}/djlint", "--check", "--lint", "--quiet", "survey_app/templates"]),
        Check("import-linter", [f"{BIN}/lint-imports", "--no-cache"]),
        Check("ruff check", [f"{BIN}/ruff", "check", "--quiet"]),
        Check("ruff format", [f"{BIN}/ruff", "format", "--check", "--quiet"]),
    ]


def outcome_of(check: Check) -> Outcome:
    """Run one; its output is kept, to be shown only if it failed."""
    _, node_folder = npm()
    env = environment()
    env["PATH"] = f"{BIN}:{node_folder}:{env.get('PATH', '')}"
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - begun
    return Outcome(check.name, done.returncode == 0, seconds, done.stdout)


def show(outcome: Outcome) -> None:
    """A line for each; the words of the program under those that failed."""
    verdict = "ok    " if outcome.passed else "FAILED"
    print(f"{verdict} {outcome.name:<18} {outcome.seconds:5.1f} s", flush=True)
    if not outcome.passed:
        print(outcome.output, flush=True)


def all_pass() -> bool:
    """Run all of them, also after a failure: one run tells everything."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = []
        for outcome in pool.map(outcome_of, checks()):
            show(outcome)
            outcomes.append(outcome)
    return all(outcome.passed for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(0 if all_pass() else 1)
