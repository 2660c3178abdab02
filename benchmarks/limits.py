"""What no document can go below: reading its photos from the disk, and paper with nothing on it."""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from benchmarks.payloads import Camera

ROUNDS = 15

Row = Mapping[str, object]


def beside(row: Row) -> Row:
    """The row of a document with its limit beside the time that drawing it as PDF took."""
    name = next((each for each in ("wall_ms", "pdf_s") if each in row), None)
    if name is None or "pages" not in row or "peers" in row:
        return row
    pages, photos = int(str(row["pages"])), int(str(row.get("photos", 0)))
    least = empty_pages_ms(pages) + (reading_ms(photos) if photos else 0)
    said = f"{least:.1f} ms: {pages} empty pages" + (f", {photos} photos read" * bool(photos))
    return {**row, "peers": {name: (said, least / 1000 if name.endswith("_s") else least)}}


def reading_ms(photos: int) -> float:
    """Reading so many photos of 250 KB from the disk, milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        camera = Camera(1)
        paths = [Path(folder) / str(at) for at in range(photos)]
        for path in paths:
            path.write_bytes(camera.photo()[1])
        return _median_ms(lambda: [path.read_bytes() for path in paths])


def empty_pages_ms(pages: int) -> float:
    """A PDF of so many pages with nothing on them, milliseconds."""

    def draw() -> None:
        canvas = Canvas(io.BytesIO())
        for _ in range(pages):
            canvas.showPage()
        canvas.save()

    return _median_ms(draw)


def _median_ms(act: Callable[[], object]) -> float:
    walls = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        walls.append((time.perf_counter() - begun) * 1000)
    return statistics.median(walls)
