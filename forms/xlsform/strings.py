"""The parts that cells lean on: the shared strings, and which styles show a number as a date."""

from __future__ import annotations

import re
from collections.abc import Mapping

from forms.publishing.wording import LIMIT
from forms.xlsform.archive import refusal

# All words of a checklist of 5,000 rows would fit several times.
MOST_CHARACTERS = 5_000_000
MOST_STRINGS = 200_000
STRINGS_PART = "sharedStrings.xml"

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


class Pieces:
    """Text that comes in pieces: keeps no more than a cell may have, and one more to tell."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._length = 0

    def add(self, data: str) -> None:
        """Take one more piece."""
        if self._length <= LIMIT:
            self._kept.append(data[: LIMIT + 1])
            self._length += len(data)

    def take(self) -> str:
        """All of it, with Excel's escapes undone; begins anew."""
        text = "".join(self._kept)[: LIMIT + 1]
        self._kept, self._length = [], 0
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


class Strings:
    """The shared strings: plain and rich text alike, without phonetic readings."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self._pieces = Pieces()
        self._characters = 0
        self._in_text = False
        self._in_reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "rPh":
            self._in_reading = True
        elif name == "t":
            self._in_text = not self._in_reading

    def text(self, data: str) -> None:
        """Words stand between."""
        if self._in_text:
            self._pieces.add(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_reading = False
        elif name == "si":
            self._keep(self._pieces.take())

    def _keep(self, text: str) -> None:
        self.kept.append(text)
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS or len(self.kept) > MOST_STRINGS:
            raise refusal("unpacks-too-large", part=STRINGS_PART)


class DateStyles:
    """The styles part: the indices of the cell styles that show a number as a date or a time."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._formats: set[int] = set(_BUILT_IN_DATES)
        self._in_cells = False
        self._index = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "numFmt" and _is_date(attributes.get("formatCode", "")):
            self._formats.add(_whole(attributes.get("numFmtId", "")))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            if _whole(attributes.get("numFmtId", "")) in self._formats:
                self.dates.add(self._index)
            self._index += 1

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "cellXfs":
            self._in_cells = False

    def text(self, data: str) -> None:
        """Styles have no text."""


def _is_date(code: str) -> bool:
    return any(letter in _QUOTED.sub("", code).lower() for letter in "dmyhs")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
