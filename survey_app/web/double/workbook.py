"""The agreement of scorers as an Excel file: by item, by scorer, by scorer and day."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction

from xlsxwriter.workbook import Workbook

from survey_app.core.vietnamese import day
from survey_app.edge.exporting import count_rows
from survey_app.scoring.agreement import Agreement
from survey_app.web.double.figures import AgreementPage, FarItem
from survey_app.web.filters import words
from survey_app.web.speech import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | float | int | None
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def agreement_workbook(page: AgreementPage) -> bytes:
    """All tables of the page, as they are filtered."""
    heads = _heads()
    items = [[line.code, line.label, *_figures(line.figures)] for line in page.items]
    people = [[line.name, *_figures(line.figures)] for line in page.people]
    days = [
        [drift.name, day(dot.on), *_figures(dot.figures)]
        for drift in page.drifts
        for dot in drift.dots
    ]
    return _book(
        [
            (say("Theo tiêu chí"), [say("Mã"), say("Tiêu chí"), *heads], items),
            (say("Theo người chấm"), [say("Người chấm"), *heads], people),
            (say("Theo ngày"), [say("Người chấm"), say("Ngày"), *heads], days),
        ]
    )


def moderation_workbook(lines: Iterable[FarItem]) -> bytes:
    """The moderation list, with what both said."""
    heads = [say("Đơn vị"), say("Mã"), say("Tiêu chí"), say("Lệch (điểm)")]
    for label in (say("Người chấm chính"), say("Người chấm thứ hai")):
        heads += [label, say("Nội dung chấm"), say("Điểm"), say("Lý do")]
    rows: list[list[Cell]] = []
    for line in lines:
        row: list[Cell] = [line.visit.unit.name, line.item.code, words(line.item.label)]
        row.append(_number(line.apart.gap))
        for cell in line.apart.cells:
            row += [cell.by, cell.said, _number(cell.earned), cell.reason]
        rows.append([*row, say("Chờ quyết định") if line.apart.waits else say("Đã quyết định")])
    return _book([(say("Cần thống nhất"), [*heads, say("Tình trạng")], rows)])


def _heads() -> list[str]:
    return [
        say("Số lượt chấm đôi"),
        say("Trùng khớp (%)"),
        say("Lệch tuyệt đối bình quân (điểm)"),
        say("Cao hơn người kia (% điểm tối đa)"),
        say("Số lượt thang mức"),
        say("Kappa trọng số bình phương"),
    ]


def _figures(of: Agreement) -> list[Cell]:
    return [
        of.n,
        _number(of.exact, times=100),
        _number(of.mean_gap),
        _number(of.mean_shift, times=100),
        of.scales,
        _number(of.kappa),
    ]


def _number(value: Fraction | None, *, times: int = 1) -> float | None:
    return None if value is None else round(float(value * times), 4)


def _book(sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Cell]]]]) -> bytes:
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEEEEE"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top"})
    for name, heads, rows in sheets:
        count_rows(len(rows))
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(heads) - 1, 0), 18)
        for column, label in enumerate(heads):
            sheet.write_string(0, column, label, head)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                sheet.write(number, column, value, body)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    book.close()
    return out.getvalue()
