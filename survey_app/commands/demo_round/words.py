"""The words of ``words.toml``: notes, reasons, documents, captions, attendees. No logic."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_name("words.toml")


@cache
def words() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
