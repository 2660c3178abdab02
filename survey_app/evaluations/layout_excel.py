"""What of the evaluation is on which sheet of its Excel file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from xlsxwriter.workbook import Workbook

from survey_app.core.vietnamese import day_in_words
from survey_app.evaluations import wording
from survey_app.evaluations.charting import charts_of
from survey_app.evaluations.content import (
    Align,
    Block,
    Cell,
    Column,
    EvaluationContent,
    Figure,
    Row,
    StatementLine,
)
from survey_app.evaluations.excel_sheets import Flat, Sheets, flattened
from survey_app.evaluations.rules import Source

_YES = "x"
_CHARTS = "Biểu đồ"
# Wide enough that each row is one line: the pictures stand beside the rows.
_CHART_COLUMNS = (
    Column("Biểu đồ", 24),
    Column("Nội dung", 175),
    Column("Tỷ lệ", 20, Align.RIGHT),
    Column("Số đơn vị đạt trên số có số liệu", 34, Align.CENTRE),
)
_SHEETS = {
    "Tổng hợp điểm": "Điểm và tỷ lệ theo mục của từng đơn vị; bình quân theo từng loại phiếu.",
    "Chỉ tiêu": "Chỉ tiêu, kết quả, so sánh của từng đơn vị; ghi chú ghi đủ.",
    "Minh chứng": "Tiêu chí có minh chứng trên số phải có, số văn bản, số ảnh của từng đơn vị.",
    "Biểu đồ": "Tỷ lệ điểm theo mục, tỷ lệ đơn vị đạt mốc; số liệu lấy từ các trang trước.",
    "Ghi nhận": "Từng ghi nhận của báo cáo với số đơn vị có cùng ghi nhận.",
    "Kiến nghị": "Các kiến nghị theo nơi nhận.",
    "Danh sách cuộc khảo sát": "Mọi cuộc khảo sát của đợt, kể cả cuộc chưa thực hiện.",
    "Nguồn ghi nhận": "Từng ghi nhận lấy từ đơn vị nào, nguyên văn của đoàn, báo cáo bản nào.",
    "Số liệu đơn vị nêu": "Các bảng do đơn vị tự kê, ghi lại nguyên văn.",
}
_REASON_WIDTH = 110.0
_STATEMENT_COLUMNS = (
    Column("Số", 14),
    Column("Đề mục", 60),
    Column("Lĩnh vực", 75),
    Column("Nội dung", 140),
    Column("Số đơn vị", 18, Align.RIGHT),
    Column("Trên tổng số", 20, Align.RIGHT),
    Column("Các đơn vị", 110),
    Column("Văn phòng đã sửa", 20, Align.CENTRE),
    Column("Cần xem lại", 20, Align.CENTRE),
    Column("Báo cáo của đơn vị được trích dẫn", 90),
)
_SOURCE_COLUMNS = (
    Column("Chú thích số", 20, Align.RIGHT),
    Column("Nội dung trong báo cáo", 100),
    Column("Đơn vị", 60),
    Column("Nguyên văn của đoàn", 100),
    Column("Tiêu chí", 20, Align.CENTRE),
    Column("Ảnh", 30),
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
    sheets = Sheets(book, content)
    sheets.cover("Giới thiệu", _about(content))
    for (name, _), tables in zip(_SHEETS.items(), _tables(content), strict=True):
        sheets.add(name, tables)
        if name == _CHARTS:
            sheets.picture(charts_of((*content.blocks, *content.annexes)))
    book.close()
    return out.getvalue()


def _about(content: EvaluationContent) -> Iterator[tuple[str, str]]:
    """What the workbook is, of which day, and what is on which sheet."""
    yield "Tài liệu", f"Số liệu của báo cáo “{content.title}”, lập {day_in_words(content.on)}."
    for words in content.opening:
        yield "", words
    yield "", "Số lẻ, số nhóm hiện theo cài đặt của máy; chữ và số giữ đúng như trong báo cáo."
    if content.demo:
        yield wording.DEMO_TARGET, wording.DEMO_TARGETS.removeprefix(wording.DEMO_TARGET).strip()
    yield from (("Trang tính", ""), *_SHEETS.items())


def _tables(content: EvaluationContent) -> Iterator[list[Flat]]:
    """The tables of each sheet, in the order of the sheets."""
    targets = list(content.tables(Source.INDICATORS))
    yield flattened(content.tables(Source.SCORES))
    yield flattened(table for table in targets if table.band_title)
    yield flattened(content.tables(Source.EVIDENCE))
    yield [_charts(content)]
    yield [_statements(content)]
    yield [_recommendations(content)]
    yield [_visits(content)]
    yield [_sources(content)]
    yield flattened(table for table in targets if not table.band_title)


def _charts(content: EvaluationContent) -> Flat:
    """The figures that the pictures are drawn from, one below the other."""
    charts = tuple(charts_of((*content.blocks, *content.annexes)))
    rows = tuple(
        Row((f"Biểu đồ {chart.number}", bar.label, _percent(bar.share), bar.said))
        for chart in charts
        for bar in chart.bars
    )
    notes = tuple(f"{chart.caption}. {chart.source}" for chart in charts)
    return Flat(_CHART_COLUMNS, rows, notes)


def _percent(share: Decimal | None) -> Cell:
    return None if share is None else Figure(share, places=1, percent=True)


def _visits(content: EvaluationContent) -> Flat:
    """The list of visits; a reason stands in its cell, so no notes repeat it."""
    for table in content.tables(Source.UNITS):
        *columns, standing = table.columns
        return Flat((*columns, replace(standing, width=_REASON_WIDTH)), table.rows, ())
    return Flat((), (), ())


def _statements(content: EvaluationContent) -> Flat:
    rows = tuple(Row(_statement(block, line)) for block, line in content.statements())
    return Flat(_STATEMENT_COLUMNS, rows, ())


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
        "; ".join(line.reports),
    )


def _recommendations(content: EvaluationContent) -> Flat:
    """Recommendations by addressee; the heading says to whom where it names nobody else."""
    rows = tuple(
        Row((wording.ADDRESSEES.get(block.addressee, ""), *_statement(block, line)))
        for block, line in content.statements()
        if block.source == Source.RECOMMENDATION
    )
    columns = (Column("Nơi nhận kiến nghị", 55), *_STATEMENT_COLUMNS)
    return Flat(columns, rows, ())


def _sources(content: EvaluationContent) -> Flat:
    rows = tuple(
        Row(
            (
                _whole(line.note),
                line.text,
                source.unit,
                source.words,
                source.item,
                ", ".join(source.photos),
                _whole(source.revision),
                _YES if source.is_current else "",
                str(source.visit),
                str(source.entry),
            )
        )
        for _, line in content.statements()
        for source in line.sources
    )
    return Flat(_SOURCE_COLUMNS, (*rows, *_reports(content)), ())


def _reports(content: EvaluationContent) -> Iterator[Row]:
    """The units' own reports that statements name, below the findings."""
    for _, line in content.statements():
        for each in line.citations:
            if each.stands:
                cells = (each.unit, each.words, each.place, "", None, "", "", "")
                yield Row((_whole(line.note), line.text, *cells))


def _whole(number: int) -> Figure:
    return Figure(Decimal(number), places=0)
