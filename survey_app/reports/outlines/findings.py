"""Báo cáo kết quả khảo sát tại đơn vị: what stands where. Its annexes are in ``annexes``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from survey_app.reports.blocks import (
    END,
    LETTERS,
    ROMAN,
    Block,
    Column,
    Ending,
    Grid,
    Manuscript,
    Role,
    Say,
    Title,
    Words,
    rows_of,
    stopped,
)
from survey_app.reports.content import (
    Clash,
    Part,
    Scores,
    SectionPart,
    TableAnswer,
    VisitReport,
)
from survey_app.reports.outlines import parts
from survey_app.reports.outlines.annexes import annexes
from survey_app.reports.snapshots import digest
from survey_app.reports.text import Bold, Italic

_MOST_COLUMNS = 9
# What a column of a table has of the page's width, in characters, whatever stands in it.
_LEAST_SHARE, _MOST_SHARE = 9, 36


def findings(report: VisitReport) -> Manuscript:
    """The report of a visit, written out."""
    return Manuscript(
        heading=report.heading,
        kind="Báo cáo",
        about=report.about,
        to=report.heading.to,
        blocks=(*_clashes(report.clashes), *_body(report), _ending(report), *annexes(report)),
        subject=f"{report.unit}; {report.checklist}",
        code=digest(report),
        unit=f"{report.unit} · {report.checklist}",
        is_demo=report.is_demo,
    )


def _body(report: VisitReport) -> Iterator[Block]:
    gathered: list[tuple[str, Iterable[Block]]] = [
        ("Khái quát", _overview(report)),
        ("Kết quả ghi nhận", _results(report)),
        *((part.title, grouped(part)) for part in report.parts),
    ]
    for number, (title, blocks) in zip(ROMAN, gathered, strict=False):
        yield Title(f"{number}. {title.upper()}", 1)
        yield from blocks


def _overview(report: VisitReport) -> Iterator[Block]:
    yield Title("1. Thông tin cuộc khảo sát", 2)
    yield from parts.listed(report.facts)
    if report.checklist_note:
        yield Say((report.checklist_note,), Role.ASIDE)
    yield Title("2. Thành phần làm việc", 2)
    yield from parts.people("a) Đoàn khảo sát", report.team)
    yield from parts.people("b) Đơn vị được khảo sát", report.hosts)
    yield Title("3. Thông tin chung về đơn vị", 2)
    yield from parts.listed(report.general)
    if not report.general:
        yield parts.nothing()


def _results(report: VisitReport) -> Iterator[Block]:
    shown = [each for each in (report.overall, *report.sections) if not each.is_empty]
    if not shown:
        yield parts.nothing()
        return
    for number, section in enumerate(shown, start=1):
        place = f" (mục {section.code})" if section.code else ""
        yield Title(f"{number}. {section.title}{place}", 2)
        yield from _section(section)
    if report.unit_replies:
        yield Title("Ý kiến chung của đơn vị", 3)
        yield from parts.replies(report.unit_replies)


def _section(section: SectionPart) -> Iterator[Block]:
    if section.result:
        yield Say(("Kết quả chấm: ", Bold(section.result), "."))
    told: list[tuple[str, Iterable[Block]]] = []
    if section.answers:
        told.append(("Nội dung đơn vị báo cáo", parts.listed(section.answers)))
    told += [(group.title, parts.findings(group.findings)) for group in section.groups]
    if section.notes:
        told.append(("Ghi chú của đoàn", parts.notes(section.notes)))
    for letter, (title, blocks) in zip(LETTERS, told, strict=False):
        yield Title(f"{letter}) {title}", 3)
        yield from blocks
    for table in section.tables:
        yield from _table(table)


def grouped(part: Part) -> Iterator[Block]:
    """A part that is gathered over all sections; that nothing was found is said."""
    if not part.groups:
        yield parts.nothing()
    for number, group in enumerate(part.groups, start=1):
        if group.title:
            yield Title(f"{number}. {group.title}", 2)
        yield from parts.findings(group.findings)


def _table(table: TableAnswer) -> Iterator[Block]:
    said = [row for row in table.rows if any(row)]
    yield Say((Italic(f"Bảng {table.item}. {table.title}"),), Role.CAPTION)
    if len(table.columns) > _MOST_COLUMNS:
        yield from _row_by_row(table.columns, said)
    else:
        columns = _columns(table.columns, said)
        yield Grid(columns, tuple(line for row in said for line in rows_of(columns, row)))
    if table.level:
        yield Say((table.level,), Role.NOTE)


def _columns(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Each column by what stands in it; none so wide that the others are left with nothing."""
    cells = [[row[at] for row in rows] for at in range(len(titles))]
    wanted = [
        max([len(title) / 3, *map(len, each)]) for title, each in zip(titles, cells, strict=True)
    ]
    shares = [min(max(each, _LEAST_SHARE), _MOST_SHARE) for each in wanted]
    made = tuple(Column(*each) for each in zip(titles, shares, strict=True))
    return made or (Column("", 1.0),)


def _row_by_row(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """More columns than a page is wide: each row as a paragraph of what is filled in."""
    for at, row in enumerate(rows, start=1):
        filled = zip(columns, row, strict=True)
        said = "; ".join(f"{title}: {cell}" for title, cell in filled if cell)
        yield Say((f"- Dòng {at}: {said}.",))


def _ending(report: VisitReport) -> Ending:
    """The sum of all with its heading and the signature, on one page."""
    number = ROMAN[len(report.parts) + 2]
    title = Title(f"{number}. KẾT QUẢ CHẤM ĐIỂM, MỨC ĐỘ THỰC HIỆN", 1)
    detail = "; chi tiết tại Phụ lục I"
    return Ending(report.heading, (title, *summed(report.scores, detail, last=END)))


def summed(scores: Scores | None, detail: str = "", *, last: str = ".") -> tuple[Say, ...]:
    """Total and level, one a line; the last line ends in ``last``."""
    if scores is None or not scores.total:
        return (Say((f"Chưa có tiêu chí nào được chấm điểm{last}",)),)
    said: list[Words] = [
        (f"- Tổng điểm ({scores.counting.lower()}): ", Bold(f"{scores.total}/100 điểm")),
        (f"- Số tiêu chí đã chấm: {scores.progress}{detail}",),
    ]
    if scores.level_by_score:
        said.append(("- Mức độ thực hiện theo điểm: ", Bold(scores.level_by_score)))
    if scores.conditions:
        said += [(f"- Điều kiện khống chế: {each}",) for each in scores.conditions]
        said.append(("- Mức độ thực hiện sau điều kiện: ", Bold(scores.level)))
    return stopped(said, last=last)


def _clashes(clashes: Sequence[Clash]) -> Iterator[Block]:
    """What must be settled before approval, at the head of the draft, where it cannot be missed."""
    if clashes:
        words = Bold("Nội dung bị trùng sửa, cần thống nhất trước khi duyệt:")
        yield Say((words,), Role.FLUSH)
    for clash in clashes:
        versions = "\n".join(f"+ {each}" for each in clash.versions)
        yield Say((f"- {clash.where}:\n{versions}",), Role.FLUSH)
