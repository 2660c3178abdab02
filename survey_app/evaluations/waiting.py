"""What stands under a heading and is not read yet: how much it is, without what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """In place of the tables and pictures of a heading's source; ``rows`` are about as many.

    Of a list with a part for each visit it stands for those from ``first`` to before ``last``.
    """

    rows: int
    first: int = 0
    last: int | None = None
