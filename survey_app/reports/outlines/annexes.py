"""The annexes of a visit's report: scores, indicators, evidence and photos."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_app.reports.blocks import (
    Across,
    Align,
    Annex,
    Block,
    Cell,
    Column,
    Grid,
    Pictures,
    Role,
    Row,
    Say,
    rows_of,
)
from survey_app.reports.content import (
    IndicatorRow,
    PhotoGroup,
    Proof,
    ScoreRow,
    Scores,
    ScoreSection,
    VisitReport,
)
from survey_app.reports.outlines.parts import LACKING, span
from survey_app.reports.text import Bold, Italic

LEGEND = (
    "KAD: không áp dụng, không tính vào tử số và mẫu số của mục; –: chưa chấm; CCT: chưa có chỉ "
    "tiêu, chưa tính điểm. Điểm in đậm là điểm khác với điểm của bước trước."
)
_INDICATOR_RULE = (
    "Điểm tính theo mốc sơ kết nếu có, nếu không thì theo chỉ tiêu cả nhiệm kỳ. Tỷ lệ có thể trên "
    "100%; điểm không vượt điểm chuẩn. CCT: chưa có chỉ tiêu, chưa tính điểm. Khả năng hoàn thành "
    "là đánh giá của người chấm, phần mềm không tự tính."
)
PHOTO_RULE = (
    "Ảnh được đánh số theo mã tiêu chí và thứ tự chụp trong tiêu chí đó; số này giống nhau trên "
    "điện thoại, trong báo cáo này và trong báo cáo tổng hợp."
)
_MIDDLE = Align.CENTRE


def annexes(report: VisitReport) -> Iterator[Block]:
    """The three annexes; one that has nothing to show says so."""
    note = f"(Kèm theo Báo cáo kết quả khảo sát tại {report.unit})"
    yield Annex("Phụ lục I", "Bảng điểm", note)
    yield from _scores(report.scores)
    yield Annex("Phụ lục II", "Bảng chỉ tiêu", note, wide=True)
    yield from indicators(report.indicators)
    yield Annex("Phụ lục III", "Danh mục minh chứng, ảnh", note)
    yield from _proofs(report.proofs)
    yield from _photos(report.photos)


def _scores(scores: Scores | None) -> Iterator[Block]:
    if scores is None:
        yield Say(("Chưa có điểm để lập bảng.",))
        return
    counted = f"Điểm được tính và phần diễn giải là của cột “{scores.counting}”."
    yield Say((counted, " ", LEGEND), Role.NOTE)
    columns = _score_columns(scores)
    yield Grid(columns, tuple(_score_rows(scores, columns)))


def _score_columns(scores: Scores) -> tuple[Column, ...]:
    figures = [Column(layer, 13, _MIDDLE) for layer in scores.layers]
    left = 165 - 11 - 13 - 13 * len(figures)
    return (
        Column("Mã", 11, _MIDDLE),
        Column("Tiêu chí", left * 0.55),
        Column("Điểm chuẩn", 13, _MIDDLE),
        *figures,
        Column("Diễn giải", left * 0.45, faint=True),
    )


def _score_rows(scores: Scores, columns: Sequence[Column]) -> Iterator[Row]:
    for section in scores.sections:
        yield from _section_rows(section, columns)
    if scores.totals:
        yield Across((Bold("Tổng hợp"),))
    for row in scores.totals:
        yield from rows_of(columns, _sum_cells(row))


def _section_rows(section: ScoreSection, columns: Sequence[Column]) -> Iterator[Row]:
    yield Across((Bold(section.title),))
    for row in section.rows:
        yield from rows_of(columns, [*item_cells(row), *figures(row), row.why])
    yield from rows_of(columns, _sum_cells(section.total))


def item_cells(row: ScoreRow) -> list[Cell]:
    """Code, words and points of an item; a part of an item in italics."""
    return [row.code, Italic(row.label) if row.is_part else row.label, row.points]


def figures(row: ScoreRow) -> list[Cell]:
    """The points by layer; those that differ from the layer before are bold."""
    marked = zip(row.cells, row.changed, strict=True)
    return [Bold(cell) if changed else cell for cell, changed in marked]


def _sum_cells(row: ScoreRow) -> list[Cell]:
    return ["", Bold(row.label), *(Bold(each) for each in (row.points, *row.cells)), row.why]


_INDICATOR_COLUMNS = (
    Column("Mã", 10, _MIDDLE),
    Column("Chỉ tiêu", 50),
    Column("ĐVT", 15, _MIDDLE),
    Column("Cả nhiệm kỳ", 15, _MIDDLE),
    Column("Mốc sơ kết", 13, _MIDDLE),
    Column("Kết quả", 13, _MIDDLE),
    Column("Tỷ lệ so với cả nhiệm kỳ", 17, _MIDDLE),
    Column("Tỷ lệ so với mốc", 17, _MIDDLE),
    Column("Điểm theo quy tắc", 14, _MIDDLE),
    Column("Điểm tính", 11, _MIDDLE),
    Column("Khả năng hoàn thành", 24, _MIDDLE),
    Column("Ghi chú, nguồn chỉ tiêu", 62, faint=True),
)


def indicators(rows: Sequence[IndicatorRow]) -> Iterator[Block]:
    """The table of indicators, for a sheet on its side."""
    if not rows:
        yield Say(("Phiếu khảo sát này không có chỉ tiêu.",))
        return
    yield Say((_INDICATOR_RULE,), Role.NOTE)
    drawn = [line for row in rows for line in rows_of(_INDICATOR_COLUMNS, _indicator(row))]
    yield Grid(_INDICATOR_COLUMNS, tuple(drawn))


def _indicator(row: IndicatorRow) -> list[Cell]:
    aims = [row.term, row.milestone, row.actual, row.of_term, row.of_milestone]
    told = [each or "–" for each in (*aims, row.by_rule, row.counted, row.ability)]
    return [row.code, row.label, row.measure, *told, "; ".join(row.notes)]


_PROOF_COLUMNS = (
    Column("Mã", 10, _MIDDLE),
    Column("Tiêu chí", 48),
    # As wide as the number of a photo of the whole visit: "chung 12".
    Column("Ảnh", 17, _MIDDLE),
    Column("Số, ký hiệu", 24),
    Column("Ngày", 20, _MIDDLE),
    Column("Trích yếu", 46),
)


def _proofs(proofs: Sequence[Proof]) -> Iterator[Block]:
    if not proofs:
        yield Say(("Chưa ghi nhận minh chứng nào.",))
        return
    yield Grid(_PROOF_COLUMNS, tuple(row for proof in proofs for row in _proof(proof)))


def _proof(proof: Proof) -> Iterator[Row]:
    """A row for each document; one row where there is none, saying what is lacking."""
    named: list[Cell] = [proof.code, proof.label, span(proof.photos)]
    if not proof.documents:
        lack = (Bold(LACKING), f": cần {proof.required}") if proof.missing else ""
        yield from rows_of(_PROOF_COLUMNS, [*named, lack, "", ""])
    for document in proof.documents:
        told = [document.number, document.on, document.about]
        yield from rows_of(_PROOF_COLUMNS, [*named, *told])
        named = ["", "", ""]


def _photos(groups: Sequence[PhotoGroup]) -> Iterator[Block]:
    """All photos in one grid; the number of each tells its item."""
    photos = tuple(each for group in groups for each in group.photos)
    if not photos:
        yield Say(("Cuộc khảo sát không có ảnh.",))
        return
    yield Say((Bold(f"Ảnh ({len(photos)})"),), Role.LEAD)
    yield Say((PHOTO_RULE,), Role.NOTE)
    yield Pictures(photos)
