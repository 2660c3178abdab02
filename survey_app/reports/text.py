"""Words into paragraphs. No markup is ever made: what people type cannot be taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from survey_app.reports import fonts

BLANK = "…………"


class Bold(str):
    """Words to be set bold."""

    __slots__ = ()


class Italic(str):
    """Words to be set in italics."""

    __slots__ = ()


_FACES = {Bold: fonts.BOLD, Italic: fonts.ITALIC}


def paragraph(style: ParagraphStyle, *words: str) -> Paragraph:
    """One paragraph of plain, ``Bold`` and ``Italic`` words; new lines in them stay new lines."""
    fonts.register()
    return _Measured("", style, frags=[frag for each in words for frag in _frags(style, each)])


def paragraphs(style: ParagraphStyle, text: str, *lead: str) -> list[Paragraph]:
    """A text with a paragraph for each of its lines, the first one led by ``lead``.

    A long note set as one paragraph would be measured anew on each page that it fills.
    """
    first, *rest = lines(text)
    return [paragraph(style, *lead, first), *(paragraph(style, line) for line in rest)]


def lines(text: str) -> list[str]:
    """The lines of a text that say something; one empty line where none does."""
    return [line for line in text.split("\n") if line.strip()] or [""]


class _Measured(Paragraph):
    """A paragraph that is broken into lines once per width.

    A table measures its cells again on every page that it runs over, and once more to draw them.
    """

    _measured: float | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Its size at this width, in points."""
        # A split that came to nothing throws the lines away.
        if self._measured != width or "blPara" not in vars(self):
            super().wrap(width, height)
            self._measured = width
        return self.width, self.height


def _frags(style: ParagraphStyle, words: str) -> Iterator[ParaFrag]:
    """The pieces of a paragraph as reportlab's own parser would make them."""
    face = _FACES.get(type(words), style.fontName)
    for at, line in enumerate(fonts.printable(words.strip("\n")).split("\n")):
        if at:
            yield _model(style).clone(lineBreak=True, text="")
        yield _model(style).clone(fontName=face, text=line)


@lru_cache(maxsize=256)
def _model(style: ParagraphStyle) -> ParaFrag:
    """A piece in this style; what a piece must carry, the parser knows."""
    made: ParaFrag = Paragraph("-", style).frags[0]
    return made
