"""Rows as files: a workbook whose text stays text, and CSV that no program takes for formulas."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from flask import Response
from xlsxwriter.workbook import Workbook

from survey_app.core.cells import harmless
from survey_app.edge.exporting import count_rows
from survey_app.web.overview.excel import MEDIA_TYPE

_LONGEST_CELL = 32_000
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def xlsx_of(name: str, title: str, rows: Sequence[Sequence[str]]) -> Response:
    """A workbook of one sheet; the first row is its heading."""
    count_rows(len(rows) - 1)
    out = BytesIO()
    with Workbook(out, _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, title, bold)
        for at, row in enumerate(rows, start=2):
            for place, text in enumerate(row):
                sheet.write_string(at, place, text[:_LONGEST_CELL], bold if at == 2 else None)
        sheet.set_column(0, 4, 22)
        sheet.set_column(5, 5, 80)
        sheet.freeze_panes(3, 0)
    return _file(out.getvalue(), MEDIA_TYPE, f"{name}.xlsx")


def csv_of(name: str, rows: Sequence[Sequence[str]]) -> Response:
    """CSV with a mark by which Excel knows UTF-8."""
    count_rows(len(rows) - 1)
    out = StringIO()
    csv.writer(out).writerows([[harmless(text) for text in row] for row in rows])
    return _file(out.getvalue().encode("utf-8-sig"), "text/csv", f"{name}.csv")


def _file(data: bytes, media_type: str, name: str) -> Response:
    response = Response(data, mimetype=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
