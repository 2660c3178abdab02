"""Compiles the lists of pins from the lists with the reasons: `python -m scripts.requirements`."""

import sys

from scripts.commands import ROOT, VENV, Missing, run, say

NAMES = ("requirements", "requirements-dev", "requirements-node", "requirements-bench")
# No hashes: one release is built into different wheels for different machines.
# No addresses: where packages come from is a matter of the machine.
OPTIONS = (
    "--quiet",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--strip-extras",
    "--annotation-style=line",
)


def main() -> int:
    """Keep the pins that still fit; `pip-compile --upgrade` is for the day one wants newer ones."""
    try:
        for name in NAMES:
            say(f"{name}.txt")
            run(
                [VENV / "bin" / "pip-compile", *OPTIONS, "-o", f"{name}.txt", f"{name}.in"],
                cwd=ROOT,
                otherwise=f"{name}.in was not compiled; the lines above say why.",
            )
    except Missing as missing:
        print(f"\n!! {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
