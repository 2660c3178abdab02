"""How a workbook looks: fonts, widths, colours, lists to pick from. What it says comes from rows.

XlsxWriter stamps the parts of the zip with 1980; with the creation time fixed too, the same rows
give the same bytes. Words are written as words: ``=1+1`` stays text and an address no link.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from forms.canonical import plain_number
from forms.definition import ConditionKind, Evidence, Kind
from forms.publishing.prefills import PREFILLS
from forms.xlsform.columns import (
    CHOICES,
    CONDITIONS,
    SETTINGS,
    SURVEY,
    THRESHOLDS,
    Column,
    SheetPlan,
)
from forms.xlsform.guide import Guided, Look
from forms.xlsform.rows import RowOf, Value
from forms.xlsform.survey import GroupKind

GUIDE = "huong_dan"
FONT = "Times New Roman"
RED, GOLD, PALE, GREY = "#9B1C1C", "#FCE8B2", "#FBF3E4", "#F2F2F2"
MADE_AT = datetime(2020, 11, 1, tzinfo=UTC)
# An Excel number keeps 15 digits; longer ones are written as words.
EXACT_DIGITS = 15
# Room for the rows that a clerk adds below.
SPARE_ROWS = 200

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {
    "type": 21,
    "name": 14,
    "list_name": 16,
    "code": 20,
    "label": 52,
    "label_en": 42,
    "kind": 16,
    "points": 13,
    "evidence": 15,
    "hint": 28,
    "hint_en": 28,
    "guidance_hint": 34,
    "guidance_hint_en": 34,
    "required": 10,
    "relevant": 20,
    "constraint": 20,
    "constraint_message": 28,
    "constraint_message_en": 28,
    "step": 9,
    "share": 9,
    "bands": 22,
    "title": 34,
    "title_en": 34,
    "note": 40,
    "note_en": 40,
    "default_language": 18,
    "namespaces": 26,
    "unit_kind": 20,
}
_USUAL_WIDTH = 15
# Columns a clerk looks for even when nothing stands in them yet.
_ALWAYS = {
    SURVEY.name: frozenset(
        "type name label label_en kind points evidence hint hint_en required relevant".split()
    ),
    CHOICES.name: frozenset(column.key for column in CHOICES.columns),
    SETTINGS.name: frozenset(column.key for column in SETTINGS.columns),
    THRESHOLDS.name: frozenset(column.key for column in THRESHOLDS.columns),
    CONDITIONS.name: frozenset(column.key for column in CONDITIONS.columns),
}
_PICKS: dict[tuple[str, str], list[str]] = {
    (SURVEY.name, "kind"): list(dict.fromkeys((*Kind, *GroupKind))),
    (SURVEY.name, "evidence"): [each for each in Evidence if each is not Evidence.NONE],
    (SURVEY.name, "required"): ["yes"],
    (SURVEY.name, "baseline"): ["yes"],
    (SURVEY.name, "direction"): ["up", "down"],
    (SURVEY.name, "prefill"): list(PREFILLS),
    (SETTINGS.name, "penalties"): ["yes", "no"],
    (SETTINGS.name, "evidence_blocks_submit"): ["yes", "no"],
    (SETTINGS.name, "self_scores"): ["yes", "no"],
    (CONDITIONS.name, "kind"): list(ConditionKind),
}
_TABS = {SURVEY.name: RED, CHOICES.name: "#B7791F", SETTINGS.name: "#2F5D50"}
_GUIDE_WIDTHS = (14, 30, 76, 70)
_ROOM = {**dict.fromkeys(Look, 0), Look.TITLE: 12, Look.NOTE: 8, Look.HEADING: 10}
_LINE_HEIGHT = 16.5
_TALLEST = 400.0  # Excel's limit is 409 points


class Book:
    """A workbook in the making; ``bytes`` ends it."""

    def __init__(self) -> None:
        self._out = io.BytesIO()
        self._book = Workbook(self._out, _OPTIONS)
        self._book.set_properties({"created": MADE_AT})
        self._formats = _formats(self._book)

    def guide(self, rows: Iterable[Guided]) -> None:
        """The sheet for people, first."""
        sheet = self._book.add_worksheet(GUIDE)
        sheet.hide_gridlines(2)
        for column, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows):
            self._guide_row(sheet, number, row)
        self._page(sheet, GUIDE)
        sheet.fit_to_pages(1, 1)

    def sheet(self, plan: SheetPlan, rows: Sequence[RowOf]) -> None:
        """A sheet of the standard: headings in row 1, frozen; then the rows."""
        sheet = self._book.add_worksheet(plan.name)
        columns = _columns(plan, rows)
        for n, column in enumerate(columns):
            sheet.set_column(n, n, _width(column))
            sheet.write_string(0, n, column.heading, self._formats["heading"])
            self._pick(sheet, plan, column.key, (n, len(rows) + SPARE_ROWS))
        for number, row in enumerate(rows, start=1):
            look = self._formats[_look(row)]
            widths = [(_width(column), row.get(column.key, "")) for column in columns]
            sheet.set_row(number, _height(widths))
            for n, column in enumerate(columns):
                self._write(sheet, (number, n), row.get(column.key, ""), look)
        sheet.set_row(0, 34)
        sheet.freeze_panes(1, 3 if plan is SURVEY else 0)
        sheet.set_tab_color(_TABS.get(plan.name, "#5A5A5A"))
        self._page(sheet, plan.name)
        if plan is SURVEY:
            # On paper people read the words and the points, not the conditions.
            last = next((n for n, each in enumerate(columns) if each.key == "hint_en"), 0)
            sheet.print_area(0, 0, len(rows), last)

    def bytes(self) -> bytes:
        """The finished workbook."""
        self._book.close()
        return self._out.getvalue()

    def _guide_row(self, sheet: Worksheet, number: int, row: Guided) -> None:
        look = self._formats[row.look.name]
        widths: tuple[int, ...] = _GUIDE_WIDTHS
        if len(row.cells) == 1:
            sheet.merge_range(number, 0, number, len(widths) - 1, "", look)
            widths = (sum(widths),)
        sheet.set_row(number, _height(zip(widths, row.cells, strict=True)) + _ROOM[row.look])
        for column, words in enumerate(row.cells):
            self._write(sheet, (number, column), words, look)

    def _write(self, sheet: Worksheet, at: tuple[int, int], value: Value, look: Format) -> None:
        if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= EXACT_DIGITS:
            sheet.write_number(*at, float(value), look)
            return
        words = plain_number(value) if isinstance(value, Decimal) else value
        if not words:
            sheet.write_blank(*at, None, look)
        elif words.startswith("<r>") and words.endswith("</r>"):
            # XlsxWriter takes such words for rich text that is marked up already.
            sheet.write_rich_string(*at, "<r>", look, words[3:], look)
        else:
            sheet.write_string(*at, words, look)

    def _pick(self, sheet: Worksheet, plan: SheetPlan, key: str, at: tuple[int, int]) -> None:
        words = _PICKS.get((plan.name, key))
        if words:
            column, last = at
            said = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, column, last, column, said)

    def _page(self, sheet: Worksheet, name: str) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.6, 0.6)
        sheet.set_footer(f"&C{name} – &P/&N")
        if name != GUIDE:
            sheet.repeat_rows(0)


def _columns(plan: SheetPlan, rows: Sequence[RowOf]) -> list[Column]:
    """The columns that hold something, with their other language, and those always shown."""
    used = {key.removesuffix("_en") for row in rows for key in row}
    always = _ALWAYS[plan.name]
    return [each for each in plan.columns if each.key.removesuffix("_en") in used | always]


def _width(column: Column) -> int:
    """Wide enough for the words, and for the heading on two lines."""
    return max(_WIDTHS.get(column.key, _USUAL_WIDTH), len(column.heading) // 2 + 3)


def _height(cells: Iterable[tuple[int, Value]]) -> float:
    """Points of height for these widths and words; LibreOffice does not fit rows by itself."""
    # A width is counted in digits; letters run narrower.
    lines = [
        sum(1 + int(len(line) / (1.12 * width)) for line in str(value).split("\n"))
        for width, value in cells
    ]
    return min(_LINE_HEIGHT * max(lines) + 2, _TALLEST)


def _look(row: Mapping[str, Value]) -> str:
    kind = str(row.get("type", ""))
    if kind.startswith("end_"):
        return "end"
    if kind == "begin_group":
        return "part" if row.get("kind") == Kind.POINTS.value else "section"
    return "part" if kind == "begin_repeat" else "cell"


def _formats(book: Workbook) -> dict[str, Format]:
    cell = {"font_name": FONT, "font_size": 12, "text_wrap": True, "valign": "top"}
    edged = {**cell, "border": 1, "border_color": "#BFBFBF"}
    head = {**edged, "bold": True, "font_color": "white", "bg_color": RED, "valign": "vcenter"}
    looks: dict[str, dict[str, Any]] = {  # Any: XlsxWriter's own vocabulary of formats
        "heading": head,
        "cell": edged,
        "section": {**edged, "bold": True, "bg_color": GOLD},
        "part": {**edged, "bold": True, "bg_color": PALE},
        "end": {**edged, "font_color": "#8C8C8C", "bg_color": GREY},
        Look.TITLE.name: {**cell, "bold": True, "font_size": 17, "font_color": RED},
        Look.NOTE.name: {**cell, "italic": True, "bg_color": GOLD, "border": 1},
        Look.HEADING.name: {**cell, "bold": True, "font_size": 13, "bottom": 2},
        Look.LINE.name: cell,
        Look.TABLE_HEAD.name: head,
        Look.TABLE.name: edged,
    }
    return {name: book.add_format(look) for name, look in looks.items()}
