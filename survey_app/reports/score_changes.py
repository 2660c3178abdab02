"""Which points a revision has otherwise than the one before it: figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from survey_app.reports.content import ScoreRow, Scores

# Where, before, after.
Difference = tuple[str, str, str]

_TABLE = "Bảng điểm"
_COUNTED = "điểm được tính"
_WHY = "diễn giải"
_LEVEL = "Mức độ thực hiện"


def differences(before: Scores | None, after: Scores | None) -> Iterator[Difference]:
    """The figures that differ, in the order of the table, then the level.

    A layer that only one of the two has is not told row by row: where it begins to count, what
    counts is compared instead.
    """
    old, new = _rows(before), _rows(after)
    shared = _shared(before, after)
    for name in dict.fromkeys([*new, *old]):
        yield from _of_a_row(name, old.get(name), new.get(name), shared)
    levels = (before.level if before else "", after.level if after else "")
    if levels[0] != levels[1]:
        yield (_LEVEL, *levels)


class _Row:
    """A row of the table with its figures by layer."""

    def __init__(self, row: ScoreRow, layers: tuple[str, ...]) -> None:
        self.figures = dict(zip(layers, row.cells, strict=True))
        self.why = row.why
        self.is_item = bool(row.code)

    @property
    def counted(self) -> str:
        """The figure of the last layer that has one."""
        return next((each for each in reversed(self.figures.values()) if each), "")


def _of_a_row(
    name: str, old: _Row | None, new: _Row | None, shared: tuple[str, ...]
) -> Iterator[Difference]:
    if old is None or new is None:
        yield (f"{_TABLE} – {name}", old.counted if old else "", new.counted if new else "")
        return
    told = [(layer, old.figures[layer], new.figures[layer]) for layer in shared]
    if not any(one != other for _, one, other in told):
        told = [(_COUNTED, old.counted, new.counted)]
    if new.is_item:
        # The working of a sum follows from what was told above it.
        told.append((_WHY, old.why, new.why))
    for what, one, other in told:
        if one != other:
            yield (f"{_TABLE} – {name} – {what}", one, other)


def _shared(before: Scores | None, after: Scores | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(layer for layer in after.layers if layer in before.layers)


def _rows(scores: Scores | None) -> Mapping[str, _Row]:
    """Every row by its code, sums and totals by their words."""
    if scores is None:
        return {}
    rows = [row for section in scores.sections for row in (*section.rows, section.total)]
    return {row.code or row.label: _Row(row, scores.layers) for row in (*rows, *scores.totals)}
