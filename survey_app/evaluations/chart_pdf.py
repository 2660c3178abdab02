"""A picture of bars on paper: lines and rectangles, its words as text that can be read out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from survey_app.evaluations.bars import Bar, Chart
from survey_app.reports import styles
from survey_app.reports.text import paragraph

_BLUE = colors.HexColor("#1f5c99")
_LABELS = 0.42
_BAR_HEIGHT = 9.0
_ROW_HEIGHT = 15.0
# What the figure behind the longest bar needs: "100,0% (10/10)".
_FIGURE = 30 * mm
_LEAST_ROOM = 45 * mm
_MOST_ROOM = 120 * mm
_CAPTION = ParagraphStyle(
    "chart-caption", styles.CAPTION, fontSize=12, leading=16, spaceBefore=4, keepWithNext=1
)
_SOURCE = ParagraphStyle("chart-source", styles.TABLE_NOTE, spaceBefore=1, spaceAfter=8)


class _Line(Flowable):
    """A bar with the whole behind it, as wide as its cell but for the figure."""

    def __init__(self, bar: Bar, scale: Decimal, width: float) -> None:
        super().__init__()
        self.bar, self.scale = bar, scale
        self.width, self.height = width, _ROW_HEIGHT

    def draw(self) -> None:
        """The whole as a faint bar, the share over it, the figure behind."""
        room = self.width - _FIGURE
        low = (self.height - _BAR_HEIGHT) / 2
        self.canv.setFillColor(styles.SHADE)
        self.canv.rect(0, low, room * float(100 / self.scale), _BAR_HEIGHT, stroke=0, fill=1)
        share = self.bar.share or Decimal(0)
        self.canv.setFillColor(_BLUE)
        self.canv.rect(0, low, room * float(share / self.scale), _BAR_HEIGHT, stroke=0, fill=1)
        self.canv.setFillColor(styles.INK)
        self.canv.setFont(styles.DENSE.fontName, styles.DENSE.fontSize)
        longest = room * float(max(share, Decimal(100)) / self.scale)
        self.canv.drawString(longest + 4, low + 1.2, self.bar.shown)


def chart_flowables(chart: Chart, room: float) -> Iterator[Flowable]:
    """Bars with their labels, the caption below, and where the figures are from."""
    labels = room * _LABELS
    rows = [
        [paragraph(styles.DENSE, bar.label), _Line(bar, chart.scale, room - labels - 8)]
        for bar in chart.bars
    ]
    needed = len(rows) * _ROW_HEIGHT * 1.6 + 20 * mm
    yield CondPageBreak(min(max(needed, _LEAST_ROOM), _MOST_ROOM))
    yield Spacer(0, 6)
    table = Table(
        rows,
        colWidths=[labels, room - labels],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ("LINEBEFORE", (1, 0), (1, -1), styles.GRID, styles.INK),
        ],
    )
    table.keepWithNext = len(rows) < 20
    yield table
    yield paragraph(_CAPTION, chart.caption)
    yield paragraph(_SOURCE, chart.source)
