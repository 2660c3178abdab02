"""A letter as plain text, for e-mail: the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.reports.blocks import Ending, Manuscript, Say
from survey_app.reports.layout import DEMO
from survey_app.reports.text import BLANK

_NOTHING = ""


def as_text(written: Manuscript) -> str:
    """The lines of a letter, a blank line between its parts; number and day are left out."""
    return "\n".join(_lines(written)).strip() + "\n"


def _lines(written: Manuscript) -> Iterator[str]:
    if written.is_demo:
        yield from (DEMO, _NOTHING)
    heading = written.heading
    # What the office has not typed for the round is dotted on paper, to be filled in by hand.
    yield " ".join(line for line in heading.organisation if BLANK not in line).upper()
    yield _NOTHING
    yield written.title.upper()
    yield _NOTHING
    yield f"Kính gửi: {'; '.join(written.to)}"
    for block in written.blocks:
        yield from _said(block)
    for signing in heading.signature:
        yield _NOTHING
        yield from (line for line in signing if BLANK not in line)


def _said(block: object) -> Iterator[str]:
    if isinstance(block, Say):
        yield _NOTHING
        yield "".join(block.words)
    elif isinstance(block, Ending):
        for each in block.before:
            yield from _said(each)
