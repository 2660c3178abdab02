"""The contents list of a document drawn in one go: its page numbers are filled in at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import ActionFlowable, BaseDocTemplate, Flowable, Paragraph, Spacer

from survey_app.reports import fonts, styles
from survey_app.reports.text import paragraph

_NUMBER_ROOM = 14 * mm
_Styles = dict[int, ParagraphStyle]
_ROOMY: _Styles = {
    1: ParagraphStyle("contents-1", fontName=fonts.BOLD, fontSize=12, leading=16, spaceBefore=1),
    2: ParagraphStyle(
        "contents-2", fontName=fonts.REGULAR, fontSize=12, leading=15.5, leftIndent=6 * mm
    ),
}
# For a list that a few lines more would carry over to the next page.
_CLOSE: _Styles = {
    1: ParagraphStyle("contents-close-1", _ROOMY[1], fontSize=11.5, leading=14.5, spaceBefore=0),
    2: ParagraphStyle("contents-close-2", _ROOMY[2], fontSize=11.5, leading=14),
}


@dataclass
class _Entry:
    """A heading, and the page on which it turned out to stand."""

    words: str
    depth: int
    name: str
    page: int = 0


@dataclass
class Contents:
    """Collects headings while a story is made, and where they stand while it is drawn."""

    _entries: list[_Entry] = field(default_factory=list)
    _styles: _Styles = field(default_factory=lambda: _ROOMY)

    def entry(self, words: str, depth: int) -> Flowable:
        """What marks the place of a heading; takes no room."""
        made = _Entry(words, depth, f"contents{len(self._entries) + 1}")
        self._entries.append(made)
        return _Here(made)

    def lines(self, title: str, width: float, room: float) -> Iterator[Flowable]:
        """The list itself, of the entries collected so far, with a little air below it.

        ``room`` is what is left of the page, in points: a list that just misses it is set closer,
        so that no few lines of it stand alone above the text of the next page.
        """
        air = styles.TITLE.leading
        if self._height(_ROOMY, width) > room - 2 * air >= self._height(_CLOSE, width):
            self._styles = _CLOSE
        yield paragraph(styles.TITLE, title)
        for each in self._entries:
            yield _Line(each, self._styles)
        yield Spacer(0, air)

    def numbers(self) -> Flowable:
        """What fills in the page numbers; the last thing in the story."""
        return _Numbers(self._entries, self._styles)

    def _height(self, chosen: _Styles, width: float) -> float:
        """How tall the list is in these styles, without its title."""
        made = (_Line(each, chosen) for each in self._entries)
        return sum(each.wrap(width, 0)[1] + each.spaceBefore for each in made)


class _Here(Flowable):
    """Notes the page it is drawn on."""

    def __init__(self, entry: _Entry) -> None:
        super().__init__()
        self.entry = entry

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No room."""
        return 0, 0

    def draw(self) -> None:
        """Note the page and make it a place to jump to."""
        self.entry.page = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self.entry.name, 0, styles.TITLE.leading)


class _Line(Flowable):
    """A heading's words, dots, and room for its page number."""

    def __init__(self, entry: _Entry, chosen: _Styles) -> None:
        super().__init__()
        self.entry = entry
        self.style = chosen[min(entry.depth, 2)]
        self.spaceBefore = self.style.spaceBefore
        self._words: Paragraph = paragraph(self.style, entry.words)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As high as the words beside the number."""
        self.width = width
        _, self.height = self._words.wrap(width - _NUMBER_ROOM, height)
        return width, self.height

    def draw(self) -> None:
        """The words, the dots after their last line, the number to come, and a link over all."""
        self._words.drawOn(self.canv, 0, 0)
        self._dots()
        self.canv.saveState()
        self.canv.translate(self.width, self._baseline())
        self.canv.doForm(self.entry.name)
        self.canv.restoreState()
        self.canv.linkAbsolute(
            "", self.entry.name, (0, 0, self.width, self.height), Border="[0 0 0]"
        )

    def _baseline(self) -> float:
        return float(self.style.leading - self.style.fontSize)

    def _dots(self) -> None:
        canvas = self.canv
        canvas.setFont(fonts.REGULAR, self.style.fontSize)
        dot = canvas.stringWidth(".", fonts.REGULAR, self.style.fontSize) * 1.6
        last = self._words.getActualLineWidths0()[-1]
        x = self.width - _NUMBER_ROOM / 2
        # Counted from the right, so that the dots of all lines stand below each other.
        while x > last + 2 * dot:
            canvas.drawCentredString(x, self._baseline(), ".")
            x -= dot


class _Numbers(ActionFlowable):
    """Defines the form of each number, once all pages are known.

    An action needs no room: after a page that is just full, a flowable would open another.
    """

    def __init__(self, entries: list[_Entry], chosen: _Styles) -> None:
        super().__init__()
        self.entries, self.styles = entries, chosen

    def apply(self, doc: BaseDocTemplate) -> None:
        """One small form for each line of the list."""
        canvas = doc.canv
        for each in self.entries:
            style = self.styles[min(each.depth, 2)]
            canvas.beginForm(each.name, -int(_NUMBER_ROOM), -4, 1, int(style.leading))
            canvas.setFont(style.fontName, style.fontSize)
            canvas.drawRightString(0, 0, str(each.page))
            canvas.endForm()
