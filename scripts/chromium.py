"""Chromium, in which the tests walk the whole line as people do."""

import os
import shutil
import subprocess

from scripts.commands import Missing, environment, say

# The shell is Chromium without windows: the same engine, and a third faster to walk with.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")
ABSENT = (
    "The browser tests need Chromium, and it is not on the PATH. "
    f"On Debian and Ubuntu: sudo apt-get install {SHELL} (or chromium)"
)


def ensure_chromium() -> None:
    """Find it, or install Debian's package where we may."""
    if shutil.which(SHELL):
        return
    if may_install():
        say("Chromium, as a package of the system")
        if not any(_installed(package) for package in (SHELL, "chromium")):
            raise Missing(
                f"Chromium was not installed. Install the package {SHELL} or chromium by hand, "
                "then try again."
            )
    elif not found():
        raise Missing(ABSENT)


def _installed(package: str) -> bool:
    """Whether it is there now; an older system may have only the browser with windows."""
    if package != SHELL and found():
        return True
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package],
    )
    return all(
        subprocess.run(each, env=environment(), check=False).returncode == 0 for each in commands
    )


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
