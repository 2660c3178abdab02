"""Phiếu khảo sát: every item with its points by layer, its evidence and the working."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from survey_app.fieldwork.rules import FindingType, Layer
from survey_app.reports.blocks import (
    Across,
    Align,
    Block,
    Cell,
    Column,
    Ending,
    Grid,
    Manuscript,
    Role,
    Row,
    Say,
    Title,
    Turn,
    Words,
    rows_of,
)
from survey_app.reports.content import Finding, ScoreRow, Scores, VisitReport
from survey_app.reports.outlines import parts
from survey_app.reports.outlines.annexes import LEGEND, figures, indicators, item_cells
from survey_app.reports.outlines.findings import grouped, summed
from survey_app.reports.snapshots import digest
from survey_app.reports.text import Bold
from survey_app.reports.wording import LAYERS, OF_A_SECTION

# Columns that a sheet has also where nobody gave such points.
_ALWAYS = (LAYERS[Layer.SELF], LAYERS[Layer.TEAM], LAYERS[Layer.AGREED])
_AGREED_EMPTY = "Cột “Thống nhất” để trống: giữ nguyên điểm của cột trước."
_MIDDLE = Align.CENTRE
_DIFFICULTIES = (FindingType.LIMITATION, FindingType.DIFFICULTY)


def score_sheet(report: VisitReport) -> Manuscript:
    """The score sheet of a visit, written out."""
    return Manuscript(
        heading=report.scores_heading,
        kind="Phiếu khảo sát",
        about=tuple(filter(None, (report.checklist_title, report.unit))),
        blocks=(*_general(report), *_tables(report), Turn(wide=False), *_words(report)),
        subject=f"{report.unit}; {report.checklist}",
        code=digest(report),
        unit=f"{report.unit} · {report.checklist}",
        dated=False,
        is_demo=report.is_demo,
    )


def _general(report: VisitReport) -> Iterator[Block]:
    yield Title("A. THÔNG TIN CHUNG", 1)
    if report.checklist_note:
        yield Say((report.checklist_note,), Role.ASIDE)
    yield from parts.listed((*report.facts, *report.general))
    # In few lines: what runs over stands alone on a page, for the table lies on its side.
    yield parts.people_in_line("Thành phần đoàn khảo sát", report.team)
    yield parts.people_in_line("Thành phần đơn vị", report.hosts)


def _tables(report: VisitReport) -> Iterator[Block]:
    yield Turn(wide=True)
    yield Title("B. NỘI DUNG KHẢO SÁT", 1)
    if report.scores is None:
        yield Say(("Chưa có điểm để lập bảng.",))
    else:
        yield from _scores(report, report.scores)
    yield Title("C. BẢNG CHỈ TIÊU", 1)
    yield from indicators(report.indicators)


def _words(report: VisitReport) -> Iterator[Block]:
    yield Title("D. HẠN CHẾ, KHÓ KHĂN; KIẾN NGHỊ", 1)
    found = _difficulties(report)
    yield Title("1. Hạn chế, khó khăn, vướng mắc", 2)
    yield from parts.findings(found) if found else (parts.nothing(),)
    yield Title("2. Kiến nghị, đề xuất", 2)
    for each in grouped(report.parts[-1]):
        yield Title(each.words.partition(". ")[2], 3) if isinstance(each, Title) else each
    total = Title("E. KẾT QUẢ", 1)
    yield Ending(report.scores_heading, (total, *summed(report.scores)), abreast=True)


def _difficulties(report: VisitReport) -> list[Finding]:
    titles = {OF_A_SECTION[each] for each in _DIFFICULTIES}
    return [
        finding
        for section in (report.overall, *report.sections)
        for group in section.groups
        if group.title in titles
        for finding in group.findings
    ]


def _scores(report: VisitReport, scores: Scores) -> Iterator[Block]:
    counted = f"Điểm được tính và phần diễn giải là của cột “{scores.counting}”."
    agreed = () if LAYERS[Layer.AGREED] in scores.layers else (f" {_AGREED_EMPTY}",)
    yield Say((counted, " ", LEGEND, *agreed), Role.NOTE)
    layers = (*_ALWAYS, *(each for each in scores.layers if each not in _ALWAYS))
    columns = (
        Column("Mã", 11, _MIDDLE),
        Column("Nội dung", 68),
        Column("Điểm chuẩn", 14, _MIDDLE),
        *(Column(layer, 15, _MIDDLE) for layer in layers),
        Column("Minh chứng", 55),
        Column("Diễn giải", 58, faint=True),
    )
    proofs = {proof.code: parts.proven(proof) for proof in report.proofs}
    sheet = _Sheet(columns, layers, scores.layers, proofs)
    yield Grid(columns, tuple(sheet.rows(scores)))


class _Sheet:
    """Rows with a cell for each column of the sheet, whichever layers there are."""

    def __init__(
        self,
        columns: Sequence[Column],
        layers: Sequence[str],
        given: Sequence[str],
        proofs: Mapping[str, Words],
    ) -> None:
        self.columns = columns
        self.layers = layers
        self.given = given
        self.proofs = proofs

    def rows(self, scores: Scores) -> Iterator[Row]:
        """Section by section, then the totals."""
        for section in scores.sections:
            yield Across((Bold(section.title),))
            for row in section.rows:
                cells = [*item_cells(row), *self._figures(figures(row))]
                yield from self._row(cells, self.proofs.get(row.code, ("",)), row)
            yield from self._sum(section.total)
        if scores.totals:
            yield Across((Bold("Tổng hợp"),))
        for row in scores.totals:
            yield from self._sum(row)

    def _sum(self, row: ScoreRow) -> Iterator[Row]:
        told = self._figures([Bold(each) for each in row.cells])
        yield from self._row(["", Bold(row.label), Bold(row.points), *told], ("",), row)

    def _row(self, cells: Sequence[Cell], proof: Words, row: ScoreRow) -> Iterator[Row]:
        return rows_of(self.columns, [*cells, proof, row.why])

    def _figures(self, told: Sequence[Cell]) -> list[Cell]:
        """The points under their columns; a layer that nobody gave has an empty one."""
        by_layer = dict(zip(self.given, told, strict=True))
        return [by_layer.get(layer, "") for layer in self.layers]
