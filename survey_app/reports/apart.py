"""What two who scored an item apart gave it, in the words of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forms.definition import Item
from survey_app.core.clock import local
from survey_app.core.vietnamese import day
from survey_app.fieldwork.state import EntryView, Recorded


def given_apart(item: Item, found: Recorded) -> list[str]:
    """Both scores with their authors and times, where they differ; else nothing."""
    told = [answers.get(item.code) for answers in found.by_scorer.values()]
    if len(told) < 2 or all(_answer(each) == _answer(told[0]) for each in told):
        return []
    parts = [_told(item, each) for each in told if each is not None]
    return [f"chấm độc lập: {', '.join(parts)}"]


def _answer(entry: EntryView | None) -> object:
    value: Mapping[str, Any] = (entry.value if entry else None) or {}
    if "not_applicable" in value:
        return "KAD"
    return (value.get("value"), value.get("judged")) if entry else None


def _told(item: Item, entry: EntryView) -> str:
    value = entry.value or {}
    when = local(entry.received_at)
    given = "KAD" if "not_applicable" in value else _in_words(item, value)
    return f"{entry.author} ({day(when.date())} {when:%H:%M}) {given}"


def _in_words(item: Item, value: Mapping[str, Any]) -> str:
    given = value.get("value")
    if isinstance(given, dict):
        given = given.get("level")
    option = next((each for each in item.options if each.code == given), None)
    if option is not None:
        return f"“{option.label.vi}”"
    words = {"yes": "có", "no": "không"}.get(str(given), str(given).replace(".", ","))
    judged = f", chấm {str(value['judged']).replace('.', ',')} điểm" if value.get("judged") else ""
    return f"{'mức ' if item.levels else ''}{words}{judged}"
