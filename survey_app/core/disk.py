"""What is on the disk for good."""

from __future__ import annotations

import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """Return when what was written to a file, or the names in a folder, outlive a power cut.

    A file that was made or renamed needs both: itself, and the folder that names it.
    """
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
