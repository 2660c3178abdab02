"""Words into paragraphs. The only place where markup is made: what people typed is escaped here."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

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
    return _Measured("".join(_markup(each) for each in words), style)


def paragraphs(style: ParagraphStyle, text: str, *lead: str) -> list[Paragraph]:
    """A text with a paragraph for each of its lines, the first one led by ``lead``.

    A long note set as one paragraph would be measured anew on each page that it fills.
    """
    first, *rest = lines(text)
    return [paragraph(style, *lead, first), *(paragraph(style, line) for line in rest)]


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


def lines(text: str) -> list[str]:
    """The lines of a text that say something; one empty line where none does."""
    return [line for line in text.split("\n") if line.strip()] or [""]


def _markup(words: str) -> str:
    safe = escape(fonts.printable(words.strip("\n"))).replace("\n", "<br/>")
    face = _FACES.get(type(words))
    return f'<font name="{face}">{safe}</font>' if face else safe
