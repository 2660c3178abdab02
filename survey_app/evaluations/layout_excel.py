"""How the evaluation looks in Excel: flat sheets to filter and count in. Text stays text.

Nothing that was typed in the field becomes a formula or a link, whatever it begins with.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.evaluations import wording
from survey_app.evaluations.content import (
    Align,
    Block,
    Cell,
    Column,
    EvaluationContent,
    Figure,
    Row,
    StatementLine,
    Table,
    cell_text,
)
from survey_app.evaluations.rules import Source

LONGEST_CELL = 32_767
_MM_PER_CHARACTER = 2.0
_YES = "x"
_FIRST_ROW = 3
_LINE_HEIGHT = 15.0
# Letters are narrower than the digit by which Excel measures columns.
_NARROW = 1.1
_HIGHEST_ROW = 409.0
_NO_ROWS = "(Chưa có số liệu.)"
_BOX: dict[str, object] = {"border": 1}
_HEADING: dict[str, object] = {
    **_BOX, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
    "bg_color": "#EEEEEE",
}  # fmt: skip
_ALIGNS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_STATEMENT_COLUMNS = (
    Column("Số", 14),
    Column("Đề mục", 60),
    Column("Lĩnh vực", 50),
    Column("Nội dung", 140),
    Column("Số đơn vị", 18, Align.RIGHT),
    Column("Trên tổng số", 20, Align.RIGHT),
    Column("Các đơn vị", 80),
    Column("Văn phòng đã sửa", 20, Align.CENTRE),
    Column("Cần xem lại", 20, Align.CENTRE),
)
_SOURCE_COLUMNS = (
    Column("Nội dung trong báo cáo", 100),
    Column("Đơn vị", 60),
    Column("Nguyên văn của đoàn", 100),
    Column("Tiêu chí", 20, Align.CENTRE),
    Column("Báo cáo bản", 20, Align.RIGHT),
    Column("Còn hiệu lực", 20, Align.CENTRE),
    Column("Mã cuộc khảo sát", 75),
    Column("Mã ghi nhận", 75),
)


def excel(content: EvaluationContent) -> bytes:
    """The evaluation's tables as an .xlsx file."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        # Rows are written in order and let go: the file may be large, the memory stays small.
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(out, options)
    on = content.on
    created = datetime(on.year, on.month, on.day)  # noqa: DTZ001 - the format has no zone
    book.set_properties({"title": content.title, "created": created})
    sheets = _Sheets(book, content)
    sheets.add("Tổng hợp điểm", _flattened(content.tables(Source.SCORES)))
    targets = list(content.tables(Source.INDICATORS))
    sheets.add("Chỉ tiêu", _flattened(table for table in targets if table.band_title))
    sheets.add("Ghi nhận", [_statements(content)])
    sheets.add("Kiến nghị", [_recommendations(content)])
    sheets.add("Danh sách cuộc khảo sát", [_visits(content)])
    sheets.add("Nguồn ghi nhận", [_sources(content)])
    sheets.add("Số liệu đơn vị nêu", _flattened(table for table in targets if not table.band_title))
    book.close()
    return out.getvalue()


def _visits(content: EvaluationContent) -> _Flat:
    tables = list(content.tables(Source.UNITS))
    rows = tuple(row for table in tables[:1] for row in table.rows)
    return _Flat(tables[0].columns if tables else (), rows, ())


def _statements(content: EvaluationContent) -> _Flat:
    rows = tuple(Row(_statement(block, line)) for block, line in content.statements())
    return _Flat(_STATEMENT_COLUMNS, rows, ())


def _statement(block: Block, line: StatementLine) -> tuple[Cell, ...]:
    return (
        block.number,
        block.title,
        line.field,
        line.text,
        _whole(len(line.units)),
        _whole(line.of),
        "; ".join(line.units),
        _YES if line.is_edited else "",
        _YES if line.is_stale else "",
    )


def _recommendations(content: EvaluationContent) -> _Flat:
    """Recommendations by addressee; the heading says to whom where it names nobody else."""
    rows = tuple(
        Row((wording.ADDRESSEES.get(block.addressee, ""), *_statement(block, line)))
        for block, line in content.statements()
        if block.source == Source.RECOMMENDATION
    )
    columns = (Column("Nơi nhận kiến nghị", 55), *_STATEMENT_COLUMNS)
    return _Flat(columns, rows, ())


def _sources(content: EvaluationContent) -> _Flat:
    rows = tuple(
        Row(
            (
                line.text,
                source.unit,
                source.words,
                source.item,
                _whole(source.revision),
                _YES if source.is_current else "",
                str(source.visit),
                str(source.entry),
            )
        )
        for _, line in content.statements()
        for source in line.sources
    )
    return _Flat(_SOURCE_COLUMNS, rows, ())


def _whole(number: int) -> Figure:
    return Figure(Decimal(number), places=0)


@dataclass(frozen=True, slots=True)
class _Flat:
    """Tables of equal columns as one: what heads each table and each band became a column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def _flattened(tables: Iterable[Table]) -> list[_Flat]:
    flat = []
    for _, group in groupby(tables, key=lambda table: (table.columns, table.band_title)):
        found = list(group)
        leads = (Column("Bảng", 90), *_band_columns(found[0]))
        rows = [
            replace(row, cells=(table.title, *_band_cells(table, row), *row.cells))
            for table in found
            for row in table.rows
        ]
        notes = dict.fromkeys(note for table in found for note in table.notes)
        flat.append(_Flat((*leads, *found[0].columns), tuple(rows), tuple(notes)))
    return flat


def _band_columns(table: Table) -> tuple[Column, ...]:
    return (Column(table.band_title, 90),) if table.band_title else ()


def _band_cells(table: Table, row: Row) -> tuple[Cell, ...]:
    return (row.band,) if table.band_title else ()


class _Sheets:
    """Writes tables to sheets, row by row from the top: what is written is let go."""

    def __init__(self, book: Workbook, content: EvaluationContent) -> None:
        self.book = book
        self.content = content
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def add(self, name: str, tables: Iterable[_Flat]) -> None:
        """One sheet; filter and frozen heading belong to its first table, others stand below."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        made = [table for table in tables if table.rows]
        for place, column in enumerate(made[0].columns if made else ()):
            sheet.set_column(place, place, max(column.width / _MM_PER_CHARACTER, 8))
        self._title(sheet, name)
        if not made:
            self._text(sheet, _FIRST_ROW, 0, _NO_ROWS, italic=True)
            return
        at = _FIRST_ROW
        sheet.freeze_panes(at + 1, 0)
        sheet.repeat_rows(at)
        sheet.autofilter(at, 0, at + len(made[0].rows), len(made[0].columns) - 1)
        for table in made:
            at = self._table(sheet, at, table) + 1

    def _title(self, sheet: Worksheet, name: str) -> None:
        self._text(sheet, 0, 0, f"{name} – {self.content.title}", bold=True, font_size=14)
        marks = " – ".join(filter(None, (self.content.draft, self.content.demo)))
        self._text(sheet, 1, 0, marks, bold=True, font_color="#B00000")

    def _table(self, sheet: Worksheet, at: int, table: _Flat) -> int:
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
            self._text(sheet, at, 0, note, italic=True)
        return at + 1

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
            self._text(sheet, at, place, cell or "", text_wrap=True, **_BOX, **face)

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


def _height(columns: Iterable[Column], row: Row) -> float:
    """The height in points of a row whose cells are wrapped to their columns."""
    lines = 1
    for column, cell in zip(columns, row.cells, strict=True):
        room = max(column.width / _MM_PER_CHARACTER, 8) * _NARROW
        text = cell_text(cell)
        lines = max(lines, sum(ceil(len(line) / room) or 1 for line in text.split("\n")))
    return min(lines * _LINE_HEIGHT, _HIGHEST_ROW)


def _number_format(figure: Figure) -> str:
    """Excel shows the comma and the dots of the reader's own language."""
    if figure.places is None:
        whole = figure.value == figure.value.to_integral_value()
        return "#,##0" if whole else "#,##0.##"
    pattern = "#,##0" + ("." + "0" * figure.places if figure.places else "")
    return pattern + ("%" if figure.percent else "")
