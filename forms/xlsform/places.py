"""Where in the workbook each part of the definition was read: its faults find their cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.faults import Path, letters
from forms.xlsform.faults import Spot
from forms.xlsform.table import Row

# Fields of the definition whose column has another key. A list of levels or options is named in
# the column of the type; a table's levels have a column of their own.
_KEYS = {
    "code": "name",
    "title": "label",
    "title_en": "label_en",
    "guidance": "guidance_hint",
    "guidance_en": "guidance_hint_en",
    "options": "type",
    "format": "type",
    "columns": "type",
    "items": "type",
}
_SHEETS_OF_PARTS = {"sections": "survey", "general": "survey"}
_OWN_KEYS = frozenset({"settings", "thresholds", "conditions"})


@dataclass(frozen=True, slots=True)
class Span:
    """A row, and the last row of what it opens."""

    row: Row
    last: int


@dataclass(slots=True)
class Places:
    """Path of the definition to row of the workbook."""

    _spans: dict[Path, Span] = field(default_factory=dict)

    def put(self, path: Path, row: Row, last: int = 0) -> None:
        """This part of the definition comes from this row."""
        self._spans[path] = Span(row, last or row.number)

    def span(self, path: Path) -> Span | None:
        """The rows of the innermost part on this path."""
        for length in range(len(path), -1, -1):
            if path[:length] in self._spans:
                return self._spans[path[:length]]
        return None

    def above(self, path: Path) -> Iterator[Row]:
        """The rows of the parts that this path leads through."""
        ways = (path[:length] for length in range(len(path) + 1))
        return (self._spans[way].row for way in ways if way in self._spans)

    def below(self, path: Path) -> Iterator[Row]:
        """The rows of the parts that stand under this path."""
        length = len(path)
        return (
            span.row
            for way, span in self._spans.items()
            if len(way) > length and way[:length] == path
        )

    def spot(self, path: Path) -> Spot:
        """The cell that a path of the definition comes from."""
        if path and path[0] in _SHEETS_OF_PARTS and len(path) == 1:
            return Spot(_SHEETS_OF_PARTS[str(path[0])])
        span = self.span(path)
        if span is None:
            return Spot("settings")
        named = next((step for step in reversed(path) if isinstance(step, str)), "code")
        return span.row.spot(_key(span.row, named))

    def is_missing(self, path: Path) -> bool:
        """Whether the column of this field is not there at all, which is told already."""
        span = self.span(path)
        named = next((step for step in reversed(path) if isinstance(step, str)), "code")
        return span is not None and _key(span.row, named) in span.row.table.missing

    def naming(self, path: Path) -> str:
        """The cell as a sentence names it."""
        spot = self.spot(path)
        return f"{spot.sheet}!{letters(spot.column)}{spot.row}"


def _key(row: Row, field_name: str) -> str:
    if row.table.plan.name in _OWN_KEYS:
        return field_name
    if field_name == "levels" and not row.has("levels"):
        return "type"
    return _KEYS.get(field_name, field_name)
