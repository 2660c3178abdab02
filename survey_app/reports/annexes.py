"""How the annexes of a visit's report look: scores, indicators, evidence and photos."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.platypus import CondPageBreak, Flowable

from survey_app.reports import styles
from survey_app.reports.content import (
    IndicatorRow,
    Photo,
    PhotoGroup,
    Proof,
    ScoreRow,
    Scores,
    ScoreSection,
    VisitReport,
)
from survey_app.reports.paper import annex
from survey_app.reports.pictures import Picture, picture_grid
from survey_app.reports.tables import DENSE, Band, Cell, Column, Row, below, ruled
from survey_app.reports.text import Bold, Italic, paragraph

_LEGEND = (
    "KAD: không áp dụng, không tính vào tử số và mẫu số của mục; –: chưa chấm; CCT: chưa có chỉ "
    "tiêu, chưa tính điểm. Điểm in đậm là điểm khác với điểm của bước trước."
)
_INDICATOR_RULE = (
    "Điểm tính theo mốc sơ kết nếu có, nếu không thì theo chỉ tiêu cả nhiệm kỳ. Tỷ lệ có thể trên "
    "100%; điểm không vượt điểm chuẩn. CCT: chưa có chỉ tiêu, chưa tính điểm. Khả năng hoàn thành "
    "là đánh giá của người chấm, phần mềm không tự tính."
)
_PHOTO_RULE = (
    "Ảnh được đánh số theo mã tiêu chí và thứ tự chụp trong tiêu chí đó; số này giống nhau trên "
    "điện thoại, trong báo cáo này và trong báo cáo tổng hợp."
)
_UNANNOUNCED = "(chưa xác nhận đã thông báo việc chụp ảnh)"


def annexes(report: VisitReport, photo_path: Callable[[str], Path | None]) -> list[Flowable]:
    """The three annexes; one that has nothing to show says so."""
    note = f"(Kèm theo Báo cáo kết quả khảo sát tại {report.unit})"
    return [
        *annex("Phụ lục I", "Bảng điểm", note),
        *_scores(report.scores),
        *annex("Phụ lục II", "Bảng chỉ tiêu", note, wide=True),
        *_indicators(report.indicators),
        *annex("Phụ lục III", "Danh mục minh chứng, ảnh", note),
        *_proofs(report.proofs),
        *_photos(report.photos, photo_path),
    ]


def _scores(scores: Scores | None) -> list[Flowable]:
    if scores is None:
        return [paragraph(styles.BODY, "Chưa có điểm để lập bảng.")]
    table = ruled(_score_columns(scores), list(_score_rows(scores)), styles.BODY_WIDTH, DENSE)
    counted = f"Điểm được tính và phần diễn giải là của cột “{scores.counting}”."
    return [paragraph(styles.TABLE_NOTE, counted, " ", _LEGEND), table]


def _score_columns(scores: Scores) -> list[Column]:
    figures = [Column(layer, 13, styles.DENSE_CENTRE) for layer in scores.layers]
    left = 165 - 11 - 13 - 13 * len(figures)
    return [
        Column("Mã", 11, styles.DENSE_CENTRE),
        Column("Tiêu chí", left * 0.55, styles.DENSE),
        Column("Điểm chuẩn", 13, styles.DENSE_CENTRE),
        *figures,
        Column("Diễn giải", left * 0.45, styles.DENSE),
    ]


def _score_rows(scores: Scores) -> list[Row]:
    rows: list[Row] = []
    for section in scores.sections:
        rows += _section_rows(section)
    if scores.totals:
        rows.append(Band("Tổng hợp", styles.DENSE_BOLD))
        rows += [line for row in scores.totals for line in _sum_cells(row)]
    return rows


def _section_rows(section: ScoreSection) -> list[Row]:
    return [
        Band(section.title, styles.DENSE_BOLD),
        *(line for row in section.rows for line in _score_cells(row)),
        *_sum_cells(section.total),
    ]


def _score_cells(row: ScoreRow) -> list[Row]:
    label: str = Italic(row.label) if row.is_part else row.label
    cells = [
        Bold(cell) if changed else cell
        for cell, changed in zip(row.cells, row.changed, strict=True)
    ]
    return below([row.code, label, row.points, *cells], row.why, styles.CELL_NOTE)


def _sum_cells(row: ScoreRow) -> list[Row]:
    figures = [Bold(each) for each in (row.points, *row.cells)]
    return below(["", Bold(row.label), *figures], row.why, styles.CELL_NOTE)


_INDICATOR_COLUMNS = (
    Column("Mã", 11, styles.DENSE_CENTRE),
    Column("Chỉ tiêu", 64, styles.DENSE),
    Column("ĐVT", 17, styles.DENSE_CENTRE),
    Column("Cả nhiệm kỳ", 15, styles.DENSE_CENTRE),
    Column("Mốc sơ kết", 14, styles.DENSE_CENTRE),
    Column("Kết quả", 14, styles.DENSE_CENTRE),
    Column("Tỷ lệ so với cả nhiệm kỳ", 17, styles.DENSE_CENTRE),
    Column("Tỷ lệ so với mốc", 16, styles.DENSE_CENTRE),
    Column("Điểm theo quy tắc", 15, styles.DENSE_CENTRE),
    Column("Điểm tính", 12, styles.DENSE_CENTRE),
    Column("Khả năng hoàn thành", 20, styles.DENSE_CENTRE),
    Column("Ghi chú, nguồn chỉ tiêu", 46, styles.DENSE),
)


def _indicators(rows: Sequence[IndicatorRow]) -> list[Flowable]:
    if not rows:
        return [paragraph(styles.BODY, "Phiếu khảo sát này không có chỉ tiêu.")]
    table = ruled(
        _INDICATOR_COLUMNS, [_indicator(row) for row in rows], styles.LANDSCAPE_WIDTH, DENSE
    )
    return [paragraph(styles.TABLE_NOTE, _INDICATOR_RULE), table]


def _indicator(row: IndicatorRow) -> list[Cell]:
    aims = [row.term, row.milestone, row.actual, row.of_term, row.of_milestone]
    notes = paragraph(styles.CELL_NOTE, "; ".join(row.notes))
    figures = [each or "–" for each in (*aims, row.by_rule, row.counted, row.ability)]
    return [row.code, row.label, row.measure, *figures, notes]


_PROOF_COLUMNS = (
    Column("Mã", 10, styles.DENSE_CENTRE),
    Column("Tiêu chí", 52, styles.DENSE),
    Column("Ảnh", 13, styles.DENSE_CENTRE),
    Column("Số, ký hiệu", 24, styles.DENSE),
    Column("Ngày", 20, styles.DENSE_CENTRE),
    Column("Trích yếu", 46, styles.DENSE),
)


def _proofs(proofs: Sequence[Proof]) -> list[Flowable]:
    if not proofs:
        return [paragraph(styles.BODY, "Chưa ghi nhận minh chứng nào.")]
    rows = [row for proof in proofs for row in _proof(proof)]
    return [ruled(_PROOF_COLUMNS, rows, styles.BODY_WIDTH, DENSE)]


def _proof(proof: Proof) -> list[Row]:
    """A row for each document; one row where there is none, saying what is lacking."""
    named: list[Cell] = [proof.code, proof.label, _span(proof.photos)]
    if not proof.documents:
        lack = paragraph(styles.DENSE, Bold("Còn thiếu"), f": cần {proof.required}")
        return [[*named, lack if proof.missing else "", "", ""]]
    rows: list[Row] = []
    for document in proof.documents:
        rows += below([*named, document.number, document.on], document.about, styles.DENSE)
        named = ["", "", ""]
    return rows


def _span(labels: Sequence[str]) -> str:
    """The photos of an item: ``A1.1`` or ``A1.1 – A1.3``."""
    short = [label.removeprefix("Ảnh ") for label in labels]
    return short[0] if len(short) == 1 else " – ".join([*short[:1], *short[-1:]])


def _photos(
    groups: Sequence[PhotoGroup], photo_path: Callable[[str], Path | None]
) -> list[Flowable]:
    """All photos in one grid; the number of each tells its item."""
    pictures = [_picture(each, photo_path) for group in groups for each in group.photos]
    if not pictures:
        return [paragraph(styles.BODY, "Cuộc khảo sát không có ảnh.")]
    return [
        CondPageBreak(styles.PAGE_HEIGHT * 0.3),
        paragraph(styles.CLAUSE, f"Ảnh ({len(pictures)})"),
        paragraph(styles.TABLE_NOTE, _PHOTO_RULE),
        *picture_grid(pictures, styles.BODY_WIDTH),
    ]


def _picture(photo: Photo, photo_path: Callable[[str], Path | None]) -> Picture:
    caption = photo.caption if photo.announced else f"{photo.caption} {_UNANNOUNCED}".strip()
    if not photo.arrived:
        return Picture(photo.sha256, None, photo.label, caption, "ảnh chưa về máy chủ")
    return Picture(photo.sha256, photo_path(photo.sha256), photo.label, caption)
