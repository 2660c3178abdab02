"""Chromium, in which the tests walk the whole line as people do."""

import os
import shutil

from scripts.commands import Missing, run, say

NAMES = ("chromium", "chromium-browser", "google-chrome")
ABSENT = (
    "The browser tests need Chromium, and it is not on the PATH. "
    "On Debian and Ubuntu: sudo apt-get install chromium"
)


def ensure_chromium() -> None:
    """Find it, or install Debian's package where we may."""
    if found():
        return
    if not may_install():
        raise Missing(ABSENT)
    say("Chromium, as a package of the system")
    told = "Chromium was not installed. Install the package chromium by hand, then try again."
    run(["apt-get", "update", "-qq"], otherwise=told)
    run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"], otherwise=told)
    if not found():
        raise Missing(told)


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
