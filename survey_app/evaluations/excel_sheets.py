"""Tables on the sheets of a workbook: flat, to filter and count in, and fit to be printed.

Text stays text: nothing that was typed in the field becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.evaluations.bars import Chart
from survey_app.evaluations.content import (
    Align,
    Cell,
    Column,
    EvaluationContent,
    Figure,
    Row,
    Table,
    cell_text,
)

LONGEST_CELL = 32_767
_MM_PER_CHARACTER = 1.8
_FIRST_ROW = 3
_LINE_HEIGHT = 15.0
# Letters are narrower than the digit by which Excel measures columns.
_NARROW = 1.2
_HIGHEST_ROW = 409.0
# Inches, as Excel measures paper.
_MARGIN = 0.5
# The width of the words of the first sheet, in characters.
_COVER = 110
# Of pictures, in pixels; and right of the five columns of their figures.
_PICTURE_PIXELS = 760
_BAR_PIXELS = 34
_AXIS_PIXELS = 110
_ROW_PIXELS = 20
_PICTURE_COLUMN = 5
_NO_ROWS = "(Chưa có số liệu.)"
_BOX: dict[str, object] = {"border": 1}
_HEADING: dict[str, object] = {
    **_BOX, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
    "bg_color": "#EEEEEE",
}  # fmt: skip
_ALIGNS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class Flat:
    """Tables of equal columns as one: what heads each table and each band became a column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    title: str = ""


def flattened(tables: Iterable[Table]) -> list[Flat]:
    """Neighbouring tables of the same headings as one; each row says which it is of."""
    flat = []
    for _, group in groupby(tables, key=_headings):
        found = list(group)
        # A table that is about no checklist keeps its title above it.
        about = any(table.about for table in found)
        leads = (*((Column("Phiếu khảo sát", 82),) if about else ()), *_band_columns(found[0]))
        rows = [
            replace(row, cells=(*_leading(table, row, about=about), *row.cells))
            for table in found
            for row in table.rows
        ]
        notes = dict.fromkeys(note for table in found for note in table.notes)
        title = "" if about else found[0].title
        flat.append(Flat((*leads, *_widest(found)), tuple(rows), tuple(notes), title))
    return flat


def _leading(table: Table, row: Row, *, about: bool) -> tuple[Cell, ...]:
    return (*((table.about or table.title,) if about else ()), *_band_cells(table, row))


def _headings(table: Table) -> tuple[str, ...]:
    return (table.band_title, *(column.title for column in table.columns))


def _widest(tables: Sequence[Table]) -> Iterable[Column]:
    """The columns of tables of equal headings, each as wide as the widest of them."""
    for columns in zip(*(table.columns for table in tables), strict=True):
        yield replace(columns[0], width=max(column.width for column in columns))


def _band_columns(table: Table) -> tuple[Column, ...]:
    return (Column(table.band_title, 125),) if table.band_title else ()


def _band_cells(table: Table, row: Row) -> tuple[Cell, ...]:
    return (row.band,) if table.band_title else ()


class Sheets:
    """Writes tables to sheets, row by row from the top: what is written is let go."""

    def __init__(self, book: Workbook, content: EvaluationContent) -> None:
        self.book = book
        self.content = content
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def add(self, name: str, tables: Iterable[Flat]) -> None:
        """One sheet; filter and frozen heading belong to its first table, others stand below."""
        sheet = self._sheet(name)
        made = [table for table in tables if table.rows]
        for place, column in enumerate(made[0].columns if made else ()):
            sheet.set_column(place, place, _characters(column))
        if not made:
            self._text(sheet, _FIRST_ROW, 0, _NO_ROWS, italic=True)
            return
        at = _FIRST_ROW
        sheet.freeze_panes(at + 1, 0)
        sheet.repeat_rows(at)
        sheet.autofilter(at, 0, at + len(made[0].rows), len(made[0].columns) - 1)
        for table in made:
            if table.title and at > _FIRST_ROW:
                self._text(sheet, at, 0, table.title, bold=True)
                at += 1
            at = self._table(sheet, at, table) + 1

    def picture(self, charts: Iterable[Chart]) -> None:
        """Beside the sheet's rows, which are their figures one below the other, pictures."""
        sheet = self.book.worksheets()[-1]
        at, top = _FIRST_ROW + 1, _FIRST_ROW
        for chart in charts:
            last = at + len(chart.bars) - 1
            drawn = self.book.add_chart({"type": "bar"})
            drawn.add_series(
                {
                    "name": chart.title,
                    "categories": [sheet.get_name(), at, 1, last, 1],
                    "values": [sheet.get_name(), at, 2, last, 2],
                    "fill": {"color": "#1F5C99"},
                    "data_labels": {"value": True, "num_format": "0.0%"},
                    "gap": 60,
                }
            )
            drawn.set_title({"name": chart.caption, "name_font": {"size": 12}})
            drawn.set_legend({"none": True})
            drawn.set_y_axis({"reverse": True})
            scale = {"min": 0, "max": float(chart.scale / 100), "major_unit": 0.2}
            drawn.set_x_axis({**scale, "num_format": "0%"})
            height = len(chart.bars) * _BAR_PIXELS + _AXIS_PIXELS
            drawn.set_size({"width": _PICTURE_PIXELS, "height": height})
            sheet.insert_chart(top, _PICTURE_COLUMN, drawn, {"description": chart.told[:2_000]})
            at, top = last + 1, top + ceil(height / _ROW_PIXELS) + 1

    def cover(self, name: str, lines: Iterable[tuple[str, str]]) -> None:
        """The first sheet: lines of a label and what it is about."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, _COVER)
        for at, (label, words) in enumerate(lines, start=_FIRST_ROW):
            sheet.set_row(at, _LINE_HEIGHT * (ceil(len(words) / (_COVER * _NARROW)) or 1))
            self._text(sheet, at, 0, label, bold=True)
            self._text(sheet, at, 1, words, text_wrap=True)

    def _sheet(self, name: str) -> Worksheet:
        """A sheet with its title, to be printed on its side, as wide as the page."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=0.75)
        sheet.set_footer(f"&L{name}&RTrang &P/&N")
        self._title(sheet, name)
        return sheet

    def _title(self, sheet: Worksheet, name: str) -> None:
        sheet.set_row(0, 1.5 * _LINE_HEIGHT)
        self._text(sheet, 0, 0, f"{name} – {self.content.title}", bold=True, font_size=14)
        marks = " – ".join(filter(None, (self.content.draft, self.content.demo)))
        self._text(sheet, 1, 0, marks, bold=True, font_color="#B00000")

    def _table(self, sheet: Worksheet, at: int, table: Flat) -> int:
        """Heading, rows and notes; the number of the row after them."""
        sheet.set_row(at, 2 * _LINE_HEIGHT)
        for place, column in enumerate(table.columns):
            self._text(sheet, at, place, column.title, **_HEADING)
        for row in table.rows:
            at += 1
            # Not every program fits the height of wrapped rows by itself.
            sheet.set_row(at, _height(table.columns, row))
            for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
                self._cell(sheet, at, place, cell, bold=row.is_total, align=_ALIGNS[column.align])
        for note in table.notes:
            at += 1
            self._note(sheet, at, table.columns, note)
        return at + 1

    def _note(self, sheet: Worksheet, at: int, columns: Sequence[Column], note: str) -> None:
        """A note as wide as its table, so that it widens no page."""
        room = sum(_characters(column) for column in columns) * _NARROW
        sheet.set_row(at, min(_LINE_HEIGHT * ceil(len(note) / room), _HIGHEST_ROW))
        if len(columns) > 1:
            style = self._format(italic=True, text_wrap=True)
            sheet.merge_range(at, 0, at, len(columns) - 1, "", style)
        self._text(sheet, at, 0, note, italic=True, text_wrap=True)

    def _cell(self, sheet: Worksheet, at: int, place: int, cell: Cell, **face: object) -> None:
        if isinstance(cell, Figure):
            value = float(cell.value / 100 if cell.percent else cell.value)
            style = self._format(num_format=_number_format(cell), **_BOX, **face)
            sheet.write_number(at, place, value, style)
        elif isinstance(cell, date):
            moment = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a day has no zone
            style = self._format(num_format="dd/mm/yyyy", **_BOX, **face)
            sheet.write_datetime(at, place, moment, style)
        else:
            self._text(sheet, at, place, cell_text(cell), text_wrap=True, **_BOX, **face)

    def _text(self, sheet: Worksheet, at: int, place: int, words: str, **face: object) -> None:
        if len(words) > LONGEST_CELL:
            words = words[: LONGEST_CELL - 1] + "…"
        sheet.write_string(at, place, words, self._format(**face))

    def _format(self, **face: object) -> Format:
        """A format, made once however many cells wear it."""
        key = tuple(sorted(face.items()))
        if key not in self.formats:
            base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
            self.formats[key] = self.book.add_format({**base, **face})
        return self.formats[key]


def _characters(column: Column) -> float:
    """The width of a column as Excel measures it."""
    return max(column.width / _MM_PER_CHARACTER, 8)


def _height(columns: Iterable[Column], row: Row) -> float:
    """The height in points of a row whose cells are wrapped to their columns."""
    lines = 1
    for column, cell in zip(columns, row.cells, strict=True):
        room = _characters(column) * _NARROW
        text = cell_text(cell)
        lines = max(lines, sum(ceil(len(line) / room) or 1 for line in text.split("\n")))
    return min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def _number_format(figure: Figure) -> str:
    """Excel shows the comma and the dots of the reader's own language."""
    mark = f'"{figure.mark}"' if figure.mark else ""
    if figure.places is None:
        whole = figure.value == figure.value.to_integral_value()
        return ("#,##0" if whole else "#,##0.##") + mark
    pattern = "#,##0" + ("." + "0" * figure.places if figure.places else "")
    return pattern + ("%" if figure.percent else "") + mark
