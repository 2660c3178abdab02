"""Chromium, in which the tests walk the whole line as people do."""

import os
import shutil
import subprocess

from scripts import stamps
from scripts.commands import TOOLS, Missing, environment, say

# The shell is Chromium without windows: the same engine, and a third faster to walk with.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
ASKED = TOOLS / "chromium.stamp"
ABSENT = (
    "The browser tests need Chromium, and it is not on the PATH. "
    f"On Debian and Ubuntu: sudo apt-get install {SHELL} (or chromium)"
)


def ensure_chromium() -> None:
    """Find it, or install Debian's package where we may; the shell is asked for once."""
    if shutil.which(SHELL) or (found() and ASKED.exists()):
        return
    if may_install():
        say("Chromium, as a package of the system")
        _ends_well("apt-get", "update", "-qq")
        if not _install(SHELL) and not found():
            _install("chromium")
        stamps.put(ASKED, SHELL)
    if not found():
        raise Missing(ABSENT)


def _install(package: str) -> bool:
    return _ends_well("apt-get", "install", "-qq", "-y", "--no-install-recommends", package)


def _ends_well(*command: str) -> bool:
    return subprocess.run(command, env=environment(), check=False).returncode == 0


def found() -> bool:
    """Whether one of its names is on the PATH."""
    return any(shutil.which(name) for name in NAMES)


def path_of_chromium() -> str:
    """Where it is; raises Missing, with what to install, where it is not."""
    path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if path is None:
        raise Missing(ABSENT)
    return path


def may_install() -> bool:
    """Only root installs packages of the system, and only where there is apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
