"""What the office does to an outline: a heading added, changed, moved with those below it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from survey_app.evaluations.rules import OutlineRow

Rows = tuple[OutlineRow, ...]


def free_code(rows: Sequence[OutlineRow]) -> str:
    """A code that no heading has: ``m1``, ``m2``…"""
    taken = {row.code for row in rows}
    return next(code for at in range(1, len(rows) + 2) if (code := f"m{at}") not in taken)


def added(rows: Sequence[OutlineRow], row: OutlineRow, after: str) -> Rows:
    """With a new heading behind this one and all below it; at the end where there is no such."""
    at = _at(rows, after)
    place = len(rows) if at is None else _end(rows, at, min(row.depth, rows[at].depth))
    return (*rows[:place], row, *rows[place:])


def changed(rows: Sequence[OutlineRow], row: OutlineRow) -> Rows:
    """With this heading in place of the one of the same code; those below it keep their distance.

    A heading set deeper or higher takes along what stands below it.
    """
    at = _at(rows, row.code)
    if at is None:
        return tuple(rows)
    by = row.depth - rows[at].depth
    end = _end(rows, at, rows[at].depth)
    below = (replace(each, depth=each.depth + by) for each in rows[at + 1 : end])
    return (*rows[:at], row, *below, *rows[end:])


def removed(rows: Sequence[OutlineRow], code: str) -> Rows:
    """Without this heading and those below it."""
    at = _at(rows, code)
    return tuple(rows) if at is None else (*rows[:at], *rows[_end(rows, at, rows[at].depth) :])


def below(rows: Sequence[OutlineRow], code: str) -> Rows:
    """The headings below this one."""
    at = _at(rows, code)
    return () if at is None else tuple(rows[at + 1 : _end(rows, at, rows[at].depth)])


def moved_up(rows: Sequence[OutlineRow], code: str) -> Rows:
    """Before the heading of the same depth above it; as it is where there is none."""
    at = _at(rows, code)
    if at is None:
        return tuple(rows)
    depth = rows[at].depth
    above = at - 1
    while above >= 0 and rows[above].depth > depth:
        above -= 1
    if above < 0 or rows[above].depth < depth:
        return tuple(rows)
    end = _end(rows, at, depth)
    return (*rows[:above], *rows[at:end], *rows[above:at], *rows[end:])


def moved_down(rows: Sequence[OutlineRow], code: str) -> Rows:
    """Behind the heading of the same depth below it; as it is where there is none."""
    at = _at(rows, code)
    if at is None:
        return tuple(rows)
    end = _end(rows, at, rows[at].depth)
    if end == len(rows) or rows[end].depth < rows[at].depth:
        return tuple(rows)
    return moved_up(rows, rows[end].code)


def _at(rows: Sequence[OutlineRow], code: str) -> int | None:
    return next((at for at, row in enumerate(rows) if row.code == code), None)


def _end(rows: Sequence[OutlineRow], at: int, depth: int) -> int:
    """Where the headings below the one at ``at`` end."""
    end = at + 1
    while end < len(rows) and rows[end].depth > depth:
        end += 1
    return end
