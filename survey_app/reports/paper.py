"""The sheets that documents are drawn on: margins, page numbers, stamps, footer, annexes.

Shared by the findings of a visit and by the evaluation. Equal stories give equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from survey_app.reports import codes, fonts, styles
from survey_app.reports.styles import Look, look_of
from survey_app.reports.text import paragraph

# Base 85 would make each photo a quarter larger and the drawing four times slower.
rl_config.useA85 = 0

# A font's glyphs are read from one buffer with one position in it: two threads that save at once
# give a document with another's letters, or none. Drawing is all computing: waiting costs little.
_ONE_AT_A_TIME = Lock()

_NUMBER_FROM_TOP = 12 * mm
_FOOTER_FROM_BOTTOM = 9 * mm
_SHEET_NUMBER = 14 * mm
_WRITING_HEIGHT = 8 * mm
# Room for a heading with those that may follow right below it, and the first lines of their text.
_ROOM_FOR_HEADING = {1: 46 * mm, 2: 35 * mm, 3: 24 * mm}
_TITLE_LIMIT = 120
# What reportlab writes is the epoch of no one; drafts carry no time, so that equal is equal.
_NO_TIME = "D:20000101000000Z"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page besides its text.

    ``stamps`` are framed in the upper corners, at most two. ``watermark`` lies under the text.
    ``made_at`` is the document's own time, never the time of drawing; without it none is told.
    ``address`` is of the page that says whether this issue still stands; drawn as a QR code.
    ``look`` has the margins.
    """

    title: str
    author: str = ""
    subject: str = ""
    footer: str = ""
    stamps: tuple[str, ...] = ()
    watermark: str = ""
    made_at: datetime | None = None
    address: str = ""
    look: Look = field(default_factory=look_of)


def draw(story: Sequence[Flowable], sheet: Sheet) -> bytes:
    """The PDF of a story, with page numbers from 1 and again from 1 in each annex."""
    fonts.register()
    out = io.BytesIO()
    maker = partial(SheetCanvas, made_at=sheet.made_at)
    with _ONE_AT_A_TIME:
        _Document(out, sheet).build(list(story), canvasmaker=maker)
    return out.getvalue()


def heading(words: str, level: int, look: Look) -> list[Flowable]:
    """A heading with its bookmark: 1 ``I. …`` in bold, 2 ``1. …`` in bold, 3 ``a) …`` upright."""
    style = {1: look.part, 2: look.clause}.get(level, look.point)
    return [
        CondPageBreak(_ROOM_FOR_HEADING[min(level, 3)]),
        Bookmark(words, min(level, 3) - 1),
        paragraph(style, words),
    ]


def annex(label: str, title: str, note: str = "", *, wide: bool = False) -> list[Flowable]:
    """The head of an annex on a new sheet, on its side where ``wide``; pages count from 1 again."""
    return [
        NextPageTemplate("wide-first" if wide else "tall-first"),
        PageBreak(),
        Bookmark(f"{label}. {title}", 0),
        paragraph(styles.ANNEX, label),
        paragraph(styles.ANNEX, title.upper()),
        paragraph(styles.ANNEX_NOTE, note or " "),
    ]


class Bookmark(Flowable):
    """An entry of the outline beside the text, pointing at where it stands; takes no room."""

    def __init__(self, words: str, level: int) -> None:
        super().__init__()
        self.words = " ".join(fonts.printable(words).split())[:_TITLE_LIMIT]
        self.level = level

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """No room."""
        return 0, 0

    def draw(self) -> None:
        """Enter it in the outline, pointing a line above where the words stand."""
        if isinstance(self.canv, SheetCanvas):
            self.canv.enter(self.words, self.level)


class DottedLine(Flowable):
    """A dotted line over the whole width, to write on by hand."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As tall as handwriting wants it."""
        self.width = width
        return width, _WRITING_HEIGHT

    def draw(self) -> None:
        """The dots at the foot of the line."""
        self.canv.setLineWidth(styles.GRID)
        self.canv.setDash(0.5, 2)
        self.canv.line(0, 4, self.width, 4)


class SheetCanvas(Canvas):
    """A canvas that knows the document's own time and numbers its bookmarks."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - handed on to Canvas as they come
        made_at: datetime | None,
        **options: Any,  # noqa: ANN401 - see args
    ) -> None:
        super().__init__(*args, **options)
        self.setDateFormatter(lambda *_: _pdf_time(made_at))
        self.entered = 0
        self.deepest = -1

    def enter(self, words: str, level: int) -> None:
        """An entry of the outline; one that skips a level is drawn up to what is there."""
        self.entered += 1
        self.deepest = min(level, self.deepest + 1)
        key = f"b{self.entered}"
        self.bookmarkHorizontal(key, 0, styles.TITLE.leading)
        self.addOutlineEntry(words, key, self.deepest)


class _Document(BaseDocTemplate):
    """A4 with the margins of the decree; the first page and each annex's first have no number."""

    def __init__(self, out: io.BytesIO, sheet: Sheet) -> None:
        super().__init__(
            out,
            pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
            title=fonts.printable(sheet.title),
            author=fonts.printable(sheet.author),
            subject=fonts.printable(sheet.subject),
            creator="Khảo sát giữa nhiệm kỳ",
            lang="vi-VN",
            invariant=1,
            displayDocTitle=True,
            initialFontName=fonts.REGULAR,
        )
        self.sheet = sheet
        self.before_part = 0
        self.addPageTemplates([
            _Page("tall-first", self, first=True), _Page("tall", self),
            _Page("wide-first", self, first=True, wide=True), _Page("wide", self, wide=True),
        ])  # fmt: skip


class _Page(PageTemplate):
    """One kind of page: tall or wide, with its number in the top margin unless it is a first."""

    def __init__(
        self, name: str, document: _Document, *, first: bool = False, wide: bool = False
    ) -> None:
        tall = (styles.PAGE_WIDTH, styles.PAGE_HEIGHT)
        size = landscape(tall) if wide else tall
        super().__init__(
            id=name,
            frames=[_frame(document.sheet.look, *size)],
            pagesize=size,
            autoNextPageTemplate="wide" if wide else "tall",
        )
        self.first = first
        self.document = document

    def beforeDrawPage(self, canvas: Canvas, document: BaseDocTemplate) -> None:  # noqa: N802 - reportlab's name
        """Draw what lies under and around the text."""
        if self.first:
            self.document.before_part = document.page - 1
        width, height = self.pagesize
        canvas.saveState()
        _watermark(canvas, self.document.sheet.watermark, width, height)
        if not self.first:
            _number(canvas, document.page - self.document.before_part, width, height)
        _stamps(canvas, self.document.sheet, width, height)
        _footer(canvas, self.document.sheet, document.page, width)
        canvas.restoreState()


def _frame(look: Look, width: float, height: float) -> Frame:
    return Frame(
        look.left,
        look.bottom,
        width - look.left - look.right,
        height - look.top - look.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


def _number(canvas: Canvas, number: int, width: float, height: float) -> None:
    canvas.setFont(fonts.REGULAR, styles.PAGE_NUMBER_SIZE)
    canvas.drawCentredString(width / 2, height - _NUMBER_FROM_TOP, str(number))


def _watermark(canvas: Canvas, words: str, width: float, height: float) -> None:
    if not words:
        return
    canvas.saveState()
    canvas.setFillColor(styles.FAINT)
    canvas.setFont(fonts.BOLD, 96)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(50)
    canvas.drawCentredString(0, -32, words)
    canvas.restoreState()


def _stamps(canvas: Canvas, sheet: Sheet, width: float, height: float) -> None:
    """The last stamp in the right corner, the one before it in the left."""
    canvas.setFont(fonts.BOLD, styles.STAMP_SIZE)
    canvas.setLineWidth(styles.RULE)
    y = height - _NUMBER_FROM_TOP
    for at, words in enumerate(reversed(sheet.stamps[-2:])):
        wide = canvas.stringWidth(words, fonts.BOLD, styles.STAMP_SIZE) + 8
        x = width - sheet.look.right - wide if at == 0 else sheet.look.left
        canvas.rect(x, y - 4, wide, styles.STAMP_SIZE + 4)
        canvas.drawString(x + 4, y, words)


def _footer(canvas: Canvas, sheet: Sheet, sheet_number: int, width: float) -> None:
    """Small, so that a sheet fallen out of the binder finds its way back."""
    canvas.setFont(fonts.REGULAR, styles.FOOTER_SIZE)
    canvas.setFillColor(styles.MUTED)
    left, right = sheet.look.left, width - sheet.look.right
    if sheet.address:
        # In the left margin, where no footer stands.
        codes.place(canvas, sheet.address, left - codes.SIDE - 3 * mm, 5 * mm)
    shown = _fitted(fonts.printable(sheet.footer), right - left - _SHEET_NUMBER)
    canvas.drawString(left, _FOOTER_FROM_BOTTOM, shown)
    canvas.drawRightString(right, _FOOTER_FROM_BOTTOM, f"tờ {sheet_number}")


def _fitted(words: str, room: float) -> str:
    """As much of a line as there is room for; what matters stands at its beginning."""
    if stringWidth(words, fonts.REGULAR, styles.FOOTER_SIZE) <= room:
        return words
    while words and stringWidth(f"{words}…", fonts.REGULAR, styles.FOOTER_SIZE) > room:
        words = words[:-1].rstrip()
    return f"{words}…"


def _pdf_time(at: datetime | None) -> str:
    return _NO_TIME if at is None else f"D:{at:%Y%m%d%H%M%S}Z"
