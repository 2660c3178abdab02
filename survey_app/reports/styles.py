"""Sizes and paragraph styles of every printed document: Decree 30/2020/NĐ-CP, Annex I.

Lengths are in points unless a name says otherwise. Leading is at least 1.3 of the size: bold Ễ, Ẫ
and Ỗ rise above what the font calls its ascent. What a round may set otherwise is its ``Look``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from survey_app.reports import fonts
from survey_app.reports.page_setup import USUAL, PageSetup

PAGE_WIDTH, PAGE_HEIGHT = A4

INDENT = 12.7 * mm
# What nation and motto need in 12 and 13 points; who issues it has the rest.
NATION_COLUMN = 95 * mm
SIGNATURE_SPACE = 30 * mm

RULE = 0.7
GRID = 0.5
INK = colors.black
FAINT = colors.HexColor("#f2f2f2")
SHADE = colors.HexColor("#eeeeee")
MUTED = colors.HexColor("#555555")

_BASE = ParagraphStyle(
    "base",
    fontName=fonts.REGULAR,
    fontSize=13,
    leading=18,
    textColor=INK,
    splitLongWords=1,
    allowWidows=0,
    allowOrphans=0,
)


def _style(
    name: str,
    parent: ParagraphStyle = _BASE,
    **changes: Any,  # noqa: ANN401 - the keywords are ParagraphStyle's own
) -> ParagraphStyle:
    return ParagraphStyle(name, parent, **changes)


CENTRED = _style("centred", alignment=TA_CENTER, spaceAfter=6)

TITLE = _style("title", fontName=fonts.BOLD, fontSize=14, leading=19, alignment=TA_CENTER)
ANNEX = _style("annex", TITLE, spaceAfter=2)
ANNEX_NOTE = _style("annex-note", CENTRED, fontName=fonts.ITALIC, spaceAfter=8)

PARENT = _style("parent", fontSize=12, leading=16, alignment=TA_CENTER)
ORGANISATION = _style("organisation", PARENT, fontName=fonts.BOLD)
NATION = _style("nation", ORGANISATION)
MOTTO = _style("motto", ORGANISATION, fontSize=13, leading=17)
NUMBER = _style("number", alignment=TA_CENTER)
PLACE_AND_DAY = _style("place-and-day", NUMBER, fontName=fonts.ITALIC)

RECIPIENTS = _style("recipients", fontName=fonts.BOLD_ITALIC, fontSize=12, leading=16)
RECIPIENT = _style("recipient", fontSize=11, leading=14.5)

CELL = _style("cell", fontSize=11, leading=14.5, alignment=TA_LEFT)
CELL_BOLD = _style("cell-bold", CELL, fontName=fonts.BOLD)
CELL_BOLD_CENTRE = _style("cell-bold-centre", CELL_BOLD, alignment=TA_CENTER)
# Tables of many figures: a row is one line, a page has as many rows as can be read.
DENSE = _style("dense", CELL, fontSize=10, leading=13)
DENSE_CENTRE = _style("dense-centre", DENSE, alignment=TA_CENTER)
DENSE_RIGHT = _style("dense-right", DENSE, alignment=TA_RIGHT)
DENSE_BOLD = _style("dense-bold", DENSE, fontName=fonts.BOLD)
DENSE_BOLD_CENTRE = _style("dense-bold-centre", DENSE_BOLD, alignment=TA_CENTER)
CELL_NOTE = _style("cell-note", CELL, fontName=fonts.ITALIC, fontSize=10, leading=13)
CAPTION = _style("caption", CELL, alignment=TA_CENTER, spaceAfter=2)
TABLE_NOTE = _style("table-note", CELL_NOTE, spaceBefore=3, spaceAfter=8)

PAGE_NUMBER_SIZE = 13
FOOTER_SIZE = 8
STAMP_SIZE = 11
# From a size of running text to the distance of its lines.
_LEADING = 5.0


@dataclass(frozen=True, slots=True)
class Look:
    """The margins of a round's documents, and the styles of what is set in its size of letters."""

    left: float
    right: float
    top: float
    bottom: float
    body: ParagraphStyle
    body_flush: ParagraphStyle
    # A quotation below a statement: the unit's reply, a cause named beside a limitation.
    aside: ParagraphStyle
    centred: ParagraphStyle
    part: ParagraphStyle
    clause: ParagraphStyle
    point: ParagraphStyle
    signer: ParagraphStyle

    @property
    def width(self) -> float:
        """Of the text on an upright sheet."""
        return PAGE_WIDTH - self.left - self.right

    @property
    def height(self) -> float:
        """Of the text on an upright sheet."""
        return PAGE_HEIGHT - self.top - self.bottom

    @property
    def wide_width(self) -> float:
        """Of the text on a sheet on its side."""
        return PAGE_HEIGHT - self.left - self.right

    @property
    def heading_columns(self) -> tuple[float, float]:
        """Who issues the document, and nation and motto beside it."""
        return self.width - NATION_COLUMN, NATION_COLUMN

    def room(self, *, wide: bool) -> float:
        """The width of the text on a sheet, on its side where ``wide``."""
        return self.wide_width if wide else self.width


@lru_cache(maxsize=64)
def look_of(page: PageSetup = USUAL) -> Look:
    """How documents with this setup look; equal setups share their styles."""
    size = page.measure("size")
    base = _style("set", fontSize=size, leading=size + _LEADING)
    body = _style("body", base, alignment=TA_JUSTIFY, firstLineIndent=INDENT, spaceAfter=6)
    part = _style(
        "part", base, fontName=fonts.BOLD, firstLineIndent=INDENT, spaceBefore=6, spaceAfter=6
    )
    return Look(
        left=page.measure("left") * mm,
        right=page.measure("right") * mm,
        top=page.measure("top") * mm,
        bottom=page.measure("bottom") * mm,
        body=body,
        body_flush=_style("body-flush", body, firstLineIndent=0),
        aside=_style(
            "aside", body, fontName=fonts.ITALIC, fontSize=size - 1, leading=size + 3.5,
            leftIndent=INDENT, firstLineIndent=0,
        ),
        centred=_style("centred", base, alignment=TA_CENTER, spaceAfter=6),
        part=part,
        clause=_style("clause", part, spaceBefore=3),
        point=_style("point", body, spaceAfter=4),
        signer=_style("signer", base, fontName=fonts.BOLD, alignment=TA_CENTER),
    )  # fmt: skip
