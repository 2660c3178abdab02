"""Explaining a score on the server and, with the same checklist and answers, on the phone."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.payloads import ROOT, SAID
from benchmarks.world import starter
from forms.canonical import canonical_json
from forms.definition import Checklist, Item
from forms.scoring import explain

PHONE = ROOT / "survey_app" / "phone"
VITE = PHONE / "node_modules" / "vite" / "bin" / "vite.js"
ENGINE = "src/form/scoring.ts"
TIMER = Path(__file__).with_name("scoring.mjs")
MANY = 300
CONFIG = """
export default {{
  configFile: false, publicDir: false, logLevel: 'error',
  build: {{
    outDir: {folder!r}, minify: false,
    lib: {{ entry: {entry!r}, formats: ['es'], fileName: () => 'engine.mjs' }},
  }},
}};
"""


def run(*, quick: bool = False) -> list[dict[str, object]]:
    """A row for the starter checklist and one for three hundred items."""
    rounds = 20 if quick else 60
    cases = [("starter", starter()), (f"{MANY} items", _grown(starter(), MANY))]
    with tempfile.TemporaryDirectory() as folder:
        engine = _built(Path(folder))
        return [_measured(name, checklist, rounds, engine) for name, checklist in cases]


def _measured(
    name: str, checklist: Checklist, rounds: int, engine: Path | None
) -> dict[str, object]:
    answers = {
        item.code: {"value": SAID[item.kind]}
        for section, item in checklist.items()
        if section is not None and item.kind in SAID and not item.items
    }
    row: dict[str, object] = {"work": f"explaining a score, {name}", "answers": len(answers)}
    row |= _in_python(checklist, answers, rounds)
    if engine is None:
        return {**row, "note": "the phone's engine not measured: Node or its packages missing"}
    said = _in_node(engine, checklist, answers, rounds)
    phone = float(said["p50_ms"])
    return {**row, "peers": {"p50_ms": (f"{phone:.2f} (TypeScript, Node)", phone)}}


def _in_python(
    checklist: Checklist, answers: dict[str, dict[str, object]], rounds: int
) -> dict[str, object]:
    walls, cpus, said = [], [], ""
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        said = json.dumps(explain(checklist, answers).to_json(), ensure_ascii=False)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return {
        "p50_ms": round(statistics.median(walls), 2),
        "cpu_ms": round(statistics.median(cpus), 2),
        "kilobytes": round(len(said.encode()) / 1000, 1),
    }


def _grown(checklist: Checklist, items: int) -> Checklist:
    """The same checklist with its items repeated under other codes, up to so many."""
    grown = checklist
    copy = 0
    while sum(1 for section, _ in grown.items() if section is not None) < items:
        copy += 1
        sections = tuple(
            replace(mine, items=mine.items + tuple(_renamed(item, copy) for item in first.items))
            for mine, first in zip(grown.sections, checklist.sections, strict=True)
        )
        grown = replace(grown, sections=sections)
    return grown


def _renamed(item: Item, copy: int) -> Item:
    parts = tuple(_renamed(part, copy) for part in item.items)
    return replace(item, code=f"{item.code}x{copy}", items=parts, relevant="")


def _built(folder: Path) -> Path | None:
    """The phone's engine as one module that Node can read; None without Node or the packages."""
    node = shutil.which("node")
    if node is None or not VITE.exists():
        return None
    config = folder / "vite.config.mjs"
    config.write_text(CONFIG.format(folder=str(folder), entry=str(PHONE / ENGINE)))
    command = [node, str(VITE), "build", "--config", str(config)]
    done = subprocess.run(command, cwd=PHONE, capture_output=True, check=False, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return folder / "engine.mjs"


def _in_node(
    engine: Path, checklist: Checklist, answers: dict[str, dict[str, object]], rounds: int
) -> dict[str, float]:
    case = {
        "module": engine.as_uri(),
        "checklist": json.loads(canonical_json(checklist)),
        "answers": answers,
        "rounds": rounds,
    }
    done = subprocess.run(
        ["node", str(TIMER)], input=json.dumps(case), capture_output=True, check=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    for row in run(quick=True):
        print(row)
