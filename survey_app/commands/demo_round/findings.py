"""What the teams find in the demonstration; the words themselves are in ``findings.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("findings.toml")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its type, the item it is about (None: the whole visit), words, addressee."""

    type: str
    item: str | None
    text: str
    addressee: str | None = None


def findings_of(unit: str, checklist: str) -> list[Finding]:
    """What the team finds at this unit, in the order of the file."""
    held = words()
    letters = next((two for two, code in held["units"].items() if code == unit), "")
    return [
        Finding(
            type=each["type"],
            item=item_of(each["about"], checklist),
            text=each["text"],
            addressee=each.get("addressee"),
        )
        for each in held["finding"]
        if letters in each["at"].split()
    ]


@cache
def words() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def item_of(about: str, checklist: str) -> str | None:
    """The code that a matter has in this checklist; None for the visit as a whole."""
    matter = words()["about"].get(about)
    return matter[checklist] if matter else about or None
