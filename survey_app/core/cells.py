"""Words in a cell of a CSV file, which spreadsheets would take for a formula."""

from __future__ import annotations

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet computes: what begins like a formula is quoted."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text
