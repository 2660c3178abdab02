"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request

T = TypeVar("T")

ROWS = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; ``number`` counts from 1."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int

    @property
    def previous(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if there is one."""
        return self.number + 1 if self.number < self.pages else None


def asked_page() -> int:
    """The page that the address asks for; anything that is no page is the first."""
    asked = request.args.get("page", "1")
    return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1


def page_of(rows: Sequence[T], *, size: int = ROWS) -> Page[T]:
    """The page of these rows that the address asks for; past the end it is the last."""
    pages = max(-(-len(rows) // size), 1)
    number = min(asked_page(), pages)
    start = (number - 1) * size
    return Page(rows[start : start + size], number, pages, len(rows))
