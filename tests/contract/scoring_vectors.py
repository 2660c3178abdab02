"""The vectors of scoring: where they are, and what the server's engine says of them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from forms.answers import check_target
from forms.canonical import canonical_json, from_dict
from forms.scoring import Options, explain
from forms.xlsform import read_workbook

FOLDER = Path(__file__).parent / "scoring"
GENERATED = FOLDER / "generated.json"
LIBRARY = Path(__file__).parents[2] / "forms" / "library"
# What a score does not depend on.
WORDS = {
    "note", "note_en", "title_en", "label_en", "hint", "hint_en", "guidance", "guidance_en",
    "owner", "unit_kind", "measure", "constraint_message", "constraint_message_en",
}  # fmt: skip

Json = dict[str, Any]


def expected(raw: Json, given: Json) -> Json:
    """The explanation, with the items of a section named only."""
    score = score_of(raw, given)
    for section in score["sections"]:
        section["items"] = [item["code"] for item in section["items"]]
    return score


def score_of(raw: Json, given: Json) -> Json:
    """What the server's engine says of a vector: its checklist and its input, both as JSON."""
    asked = from_dict(raw)
    targets = {
        code: check_target(asked.find_item(code), target)
        for code, target in given.get("targets", {}).items()
    }
    today = date.fromisoformat(given["today"]) if given.get("today") else None
    told = {key: value for key, value in given.items() if key not in ("answers", "targets")}
    options = cast("Options", {**told, "targets": targets, "today": today})
    return explain(asked, given["answers"], **options).to_json()


def skeleton(name: str) -> Json:
    """What counts for the score of a starter checklist, without its words."""
    asked = read_workbook((LIBRARY / f"{name}.xlsx").read_bytes(), name=name)
    raw: Json = json.loads(canonical_json(replace(asked, general=())))
    return cast("Json", _wordless(raw))


def _wordless(value: Any) -> Any:
    if isinstance(value, list):
        return [_wordless(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _wordless(each) for key, each in value.items() if key not in WORDS}
    for key in ("title", "label"):
        if key in value:
            kept[key] = value.get("code", "") if "total_from" not in value else value[key]
    return kept
