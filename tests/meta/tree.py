"""The files of the repository as the rules about them see them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Whatever is in the repository or would be added to it, in order of name."""
    listed = subprocess.run(
        # A build server's clone may belong to another account than the one that tests it.
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def texts() -> Iterator[Path]:
    """Files that people read: whatever has no zero byte near its beginning."""
    for path in files():
        with path.open("rb") as file:
            if b"\0" not in file.read(4096):
                yield path


def sources(*suffixes: str) -> Iterator[Path]:
    """Code that somebody wrote by hand: migrations are generated."""
    for path in files():
        if path.suffix in suffixes and path.relative_to(ROOT).parts[0] != "migrations":
            yield path


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """The path as it is written in the repository."""
    return path.relative_to(ROOT).as_posix()
