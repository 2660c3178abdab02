"""Numbers for the notes that name the sources of statements, in the order of the document. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from survey_app.evaluations.content import Block, Part, StatementLine, Statements


def noted(*groups: Sequence[Block]) -> tuple[list[Block], ...]:
    """The blocks of each group, every statement that names sources with the number of its note."""
    numbers = count(1)
    return tuple([_block(block, numbers) for block in group] for group in groups)


def _block(block: Block, numbers: Iterator[int]) -> Block:
    return replace(block, parts=tuple(_part(part, numbers) for part in block.parts))


def _part(part: Part, numbers: Iterator[int]) -> Part:
    if not isinstance(part, Statements):
        return part
    return replace(part, lines=tuple(_line(line, numbers) for line in part.lines))


def _line(line: StatementLine, numbers: Iterator[int]) -> StatementLine:
    return replace(line, note=next(numbers)) if line.sources or line.reports else line
