"""The machine that figures are from: what matters to them, and no name of it."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks import cluster

FLUSHES = 30


def facts() -> dict[str, str]:
    """The processor, memory, disk and versions, as they are printed above the figures."""
    return {
        "processor": f"{_first('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores",
        "memory": f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) / 1e6:.1f} GB",
        "kernel": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "sqlite": sqlite3.sqlite_version,
        "postgresql": cluster.version(),
        "disk": f"flushes 4 KB in {_flush_ms():.2f} ms (median of {FLUSHES})",
        "others at work": f"{os.getloadavg()[0]:.1f} processes waiting when it began (load)",
        "speed": f"{_loop_ms():.0f} ms for a loop of a million steps",
    }


def _first(file: str, word: str) -> str:
    for line in Path(file).read_text().splitlines():
        if line.startswith(word):
            return line.partition(":")[2].strip()
    return "0 unknown"


def _flush_ms() -> float:
    took = []
    with tempfile.TemporaryFile() as file:
        for _ in range(FLUSHES):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def _loop_ms() -> float:
    begun = time.process_time()
    total = 0
    for step in range(1_000_000):
        total += step * step % 7
    return (time.process_time() - begun) * 1000
