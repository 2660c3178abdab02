"""The binder of 100 and 300 visits beside copying the same bytes: seconds, volumes, peak memory.

Both end when what they wrote is on the disk, in as many files. ``check_s`` is hashing the annexes
before, since only what still is what was sealed is bound; ``draw_s`` is the part of ``bind_s`` in
which new pages and stamps are drawn; ``times_copying`` is what is left of it, in times of copying.
Each size runs in a process of its own, so that its peak is its own.
"""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from benchmarks.payloads import Camera
from survey_app.core.disk import to_disk
from survey_app.evaluations import binding
from survey_app.evaluations.binding import Binder, bind, measured
from survey_app.evaluations.composing import compose
from survey_app.evaluations.layout_binder import contents_pdf, stamps_pdf
from survey_app.evaluations.layout_pdf import pdf
from tests import sample_evaluation as sample

P = ParamSpec("P")
T = TypeVar("T")
SIZES = (100, 300)
PAGES = 6
PHOTOS = 10
# Files that differ; a round is made of them again and again.
KINDS = 20
_PIECE = 1_000_000


def run() -> list[dict[str, object]]:
    """A row for each size."""
    with tempfile.TemporaryDirectory() as folder:
        made = _findings(Path(folder))
        return [_in_a_process_of_its_own(size, made) for size in SIZES]


def _in_a_process_of_its_own(size: int, made: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bench_binder", str(size), str(made)],
        cwd=Path(__file__).parents[1],
        check=True,
        capture_output=True,
        text=True,
    )
    row: dict[str, object] = json.loads(done.stdout)
    return row


def bound(size: int, made: Path) -> dict[str, object]:
    """Bind the evaluation of so many visits with their findings of six pages and ten photos."""
    with tempfile.TemporaryDirectory() as folder:
        kinds = sorted(made.glob("*.pdf"))
        files = [kinds[at % len(kinds)] for at in range(size)]
        hashes = {kind: hashlib.sha256(kind.read_bytes()).hexdigest() for kind in kinds}
        out = Path(folder) / "volumes"
        out.mkdir()
        begun = time.perf_counter()
        annexes = tuple(
            measured(f"LĐLĐ huyện số {at}", "Bản 1", f, hashes[f]) for at, f in enumerate(files)
        )
        checking = time.perf_counter() - begun
        drawing = _Clock()
        evaluation = (made / "evaluation").read_bytes()
        begun = time.perf_counter()
        with (
            patch.object(binding, "contents_pdf", drawing.timed(contents_pdf)),
            patch.object(binding, "stamps_pdf", drawing.timed(stamps_pdf)),
        ):
            volumes = bind(Binder("Báo cáo", evaluation, annexes), out, lambda _done, _of: None)
        for file in (*volumes, out):
            to_disk(file)
        seconds = time.perf_counter() - begun
        copying = _copied(files, Path(folder) / "copies", len(volumes))
    return {
        "work": f"binder of {size} visits",
        "annexes": size,
        "annexes_mb": round(sum(annex.bytes for annex in annexes) / 1e6),
        "volumes": len(volumes),
        "bind_s": round(seconds, 2),
        "draw_s": round(drawing.seconds, 2),
        "copy_s": round(copying, 2),
        "times_copying": round((seconds - drawing.seconds) / copying, 1),
        "check_s": round(checking, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


class _Clock:
    """Adds up how long what it times takes."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def timed(self, act: Callable[P, T]) -> Callable[P, T]:
        """The same, timed."""

        def timed(*args: P.args, **kwargs: P.kwargs) -> T:
            begun = time.perf_counter()
            try:
                return act(*args, **kwargs)
            finally:
                self.seconds += time.perf_counter() - begun

        return timed


def _findings(folder: Path) -> Path:
    """Files like sealed findings, each with photos of its own, and an evaluation."""
    camera = Camera(1)
    for at in range(KINDS):
        canvas = Canvas(str(folder / f"{at}.pdf"), invariant=1)
        for page in range(PAGES):
            canvas.drawString(72, 760, f"{at} {page}")
            for place in range(page * PHOTOS // PAGES, (page + 1) * PHOTOS // PAGES):
                picture = folder / f"{at}-{place}.jpg"
                picture.write_bytes(camera.photo()[1])
                canvas.drawImage(str(picture), 72, 80 + 300 * (place % 2), 300, 200)
            canvas.showPage()
        canvas.save()
    (folder / "evaluation").write_bytes(pdf(compose(sample.facts(14))))
    return folder


def _copied(files: list[Path], folder: Path, volumes: int) -> float:
    """Seconds for the same bytes one behind the other into so many files."""
    folder.mkdir()
    begun = time.perf_counter()
    for at in range(volumes):
        with (folder / str(at)).open("wb") as target:
            for file in files[at::volumes]:
                with file.open("rb") as source:
                    shutil.copyfileobj(source, target, _PIECE)
        to_disk(folder / str(at))
    to_disk(folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(json.dumps(bound(int(sys.argv[1]), Path(sys.argv[2]))))
