"""Stamps: what a step was last done for, so that it is done again only when that has changed."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts.commands import ROOT


def digest_of(files: Iterable[Path], *words: str) -> str:
    """Of the files' names and bytes, the words, this Python and the place of the repository."""
    digest = hashlib.sha256(repr((sys.version_info[:2], str(ROOT), words)).encode())
    for file in sorted(files):
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(stamp: Path, digest: str) -> bool:
    """Whether the step was finished for exactly this."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == digest


def put(stamp: Path, digest: str) -> None:
    """To be called when the step is done, never before: half a step leaves no stamp."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="ascii")


def files_under(folder: Path) -> list[Path]:
    """Every file below a folder; none if there is no such folder."""
    return [file for file in folder.rglob("*") if file.is_file()]
