"""The documents of a visit with ten photos of 250 KB: milliseconds, bytes, pages."""

from __future__ import annotations

import io
import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from PIL import Image

from benchmarks.report_peers import left_out, peers
from forms.definition import Checklist, Evidence, Item, Kind
from forms.xlsform import read_workbook
from survey_app.reports import snapshots
from survey_app.reports.composing import content_of
from survey_app.reports.content import Edition, VisitReport
from survey_app.reports.outlines import OUTLINES
from survey_app.reports.rules import Document
from survey_app.reports.sealing import Wanted, drawn
from tests.sample_visit import Log, facts_of

LIBRARY = Path(__file__).parents[1] / "forms" / "library" / "PKS-HUYEN.xlsx"
ROUNDS = 9
PHOTOS = 10
PHOTO_BYTES = 250_000


@dataclass(frozen=True, slots=True)
class Size:
    """How much a visit has: sections, items in each; findings, notes and documents."""

    sections: int | None = None
    items: int | None = None
    found: int = 10


# With its annexes a short visit has nine pages, the least that is promised six.
WHOLE, SHORT, LEAST = Size(), Size(sections=1), Size(sections=1, items=1, found=1)
WORDS = "Kế hoạch được triển khai kịp thời, song số liệu ở cơ sở vùng sâu còn chậm đối chiếu. "


def run() -> list[dict[str, object]]:
    """A row for the findings with their photos and without, and one for each other document.

    Sealing is what an approval waits for; all else is drawn when it is over.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [_photo(Path(folder), at) for at in range(PHOTOS)]
        full = _report(PHOTOS)
        return [
            _measured("sealing the content", len(paths), lambda: snapshots.kept(full).encode()),
            *_beside_peers(paths, Path(folder), "shortest", LEAST),
            *_beside_peers(paths, Path(folder), "short", SHORT),
            _measured("findings PDF, 10 photos", PHOTOS, _drawing(full, paths, "pdf")),
            _measured("findings PDF, no photo", 0, _drawing(_report(0), [], "pdf")),
            _measured("findings Word, 10 photos", PHOTOS, _drawing(full, paths, "docx")),
            _measured("minutes PDF", 0, _drawing(full, paths, "pdf", Document.MINUTES)),
            _measured("score sheet PDF", 0, _drawing(full, paths, "pdf", Document.SCORES)),
        ]


def _beside_peers(
    paths: list[Path], folder: Path, length: str, size: Size
) -> list[dict[str, object]]:
    """The findings of a length that is promised, ours and as other programs print them."""
    short = _report(PHOTOS, size)
    manuscript = OUTLINES[Document.VISIT](short)
    ours = _measured(f"findings PDF, {length}, 10 photos", PHOTOS, _drawing(short, paths, "pdf"))
    rows = []
    for name, draw in peers(manuscript, lambda sha256: paths[int(sha256, 16)], folder):
        rows.append({**_timed(f"findings PDF, {length}, by {name}", draw), "photos": PHOTOS})
    absent = ", ".join(left_out())
    note = f"not installed here: {absent}" if absent else ""
    return [{**ours, "note": note} if note else ours, *rows]


def _timed(name: str, draw: Callable[[], bytes]) -> dict[str, object]:
    """The same content by another program; only its time by the clock can be told from here."""
    made = draw()
    walls = []
    for _ in range(ROUNDS):
        wall = time.perf_counter()
        draw()
        walls.append((time.perf_counter() - wall) * 1000)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pages = len(pdf.pages)
    return {
        "work": name,
        "pages": pages,
        "wall_ms": round(statistics.median(walls), 1),
        "kilobytes": round(len(made) / 1000),
        # No line of ours: it is the peer.
        "peers": {},
    }


def _drawing(
    report: VisitReport, paths: list[Path], suffix: str, document: Document = Document.VISIT
) -> Callable[[], bytes]:
    wanted = Wanted(document, suffix)
    return lambda: drawn(report, wanted, Edition(), lambda sha256: paths[int(sha256, 16)])


def _measured(name: str, photos: int, draw: Callable[[], bytes]) -> dict[str, object]:
    made = draw()
    walls, cpus = [], []
    for _ in range(ROUNDS):
        wall, cpu = time.perf_counter(), time.process_time()
        draw()
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    tracemalloc.start()
    draw()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {
        "work": name,
        "pages": made.count(b"/Type /Page\n"),
        "photos": photos,
        "wall_ms": round(statistics.median(walls), 1),
        "cpu_ms": round(statistics.median(cpus), 1),
        "least_ms": round(min(cpus), 1),
        "kilobytes": round(len(made) / 1000),
        "peak_mb": round(peak / 1e6, 1),
    }


def _report(photos: int, size: Size = WHOLE) -> VisitReport:
    """Forty items answered, ten findings, ten notes, ten documents, and the photos; or fewer."""
    checklist = _checklist(size)
    log = Log()
    for section, item in checklist.items():
        if section is not None and (said := _answer(item)):
            log.answer(item.code, said)
    codes = _codes(checklist)
    for at in range(size.found):
        log.finding(("strength", "limitation")[at % 2], WORDS * 2, codes[at * 3 % len(codes)])
        log.add("note", {"text": WORDS}, codes[at * 2 % len(codes)])
        document = {"number": f"{at + 10}/KH-LĐLĐ", "date": "2020-09-14", "about": WORDS}
        log.add("evidence", document, codes[at % len(codes)])
    for at in range(photos):
        log.photo(f"{at:064x}", codes[at // 2 % len(codes)], WORDS)
    return content_of(facts_of(log, checklist=checklist, targets={}))


def _checklist(size: Size) -> Checklist:
    whole = read_workbook(LIBRARY.read_bytes())
    if size.items is None:
        return replace(whole, sections=whole.sections[: size.sections])
    sections = [replace(each, items=each.items[: size.items]) for each in whole.sections]
    return replace(whole, sections=tuple(sections[: size.sections]), general=())


def _codes(checklist: Checklist) -> list[str]:
    return [item.code for section, item in checklist.items() if section is not None]


def _answer(item: Item) -> dict[str, object] | None:
    said: dict[Kind, object] = {
        Kind.SCALE: 3,
        Kind.YES_NO: "yes" if item.evidence is not Evidence.PHOTO else "no",
        Kind.INDICATOR: "120",
        Kind.TEXT: WORDS * 2,
        Kind.BONUS: "yes",
        Kind.PENALTY: "no",
    }
    return {"value": said[item.kind]} if item.kind in said else None


def _photo(folder: Path, seed: int) -> Path:
    """A JPEG of about 250 KB that no compression makes smaller."""
    noise = random.Random(seed)
    small = Image.frombytes("RGB", (320, 240), noise.randbytes(320 * 240 * 3))
    image = small.resize((1280, 960), Image.Resampling.BICUBIC)
    data = b""
    for quality in range(30, 96, 3):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality)
        data = out.getvalue()
        if len(data) >= PHOTO_BYTES:
            break
    path = folder / f"{seed}.jpg"
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    for row in run():
        print(row)
