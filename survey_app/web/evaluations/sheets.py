"""A long draft a page at a time: its headings and lists cut into pages that a browser can carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from survey_app.evaluations.content import (
    Block,
    EvaluationContent,
    Part,
    StatementLine,
    Statements,
    Table,
    VisitFindings,
)
from survey_app.evaluations.waiting import Waiting

# Statements on a page, or as much else: each has its sources and a form to word it with.
MOST = 120
# What other things weigh beside a statement.
_ROWS_FOR_ONE = 8
_VISIT = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading with what of it stands on this page; ``place`` counts headings from 1.

    What goes on from the page before ``continues``.
    """

    place: int
    block: Block
    parts: tuple[Part, ...]
    continues: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """The draft in pages, and which statements begin and end the lists that they stand in."""

    pages: Sequence[Sequence[Piece]]
    firsts: frozenset[int]
    lasts: frozenset[int]

    def page_of_statement(self, statement_id: int) -> int:
        """The page, from 1, that a statement stands on; the first where it stands on none."""
        for number, page in enumerate(self.pages, start=1):
            if any(line.id == statement_id for piece in page for line in _lines(piece.parts)):
                return number
        return 1

    def page_of_heading(self, place: int) -> int:
        """The page, from 1, that a heading begins on; the first where it stands on none."""
        for number, page in enumerate(self.pages, start=1):
            if any(piece.place == place and not piece.continues for piece in page):
                return number
        return 1


def sheets_of(content: EvaluationContent) -> Sheets:
    """The body of the draft in pages."""
    return _sheets(content, list(enumerate(content.blocks, start=1)))


def stale_sheets_of(content: EvaluationContent) -> Sheets:
    """The stale statements of the draft under their headings, in pages."""
    numbered = ((place, _stale(block)) for place, block in enumerate(content.blocks, start=1))
    return _sheets(content, [(place, block) for place, block in numbered if block.parts])


def _sheets(content: EvaluationContent, blocks: Sequence[tuple[int, Block]]) -> Sheets:
    lists = [
        part.lines
        for block in content.blocks
        for part in block.parts
        if isinstance(part, Statements)
    ]
    return Sheets(
        pages=list(_pages(blocks)) or [()],
        firsts=frozenset(lines[0].id for lines in lists if lines),
        lasts=frozenset(lines[-1].id for lines in lists if lines),
    )


def _stale(block: Block) -> Block:
    lists = (
        replace(part, lines=tuple(line for line in part.lines if line.is_stale))
        for part in block.parts
        if isinstance(part, Statements)
    )
    return replace(block, parts=tuple(part for part in lists if part.lines))


def _pages(blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[Piece, ...]]:
    page: list[Piece] = []
    weight = 0
    for place, block in blocks:
        begun: list[Part] = []
        continues = False
        for part in _small(block.parts):
            if weight and weight + _weight(part) > MOST:
                # A heading goes over with the first thing below it.
                if begun:
                    page.append(Piece(place, block, tuple(begun), continues))
                    begun, continues = [], True
                yield tuple(page)
                page, weight = [], 0
            begun.append(part)
            weight += _weight(part)
        page.append(Piece(place, block, tuple(begun), continues))
    if page:
        yield tuple(page)


def _small(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, long lists of statements in several."""
    for part in parts:
        if not isinstance(part, Statements):
            yield part
            continue
        for at in range(0, len(part.lines), MOST):
            yield replace(part, lines=part.lines[at : at + MOST])


def _weight(part: Part) -> int:
    if isinstance(part, Statements):
        return len(part.lines)
    if isinstance(part, Table):
        return len(part.rows) // _ROWS_FOR_ONE
    if isinstance(part, Waiting):
        return part.rows // _ROWS_FOR_ONE
    return _VISIT if isinstance(part, VisitFindings) else 1


def _lines(parts: Sequence[Part]) -> Iterator[StatementLine]:
    for part in parts:
        if isinstance(part, Statements):
            yield from part.lines
