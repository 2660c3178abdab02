"""What the evaluation says, as values. Every document is drawn from this and from nothing else.

Texts are NFC without control characters. Numbers stay ``Decimal`` until a layout writes them: in
Excel they are numbers, on paper they have a decimal comma.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from survey_app.core.vietnamese import clean, day, number
from survey_app.evaluations.bars import Chart
from survey_app.evaluations.facts import Citation, News
from survey_app.evaluations.waiting import Waiting
from survey_app.reports.rules import Heading


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its decimals (None: as many as it has); 25 with ``percent`` is 25 %.

    A ``mark`` stands right behind it, and is explained below the table.
    """

    value: Decimal
    places: int | None = None
    percent: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Shortened:
    """Words too long for a line of a printed table: a line there, all of them where there is room.

    What holds them whole on paper stands elsewhere in the document.
    """

    words: str
    brief: str


Cell = str | Figure | Shortened | date | None


def tidy(text: str) -> str:
    """Text that every format can hold: clean, without control characters and half characters."""
    text = clean(text)
    # What can be printed is text; nearly everything is, and a draft has a million characters.
    if text.isprintable():
        return text
    return "".join(char for char in text if char == "\n" or _is_text(char))


def _is_text(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs", "Cn")


def cell_text(cell: Cell) -> str:
    """A cell in words, all of them; nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, Figure):
        return number(cell.value, places=cell.places) + ("%" if cell.percent else "") + cell.mark
    if isinstance(cell, Shortened):
        return cell.words
    return cell if isinstance(cell, str) else day(cell)


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``width`` is what it needs, in mm. Sticky ones lead each piece of a wide table."""

    title: str
    width: float
    align: Align = Align.LEFT
    sticky: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under the columns. ``band`` names the group of rows it belongs to, if any."""

    cells: tuple[Cell, ...]
    band: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title and notes. ``band_title`` heads the bands where they are a column.

    ``about`` sets it apart from other tables with the same columns, in few words.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    band_title: str = ""
    wide: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One finding behind a statement: where it was recorded, in which words, in which revision."""

    unit: str
    visit: UUID
    entry: UUID
    item: str
    revision: int
    words: str
    is_current: bool
    photos: tuple[str, ...] = ()
    news: News | None = None
    entry_id: int = 0

    @property
    def cited(self) -> str:
        """As a note names it: ``LĐLĐ huyện Gio Linh: A1, Ảnh A1.2 (báo cáo bản 1)``."""
        where = f": {self.where}" if self.where else ""
        return f"{self.unit}{where} (báo cáo bản {self.revision})"

    @property
    def where(self) -> str:
        """Item and photos as they are called everywhere: ``A1, Ảnh A1.2``."""
        return ", ".join(filter(None, (self.item, *self.photos)))


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A sentence of the evaluation with the units it holds for, in protocol order.

    ``of`` is the number of visits in the draft; ``field`` the checklist section it is about.
    """

    id: int
    text: str
    field: str
    units: tuple[str, ...]
    of: int
    is_edited: bool
    is_stale: bool
    sources: tuple[SourceLine, ...]
    version: int = 1
    # The number of the note that names its sources; 0 where it has none.
    note: int = 0
    # What ends the sentence in place of its own full stop, where it is the last of the document.
    stop: str = ""
    citations: tuple[Citation, ...] = ()

    @property
    def reports(self) -> tuple[str, ...]:
        """The units' own reports that it names, in words; those that still stand."""
        return tuple(each.words for each in self.citations if each.stands)

    @property
    def count(self) -> str:
        """How many of the units: ``7 trên 9 đơn vị``."""
        return f"{len(self.units)} trên {self.of} đơn vị"

    def parted(self) -> tuple[str, str]:
        """The sentence without its full stop, and the bracket that follows, with the stop."""
        if not self.units:
            return self._alone(), ""
        stops = self.text.endswith(".") and not self.text.endswith("..")
        text, stop = (self.text[:-1], ".") if stops else (self.text, "")
        return text, f" ({self.attribution()}){self.stop or stop}"

    def _alone(self) -> str:
        """The office's own sentence: it holds for no unit by name."""
        return self.text.removesuffix(".") + self.stop if self.stop else self.text

    def cited(self, most: int = 30) -> str:
        """Where it was recorded: unit, item, photos and revision of at most so many sources."""
        named = [source.cited for source in self.sources[:most]]
        rest = len(self.sources) - most
        more = [f"và {rest} nguồn khác, ghi đủ trong tệp Excel"] if rest > 0 else []
        return "; ".join([*named, *more, *self.reports])

    @property
    def can_be_settled(self) -> bool:
        """Whether findings changed below it, and the office can say what is to stand."""
        return any(one.news is not None and not one.news.waits for one in self.sources)

    def attribution(self, most: int = 12) -> str:
        """The count with the names of at most so many units: ``2 trên 9 đơn vị: …; …``."""
        if len(self.units) == self.of and self.of > 1:
            return self.count
        named = "; ".join(self.units[:most])
        rest = len(self.units) - most
        return f"{self.count}: {named}" + (f" và {rest} đơn vị khác" if rest > 0 else "")


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements of one field; without a name where the heading itself names the field."""

    field: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of our own words; a ``note`` stands in for what is missing."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class VisitFindings:
    """What a team found at one unit, by type of finding, in its own words."""

    title: str
    about: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


Part = Prose | Statements | Table | VisitFindings | Chart | Waiting


@dataclass(frozen=True, slots=True)
class Block:
    """A heading of the outline with what stands under it; ``number`` is empty for what has none."""

    number: str
    title: str
    depth: int
    source: str
    addressee: str
    parts: tuple[Part, ...]

    @property
    def heading(self) -> str:
        """Number and title as printed; headings of the first depth are in capitals."""
        title = self.title.upper() if self.depth == 1 else self.title
        return f"{self.number} {title}".strip()


@dataclass(frozen=True, slots=True)
class EvaluationContent:
    """The whole evaluation. ``demo`` is empty, or the mark that must stand on every page.

    The signature stands between ``blocks`` and ``annexes``, which are tables and lists only.
    """

    heading: Heading
    title: str
    on: date
    draft: str
    demo: str
    opening: tuple[str, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[Block, ...] = ()

    def statements(self) -> Iterator[tuple[Block, StatementLine]]:
        """Every statement with its heading, in the order of the document."""
        for block, part in self._parts():
            if isinstance(part, Statements):
                yield from ((block, line) for line in part.lines)

    def notes(self) -> tuple[str, ...]:
        """The sources of the statements as notes, in the order of their numbers from 1."""
        return tuple(f"{line.cited()}." for _, line in self.statements() if line.note)

    def tables(self, source: str) -> Iterator[Table]:
        """The tables under the headings of this source, in order."""
        for block, part in self._parts():
            if isinstance(part, Table) and block.source == source:
                yield part

    def all_blocks(self) -> tuple[Block, ...]:
        """Every heading in the order of the document."""
        return (*self.blocks, *self.annexes)

    def _parts(self) -> Iterator[tuple[Block, Part]]:
        for block in self.all_blocks():
            for part in block.parts:
                yield block, part
