"""The cast as it was first assembled, to begin the next test with."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.cast import Cast


class Beginning:
    """The database file and the people at the beginning of every test: copied, not made anew.

    Assembling the cast takes forty statements, copying it none. Only for SQLite; the application's
    open connections notice, as they notice every other process.
    """

    def __init__(self, file: Path, cast: Cast) -> None:
        self._file = file
        self._head = file.parent / "audit.head"
        self._noted = self._head.read_bytes() if self._head.exists() else None
        self._cast = pickle.dumps(cast)
        self._kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self._file)) as now:
            now.backup(self._kept)

    def again(self) -> Cast:
        """Everything as it was, and people of its own for each test: it may change them."""
        with closing(sqlite3.connect(self._file)) as now:
            now.execute("PRAGMA synchronous=OFF")
            self._kept.backup(now)
        if self._noted is None:
            self._head.unlink(missing_ok=True)
        else:
            self._head.write_bytes(self._noted)
        cast: Cast = pickle.loads(self._cast)
        return cast
