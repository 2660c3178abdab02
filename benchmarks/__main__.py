"""``make bench``: measure all, or what is named, print one table and keep it in ``results/``."""

from __future__ import annotations

import argparse
import importlib
import inspect
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import limits, machine, table

PREFIX = "bench_"


def main() -> None:
    """Run what the command line asks for."""
    known = sorted(path.stem.removeprefix(PREFIX) for path in _modules())
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *known], metavar="name", help=str(known))
    parser.add_argument("--quick", action="store_true", help="small loads, a minute or so")
    asked = parser.parse_args()
    names = asked.names or known
    # Asked before anything runs, so that it says what others were doing and not what we do.
    facts = machine.facts()
    rows = [row for name in names for row in _rows(name, quick=asked.quick)]
    lines = table.lines_of(rows)
    what = "-".join(asked.names) or "everything"
    what = f"{what}-quick" if asked.quick else what
    document = table.write(what, datetime.now(UTC).date(), facts, lines)
    print(table.markdown(facts, lines))
    print(
        f"Kept in {document.relative_to(Path.cwd())}" if document.is_relative_to(Path.cwd()) else ""
    )


def _modules() -> list[Path]:
    return list(Path(__file__).parent.glob(f"{PREFIX}*.py"))


def _rows(name: str, *, quick: bool) -> table.Rows:
    """The rows of a benchmark; only those that can be small are told to be."""
    run = importlib.import_module(f"benchmarks.{PREFIX}{name}").run
    begun = time.monotonic()
    print(f"{name} …", end=" ", flush=True)
    options = {"quick": quick} if "quick" in inspect.signature(run).parameters else {}
    rows: table.Rows = run(**options)
    print(f"{time.monotonic() - begun:.0f} s", flush=True)
    return [limits.beside(row) for row in rows]


if __name__ == "__main__":
    main()
