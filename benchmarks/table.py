"""Rows of a benchmark as one table: name, figure, unit, what is beside it, ratio, note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

Rows = Sequence[Mapping[str, object]]

RESULTS = Path(__file__).with_name("results")
# The end of a figure's name says its unit; the longer ending first.
UNITS = {
    "visits_per_s": "visits/s",
    "per_s": "1/s",
    "cpu_ms_per_visit": "CPU ms/visit",
    "cpu_ms_each": "CPU ms",
    "cpu_ms": "CPU ms",
    "ms": "ms",
    "mb": "MB",
    "s": "s",
    "kilobytes": "KB",
}
WORDS = ("work", "note", "peers")
HEADING = ("work", "what", "figure", "unit", "beside it", "ratio", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure and what it is held against; ``ratio`` is one by the other."""

    work: str
    what: str
    figure: object
    unit: str
    beside: str = ""
    ratio: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        texts = (self.work, self.what, self.figure, self.unit, self.beside, self.ratio, self.note)
        return tuple(str(each) for each in texts)


def lines_of(rows: Rows) -> list[Line]:
    """A line for each figure of each row."""
    return [line for row in rows for line in _lines(row)]


def markdown(machine: Mapping[str, str], lines: Sequence[Line]) -> str:
    """The machine and the table, as a document and as a terminal shows them."""
    widths = [
        max(len(each) for each in column)
        for column in zip(HEADING, *(line.cells for line in lines), strict=True)
    ]
    out = [f"- {name}: {value}" for name, value in machine.items()] + [""]
    out += [_aligned(HEADING, widths), _aligned(tuple("-" * width for width in widths), widths)]
    out += [_aligned(line.cells, widths) for line in lines]
    return "\n".join(out) + "\n"


def write(what: str, day: date, machine: Mapping[str, str], lines: Sequence[Line]) -> Path:
    """Keep the results as a document and as data; returns the document."""
    RESULTS.mkdir(exist_ok=True)
    stem = RESULTS / f"{day.isoformat()}-{re.sub(r'[^a-z0-9]+', '-', what)}"
    document = stem.with_suffix(".md")
    document.write_text(f"# Measured on {day.isoformat()}: {what}\n\n{markdown(machine, lines)}")
    data = {"measured_on": day.isoformat(), "machine": machine, "lines": [asdict(x) for x in lines]}
    stem.with_suffix(".json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return document


def _lines(row: Mapping[str, object]) -> Iterator[Line]:
    work, note = str(row["work"]), str(row.get("note", ""))
    beside = row.get("peers", {})
    peers = beside if isinstance(beside, dict) else {}
    figures = [(name, value) for name, value in row.items() if name not in WORDS]
    if not figures:
        yield Line(work, "", "", "", note=note)
    for name, value in figures:
        # What it is held against in words, and the number of it that makes a ratio.
        peer, number = peers.get(name, ("", None))
        ratio = f"{float(str(value)) / number:.2f} ×" if number else ""
        yield Line(work, name, value, _unit(name), peer, ratio, note)
        note = ""


def _unit(name: str) -> str:
    return next((unit for end, unit in UNITS.items() if re.search(f"(^|_){end}$", name)), "")


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
