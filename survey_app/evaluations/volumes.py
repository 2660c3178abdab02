"""How annexes are parted into volumes, and where each then stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A volume is held in memory while it is written, so it ends with about so many bytes of annexes.
MOST_BYTES = 80_000_000
MOST_ANNEXES = 150


@dataclass(frozen=True, slots=True)
class Annex:
    """A finished document to be bound: whose it is, what it is, and where its file lies.

    ``sha256`` is that of the file. ``fault`` says why it could not be bound; it is then told in
    the contents and has no pages.
    """

    title: str
    about: str
    path: Path
    bytes: int
    pages: int
    sha256: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An annex in its volume: its number over all, the volume, and its first page there."""

    annex: Annex
    number: int
    volume: int
    page: int


def parted(annexes: Sequence[Annex], *, most: int = MOST_BYTES) -> list[list[Annex]]:
    """The annexes in order, a volume each time the next would make it too large; at least one."""
    volumes: list[list[Annex]] = [[]]
    size = 0
    for annex in annexes:
        full = size + annex.bytes > most or len(volumes[-1]) >= MOST_ANNEXES
        if volumes[-1] and full:
            volumes.append([])
            size = 0
        volumes[-1].append(annex)
        size += annex.bytes
    return volumes


def placed(volumes: Sequence[Sequence[Annex]], fronts: Sequence[int]) -> list[Placed]:
    """Where each annex stands; ``fronts`` are the pages before the first annex of each volume."""
    out: list[Placed] = []
    for volume, (annexes, front) in enumerate(zip(volumes, fronts, strict=True), start=1):
        page = front + 1
        for annex in annexes:
            out.append(Placed(annex, len(out) + 1, volume, page))
            page += annex.pages
    return out
