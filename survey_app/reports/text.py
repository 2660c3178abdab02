"""Words into paragraphs. No markup is ever made: what people type cannot be taken for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph
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
    frags = [frag for each in trimmed(words) for frag in _frags(style, each)]
    return _Measured("", style, frags=frags)


def trimmed(words: Sequence[str]) -> list[str]:
    """The words of a paragraph without empty lines before the first and after the last."""
    if not words:
        return []
    kept = list(words)
    kept[0] = type(kept[0])(kept[0].lstrip("\n"))
    kept[-1] = type(kept[-1])(kept[-1].rstrip("\n"))
    return kept


def paragraphs(style: ParagraphStyle, text: str, *lead: str) -> list[Paragraph]:
    """A text with a paragraph for each of its lines, the first one led by ``lead``.

    A long note set as one paragraph would be measured anew on each page that it fills.
    """
    first, *rest = lines(text)
    return [paragraph(style, *lead, first), *(paragraph(style, line) for line in rest)]


def lines(text: str) -> list[str]:
    """The lines of a text that say something; one empty line where none does."""
    return [line for line in text.split("\n") if line.strip()] or [""]


def words_in(style: ParagraphStyle, words: str, room: float) -> Flowable:
    """Words of a cell ``room`` points wide: where they fit on one line, there is nothing to break.

    Most cells of a large table are such, and a paragraph takes some five times as long to make.
    """
    fonts.register()
    face = _FACES.get(type(words), style.fontName)
    shown = fonts.printable(words.strip("\n"))
    if "\n" in shown or stringWidth(shown, face, style.fontSize) > room:
        return paragraph(style, words)
    return _Line(style, face, " ".join(shown.split(" ")))


class _Line(Flowable):
    """One line of words, set as a paragraph of one line would be."""

    def __init__(self, style: ParagraphStyle, face: str, words: str) -> None:
        super().__init__()
        self.style, self.face, self.words = style, face, words

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The whole width, and one line."""
        self.width, self.height = width, self.style.leading
        return self.width, self.height

    def draw(self) -> None:
        """The words at the left, in the middle or at the right, as the style says."""
        if not self.words:
            return
        style, canvas = self.style, self.canv
        canvas.setFont(self.face, style.fontSize)
        canvas.setFillColor(style.textColor)
        base = style.leading - style.fontSize
        if style.alignment == TA_RIGHT:
            canvas.drawRightString(self.width, base, self.words)
        elif style.alignment == TA_CENTER:
            canvas.drawCentredString(self.width / 2, base, self.words)
        else:
            canvas.drawString(0, base, self.words)


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
    for at, line in enumerate(fonts.printable(words).split("\n")):
        if at:
            yield _model(style).clone(lineBreak=True, text="")
        yield _model(style).clone(fontName=face, text=line)


@lru_cache(maxsize=256)
def _model(style: ParagraphStyle) -> ParaFrag:
    """A piece in this style; what a piece must carry, the parser knows."""
    made: ParaFrag = Paragraph("-", style).frags[0]
    return made
