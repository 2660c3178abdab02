"""What a tree of processes has used, read from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Tree:
    """A process and all that descend from it."""

    root: int

    def cpu_ms(self) -> float:
        """Milliseconds of CPU, user and system, of every process of the tree so far.

        Those that have ended are in the figures of their parents, which waited for them.
        """
        return sum(_ticks(pid) for pid in self._pids()) * TICK_MS

    def forget_peak(self) -> None:
        """Let the peak of memory begin anew."""
        for pid in self._pids():
            (PROC / str(pid) / "clear_refs").write_text("5")

    def peak_mb(self) -> float:
        """The sum of the peaks of each process; memory that they share counts several times."""
        return sum(_peak_kb(pid) for pid in self._pids()) / 1024

    def _pids(self) -> Iterator[int]:
        children: dict[int, list[int]] = {}
        for folder in PROC.iterdir():
            if folder.name.isdecimal() and (held := _stat(int(folder.name))):
                children.setdefault(int(held[1]), []).append(int(folder.name))
        waiting = [self.root]
        while waiting:
            pid = waiting.pop()
            yield pid
            waiting += children.get(pid, [])


def find_below(root: int, word: str) -> int:
    """The process below this one that has this word in its command line."""
    for pid in Tree(root)._pids():
        if pid != root and word.encode() in (PROC / str(pid) / "cmdline").read_bytes():
            return pid
    raise LookupError(f"no process {word!r} below {root}")


def _ticks(pid: int) -> int:
    """utime, stime, cutime and cstime of a process."""
    held = _stat(pid)
    return sum(int(each) for each in held[11:15]) if held else 0


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third, the state, on; empty when it is gone."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return []
    # The name in brackets may itself hold brackets and spaces.
    return text.rpartition(")")[2].split()


def _peak_kb(pid: int) -> int:
    try:
        text = (PROC / str(pid) / "status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if "VmHWM" in line), 0)
