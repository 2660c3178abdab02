"""Random checklists and answers, the same ones every time, for holding the two engines together.

``python -m tests.contract.scoring_cases`` writes ``scoring/generated.json`` anew. It is run when
a rule changes on purpose; the difference then shows which scores moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.contract.scoring_vectors import GENERATED, Json, expected

CHECKLISTS = 21
CASES_EACH = 10
SEED = 2020

STEPS = (0.25, 0.5, 1)
OPTIONS = [
    {"code": "a", "label": "Đủ", "label_en": "Complete", "share": 1},
    {"code": "b", "label": "Một phần", "share": 0.35},
    {"code": "c", "label": "Khác"},
]
BANDS = [{"ratio": 0.5, "share": 0.5}, {"ratio": 1, "share": 1}, {"ratio": 0.8, "share": 0.75}]
THRESHOLDS = [
    {"code": "R", "label": "Thực hiện rất tốt", "label_en": "Very well", "total_from": 90},
    {"code": "T", "label": "Thực hiện tốt", "total_from": 70},
    {"code": "D", "label": "Đạt yêu cầu", "total_from": 50},
    {"code": "C", "label": "Chưa đạt", "total_from": 0},
]
KINDS = ("scale", "yes_no", "points", "choice", "indicator", "indicator", "table", "text")
# Values that no kind takes, or that only some do.
ODD: tuple[Any, ...] = (
    None, "", "  ", -1, "-0.5", 1000000, "1e5", "0,5", "12.3456789012345", True, "yes",
    [], {}, [{"ten": 1}], {"rows": [{"khac": "x"}]}, "khong_co", 2.5, "\u00a0 3 \u00a0",
)  # fmt: skip


def written() -> Json:
    """Every checklist and vector, with what the server's engine says."""
    rng = Random(SEED)
    checklists = {f"g{n}": checklist(rng, n) for n in range(CHECKLISTS)}
    vectors = []
    for name, raw in checklists.items():
        for n in range(CASES_EACH):
            given = case(rng, raw)
            vectors.append(
                {
                    "name": f"{name}-{n}",
                    "checklist": name,
                    "input": given,
                    "expect": expected(raw, given),
                }
            )
    return {"checklists": checklists, "vectors": vectors}


def checklist(rng: Random, n: int) -> Json:
    """A checklist of one to three base sections, mostly with a bonus and a penalty section."""
    sections = [_section(rng, code) for code in "ABC"[: rng.randint(1, 3)]]
    if rng.random() < 0.8:
        sections.append(_beside(rng, "T", "bonus"))
    if rng.random() < 0.6:
        sections.append(_beside(rng, "P", "penalty"))
    raw: Json = {
        "code": f"G{n}",
        "version": "1",
        "title": f"Phiếu {n}",
        "base_points": rng.choice([95, 100, 50, 12.5]),
        "sections": sections,
    }
    if rng.random() < 0.4:
        raw["penalties"] = True
    if rng.random() < 0.3:
        raw["penalty_cap"] = rng.choice([2, 3.5])
    if rng.random() < 0.8:
        raw["thresholds"] = THRESHOLDS
        raw["conditions"] = _conditions(rng, sections)
    return raw


def case(rng: Random, raw: Json) -> Json:
    """Answers, targets and switches for a checklist, some of them impossible."""
    leaves = [
        leaf for section in raw["sections"] for item in section["items"] for leaf in _leaves(item)
    ]
    given: Json = {"answers": {}, "targets": {}}
    eager = rng.choice([0.3, 0.9, 1])
    for leaf in leaves:
        if rng.random() < eager:
            given["answers"][leaf["code"]] = _answer(rng, leaf)
        if leaf["kind"] == "indicator" and rng.random() < 0.85:
            given["targets"][leaf["code"]] = _target(rng)
    if rng.random() < 0.4:
        given["penalties"] = rng.random() < 0.7
    if rng.random() < 0.4:
        given["evidence"] = {leaf["code"]: _proof(rng) for leaf in leaves if rng.random() < 0.7}
    if rng.random() < 0.3:
        given["language"] = "en"
    if rng.random() < 0.3:
        given["layer"] = rng.choice(["self", "agreed", "final"])
    return given


def _section(rng: Random, code: str) -> Json:
    items = [_item(rng, f"{code}{n}") for n in range(1, rng.randint(2, 5))]
    points = rng.choice([10, 15, 25, 7.5, None])
    section = {
        "code": code,
        "title": f"Mục {code}",
        "kind": "base",
        "points": points,
        "items": items,
    }
    if len(items) > 1 and rng.random() < 0.3:
        items[-1]["relevant"] = "${" + next(_leaves(items[0]))["code"] + "} = 'yes'"
    if rng.random() < 0.5:
        section["title_en"] = f"Section {code}"
    return section


def _item(rng: Random, code: str, depth: int = 0) -> Json:
    if depth == 0 and rng.random() < 0.2:
        parts = [_item(rng, f"{code}{letter}", 1) for letter in "abc"[: rng.randint(1, 3)]]
        return {
            **_bones(code, "points", 6),
            "evidence": rng.choice(["none", "photo"]),
            "items": parts,
        }
    kind = rng.choice(KINDS)
    item = _bones(code, kind, None if kind == "text" else rng.choice([1, 2, 3, 4.5, 0.75]))
    item["evidence"] = rng.choice(["none", "none", "document", "photo", "either"])
    if kind == "points":
        item["step"] = rng.choice(STEPS)
    if kind == "choice":
        item["options"] = OPTIONS
    if kind == "table":
        item["columns"] = [
            {"code": "ten", "label": "Tên"},
            {"code": "so", "label": "Số", "format": "decimal"},
        ]
    if kind == "table" or (kind == "scale" and rng.random() < 0.4):
        item["levels"] = [{"value": n, "label": f"Mức {n}"} for n in range(rng.randint(2, 7))]
    if kind == "indicator":
        item["direction"] = rng.choice(["up", "up", "down"])
        item["bands"] = rng.choice([[], [], BANDS])
    return item


def _bones(code: str, kind: str, points: float | None) -> Json:
    return {"code": code, "kind": kind, "label": f"Tiêu chí {code}", "points": points, "items": []}


def _beside(rng: Random, code: str, kind: str) -> Json:
    items = [_bones(f"{code}{n}", kind, rng.choice([1, 2, 3])) for n in range(1, rng.randint(2, 4))]
    for item in items:
        if rng.random() < 0.4:
            item["step"] = 0.5
        item["evidence"] = rng.choice(["none", "document"])
    return {"code": code, "title": f"Phần {code}", "kind": kind, "points": None, "items": items}


def _conditions(rng: Random, sections: list[Json]) -> list[Json]:
    first = next(_leaves(sections[0]["items"][0]))["code"]
    found = [
        {"code": "K1", "kind": "item_equals", "label": "Trả lời", "item": first,
         "value": rng.choice(["no", "0", "1", "a"]), "cap": "D"},
        {"code": "K2", "kind": "section_below", "label": "Mục thấp",
         "percent": rng.choice([50, 62.5]), "cap": rng.choice(["T", ""])},
        {"code": "K3", "kind": "penalty_applies", "label": "Có điểm trừ"},
        {"code": "K4", "kind": "evidence_missing", "label": "Chưa kết luận", "cap": "inconclusive"},
    ]  # fmt: skip
    rng.shuffle(found)
    return found


def _answer(rng: Random, leaf: Json) -> Any:
    if rng.random() < 0.1:
        return {
            "not_applicable": rng.choice(["đơn vị mới thành lập", "không có doanh nghiệp", " "])
        }
    if rng.random() < 0.08:
        return {"value": rng.choice(ODD)}
    answer = {"value": _value(rng, leaf)}
    if leaf["kind"] == "indicator" and rng.random() < 0.25:
        answer["judged"] = rng.choice(["0", "0.5", "1", "5"])
        answer["reason"] = rng.choice(["đã đối chiếu hồ sơ", ""])
    return answer


def _value(rng: Random, leaf: Json) -> Any:
    kind = leaf["kind"]
    if kind in ("scale", "table"):
        level = rng.randint(0, len(leaf.get("levels", "01234")) - 1)
        return rng.choice([level, str(level)])
    if kind == "choice":
        return rng.choice("abc")
    if kind == "indicator":
        return rng.choice(["0", "3", "12.5", "80", "100", "120", "333.333"])
    if kind == "text":
        return rng.choice(["Bám sát cơ sở", "a\u0323\u0302"])
    if "step" in leaf:
        steps = int(leaf["points"] / leaf["step"])
        return str(rng.randint(0, steps) * leaf["step"])
    return rng.choice(["yes", "no", True, False]) if kind != "points" else "0"


def _target(rng: Random) -> Json:
    target = {
        "term": rng.choice(["0", "100", "240", "7", "", None]),
        "milestone": rng.choice(["0", "50", "99.9", "", None, None]),
    }
    if rng.random() < 0.2:
        target["direction"] = rng.choice(["up", "down"])
    return target


def _proof(rng: Random) -> dict[str, int]:
    return {"documents": rng.randint(0, 1), "photos": rng.randint(0, 2)}


def _leaves(item: Json) -> Iterator[Json]:
    if not item["items"]:
        yield item
    for part in item["items"]:
        yield from _leaves(part)


def _compact(held: Json) -> str:
    lines = [
        f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in held["checklists"].items()
    ]
    vectors = [json.dumps(vector, ensure_ascii=False) for vector in held["vectors"]]
    return (
        '{"comment": "Written by tests/contract/scoring_cases.py; one vector a line.",\n'
        '"checklists": {\n' + ",\n".join(lines) + "},\n"
        '"vectors": [\n' + ",\n".join(vectors) + "]}\n"
    )


if __name__ == "__main__":
    GENERATED.write_text(_compact(written()), "utf-8")
