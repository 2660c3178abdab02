"""The end mark of a document: it follows the last words, on their line, in place of their stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from survey_app.evaluations import wording
from survey_app.evaluations.content import Block, Part, Prose, StatementLine, Statements


def ended(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], str]:
    """The blocks with the end mark on their last words; and the mark itself where none took it.

    A table takes none: the mark then stands on a line of its own.
    """
    last = blocks[-1] if blocks else None
    part = last.parts[-1] if last is not None and last.parts else None
    mark = _MARKS.get(type(part))
    if last is None or part is None or mark is None:
        return blocks, wording.END_MARK
    return (*blocks[:-1], replace(last, parts=(*last.parts[:-1], mark(part)))), ""


def _prose(part: Part) -> Part:
    assert isinstance(part, Prose)
    # A remark in brackets ends in the bracket: its own stop inside would stand before the mark.
    text = f"{part.text[:-2]})" if part.text.endswith(".)") else part.text.removesuffix(".")
    return replace(part, text=text + wording.END_MARK)


def _statements(part: Part) -> Part:
    assert isinstance(part, Statements)
    last: StatementLine = replace(part.lines[-1], stop=wording.END_MARK)
    return replace(part, lines=(*part.lines[:-1], last))


_MARKS: dict[type[object], Callable[[Part], Part]] = {Prose: _prose, Statements: _statements}
