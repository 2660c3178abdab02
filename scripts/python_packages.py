"""The virtual environment in .venv and what is installed in it."""

import shutil
import sys

from scripts.commands import ROOT, VENV, run, say
from scripts.stamps import digest_of, is_fresh, put

PYTHON = VENV / "bin" / "python"


def ensure_packages(name: str) -> None:
    """Install the pins of `<name>.txt`, unless that was done."""
    ensure_venv()
    pins = ROOT / f"{name}.txt"
    stamp = VENV / "stamps" / name
    digest = digest_of([pins])
    if is_fresh(stamp, digest):
        return
    say(f"Python packages of {pins.name}")
    run(
        [PYTHON, "-m", "pip", "install", "--quiet", "-r", pins],
        otherwise=f"The packages of {pins.name} were not installed. Is there a network, or a "
        "folder of wheels named in PIP_FIND_LINKS?",
    )
    put(stamp, digest)


def ensure_venv() -> None:
    """Make the environment; make it anew when its Python is gone or the folder has moved."""
    stamp = VENV / "stamps" / "place"
    digest = digest_of([])
    if PYTHON.exists() and (is_fresh(stamp, digest) or not stamp.exists()):
        put(stamp, digest)
        return
    say("a virtual environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", VENV],
        otherwise="The virtual environment was not made. On Debian and Ubuntu install the "
        "package python3-venv (or python3.11-venv).",
    )
    put(stamp, digest)
