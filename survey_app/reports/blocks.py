"""A document written out in blocks: what stands where, in which role, not how it looks.

Each document of a visit is written out once, and drawn from here as PDF and as Word: so both carry
the same words in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from survey_app.reports.content import Photo
from survey_app.reports.fonts import printable
from survey_app.reports.rules import Heading
from survey_app.reports.text import lines

# A text longer than this (characters) leaves its column: there it would run over twenty pages.
_LONG = 700
# Points of a text are counted in the order of the Vietnamese alphabet, without f, j, w and z.
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
END = "./."
_ELSEWHERE = "(xem dòng dưới)"

# Plain words, and ``Bold`` and ``Italic`` ones.
Words = tuple[str, ...]
Cell = str | Words


class Role(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    FLUSH = "flush"
    ASIDE = "aside"
    CENTRED = "centred"
    LEAD = "lead"
    NOTE = "note"
    # Above a table, and never parted from it.
    CAPTION = "caption"


class Align(StrEnum):
    """Where the words of a column stand."""

    LEFT = "left"
    CENTRE = "center"


@dataclass(frozen=True, slots=True)
class Say:
    """A paragraph."""

    words: Words
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: 1 ``I. …``, 2 ``1. …``, 3 ``a) …``."""

    words: str
    level: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid: its heading, its share of the width; ``faint`` ones are small, italic."""

    title: str
    share: float
    align: Align = Align.LEFT
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Across:
    """A row over the whole width: the title of the rows below it, or a text too long for a cell."""

    words: Words
    opens: bool = True


Row = tuple[Cell, ...] | Across


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table; its heading row is repeated on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Photos two by two, each with its number and caption."""

    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins an annex on a new sheet, on its side where ``wide``; pages count from 1 again."""

    label: str
    title: str
    note: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows stands on a new sheet, on its side where ``wide``; pages count on."""

    wide: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """So many dotted lines to write on by hand."""

    number: int


@dataclass(frozen=True, slots=True)
class Ending:
    """The last words, signatures and recipients, which stay together on one sheet.

    ``abreast``: who signs stand in one row, as under minutes; else the last stands beside the
    recipients, as under a report.
    """

    heading: Heading
    before: tuple[Say | Title, ...] = ()
    abreast: bool = False


Block = Say | Title | Grid | Pictures | Annex | Turn | Dots | Ending


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole document. ``code`` is the digest of what it says, ``about`` stands under ``kind``.

    ``dated``: the heading has a line for place and day, which the clerk fills in.
    """

    heading: Heading
    kind: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    subject: str
    code: str
    unit: str = ""
    to: tuple[str, ...] = ()
    dated: bool = True
    is_demo: bool = False
    marks: tuple[str, ...] = field(default=())

    @property
    def title(self) -> str:
        """Kind and what it is about, on one line."""
        about = self.about[0] if self.about else ""
        return f"{self.kind} {about[:1].lower()}{about[1:]}".strip()


def says(text: str, *lead: str, role: Role = Role.BODY) -> tuple[Say, ...]:
    """A text with a paragraph for each of its lines, the first one led by ``lead``."""
    first, *rest = lines(text)
    return (Say((*lead, first), role), *(Say((line,), role) for line in rest))


def rows_of(columns: Sequence[Column], cells: Sequence[Cell]) -> Iterator[Row]:
    """A row of these cells; a long text among them gets a row of its own, over the whole width."""
    kept: list[Cell] = []
    moved: list[Across] = []
    for column, cell in zip(columns, cells, strict=True):
        words = (cell,) if isinstance(cell, str) else cell
        # As it will be drawn: what no font has is spelled out, and longer.
        if sum(len(printable(each)) for each in words) <= _LONG:
            kept.append(cell)
            continue
        kept.append(_ELSEWHERE)
        moved.append(Across((f"{column.title}: ", *words), opens=False))
    yield tuple(kept)
    yield from moved


def stopped(items: Iterable[Words], *, last: str = ".") -> tuple[Say, ...]:
    """Paragraphs that end in a full stop, the last one in ``last``."""
    said = list(items)
    ends = [*["."] * (len(said) - 1), last]
    return tuple(Say((*words, end)) for words, end in zip(said, ends, strict=True))
