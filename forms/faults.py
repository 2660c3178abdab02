"""A fault in a checklist: where it is and what to do about it, in Vietnamese and English.

The sentences themselves stand in ``forms.fault_words``, one row for each code.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from forms.definition import Text
from forms.fault_words import WORDS

Path = tuple[str | int, ...]
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    ``path`` leads into the definition, as in ``("sections", 0, "items", 2, "points")``. In a
    workbook ``sheet``, ``row`` (as Excel counts, from 1; 0 is the whole sheet), ``column`` (its
    letter) and ``header`` (its heading) lead to the cell.
    """

    code: str
    message: Text
    path: Path = ()
    sheet: str = ""
    row: int = 0
    column: str = ""
    header: str = ""

    @property
    def place(self) -> str:
        """``survey!C7 (label)`` in a workbook, ``sections[0].items[2].points`` elsewhere."""
        if not self.sheet:
            return dotted(self.path)
        cell = f"{self.column}{self.row or ''}"
        heading = f" ({self.header})" if self.header else ""
        return f"{self.sheet}!{cell}{heading}" if cell else self.sheet


def fault(code: str, where: Path = (), /, **words: object) -> Fault:
    """The fault of this code; ``words`` fill the places in its sentence."""
    said = WORDS[code]
    shown = {name: _shortened(word) for name, word in words.items()}
    return Fault(code, Text(said.vi.format(**shown), said.en.format(**shown)), where)


def _shortened(word: object) -> str:
    """What the author wrote, short enough for one line."""
    said = str(word)
    # A guess begins with the space that sets it off from what it is about.
    text = f"{' ' if said.startswith(' (') else ''}{' '.join(said.split())}"
    return text if len(text) <= LONGEST_WORD else f"{text[: LONGEST_WORD - 1]}…"


def at_cell(what: Fault, sheet: str, row: int = 0, column: int = 0, header: str = "") -> Fault:
    """The same fault, pinned to a cell; ``column`` counts from 1, 0 is the whole row."""
    return replace(what, sheet=sheet, row=row, column=letters(column), header=header)


def letters(column: int) -> str:
    """The letters of a column that counts from 1: 1 is A, 27 is AA; 0 is none."""
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def dotted(path: Path) -> str:
    """A path as it is read aloud: sections[0].items[2].points."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            out += f".{step}" if out else step
    return out
