"""How the report of a visit looks: its body. The annexes are in ``annexes``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reportlab.platypus import CondPageBreak, Flowable

from survey_app.reports import styles
from survey_app.reports.annexes import annexes
from survey_app.reports.content import (
    Attendee,
    Clash,
    Edition,
    Fact,
    Finding,
    Note,
    Part,
    Reply,
    Scores,
    SectionPart,
    TableAnswer,
    VisitReport,
    digest,
)
from survey_app.reports.heading import closing_block, heading_block, salutation, title_block
from survey_app.reports.paper import Sheet, draw, heading
from survey_app.reports.tables import DENSE, Column, ruled
from survey_app.reports.text import BLANK, Bold, Italic, lines, paragraph, paragraphs

PhotoPath = Callable[[str], Path | None]

DRAFT = "DỰ THẢO"
DEMO = "SỐ LIỆU MINH HOẠ"
NOTHING = "Đoàn khảo sát không có ghi nhận ở nội dung này."
END = "./."
_MOST_COLUMNS = 9
# What a column of a table has of the page's width, in characters, whatever stands in it.
_LEAST_SHARE, _MOST_SHARE = 9, 36
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# Points of a text are counted in the order of the Vietnamese alphabet, without f, j, w and z.
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def drawn(report: VisitReport, edition: Edition, photo_path: PhotoPath) -> bytes:
    """The PDF of a report; the same report and edition always give the same bytes.

    ``photo_path`` gives the JPEG of a hash, or None where it is not on the server.
    """
    story = [
        *heading_block(report.heading, edition.sealed_on),
        *title_block("Báo cáo", report.about),
        *salutation(report.heading.to),
        *_clashes(report.clashes),
        *_body(report),
        _ending(report),
        *annexes(report, photo_path),
    ]
    return draw(story, _sheet(report, edition))


def _sheet(report: VisitReport, edition: Edition) -> Sheet:
    issue = "Bản dự thảo" if edition.is_draft else f"Bản chốt lần {edition.revision}"
    return Sheet(
        title=f"Báo cáo {report.about[0][0].lower()}{report.about[0][1:]}",
        author=" ".join(report.heading.organisation),
        subject=f"{report.unit}; {report.checklist}",
        footer=f"{issue} · mã nội dung {digest(report)[:16]} · {report.checklist} · {report.unit}",
        stamps=((DRAFT,) if edition.is_draft else ()) + ((DEMO,) if report.is_demo else ()),
        watermark=DRAFT if edition.is_draft else "",
        made_at=edition.sealed_at,
    )


def _body(report: VisitReport) -> list[Flowable]:
    parts: list[tuple[str, list[Flowable]]] = [
        ("Khái quát", _overview(report)),
        ("Kết quả ghi nhận", _results(report)),
        *((part.title, _part(part)) for part in report.parts),
    ]
    story: list[Flowable] = []
    for number, (title, flowables) in zip(_ROMAN, parts, strict=False):
        story += [*heading(f"{number}. {title.upper()}", 1), *flowables]
    return story


def _overview(report: VisitReport) -> list[Flowable]:
    note = [paragraph(styles.ASIDE, report.checklist_note)] if report.checklist_note else []
    return [
        *heading("1. Thông tin cuộc khảo sát", 2),
        *_listed(report.facts),
        *note,
        *heading("2. Thành phần làm việc", 2),
        *_people("a) Đoàn khảo sát", report.team),
        *_people("b) Đơn vị được khảo sát", report.hosts),
        *heading("3. Thông tin chung về đơn vị", 2),
        *(_listed(report.general) or [paragraph(styles.BODY, NOTHING)]),
    ]


def _results(report: VisitReport) -> list[Flowable]:
    shown = [each for each in (report.overall, *report.sections) if not each.is_empty]
    if not shown:
        return [paragraph(styles.BODY, NOTHING)]
    story: list[Flowable] = []
    for number, section in enumerate(shown, start=1):
        place = f" (mục {section.code})" if section.code else ""
        story += [*heading(f"{number}. {section.title}{place}", 2), *_section(section)]
    return story + _unit_replies(report.unit_replies)


def _section(section: SectionPart) -> list[Flowable]:
    story: list[Flowable] = []
    if section.result:
        story.append(paragraph(styles.BODY, "Kết quả chấm: ", Bold(section.result), "."))
    blocks: list[tuple[str, list[Flowable]]] = []
    if section.answers:
        blocks.append(("Nội dung đơn vị báo cáo", _listed(section.answers)))
    blocks += [(group.title, _findings(group.findings)) for group in section.groups]
    if section.notes:
        blocks.append(("Ghi chú của đoàn", _notes(section.notes)))
    for letter, (title, flowables) in zip(_LETTERS, blocks, strict=False):
        story += [*heading(f"{letter}) {title}", 3), *flowables]
    for table in section.tables:
        story += _table(table)
    return story


def _part(part: Part) -> list[Flowable]:
    if not part.groups:
        return [paragraph(styles.BODY, NOTHING)]
    story: list[Flowable] = []
    for number, group in enumerate(part.groups, start=1):
        if group.title:
            story += heading(f"{number}. {group.title}", 2)
        story += _findings(group.findings)
    return story


def _findings(findings: Sequence[Finding]) -> list[Flowable]:
    return [flowable for finding in findings for flowable in _finding(finding)]


def _finding(finding: Finding) -> Iterable[Flowable]:
    at = f" (tiêu chí {finding.item})" if finding.item else ""
    *before, last = lines(finding.text)
    for index, line in enumerate(before):
        yield paragraph(styles.BODY, f"- {line}" if index == 0 else line)
    yield paragraph(styles.BODY, last if before else f"- {last}", Italic(at))
    for words in finding.about:
        yield paragraph(styles.ASIDE, f"Liên quan đến ghi nhận: “{words}”.")
    for reply in finding.replies:
        yield from _reply(reply)


def _reply(reply: Reply) -> Iterable[Flowable]:
    lead = f"Ý kiến của đơn vị ({reply.stance})"
    yield from paragraphs(styles.ASIDE, reply.text, Bold(lead), ": " if reply.text.strip() else ".")
    if reply.answer:
        yield from paragraphs(styles.ASIDE, reply.answer, Bold("Đoàn trả lời"), ": ")


def _unit_replies(replies: Sequence[Reply]) -> list[Flowable]:
    if not replies:
        return []
    drawn_ = [flowable for reply in replies for flowable in _reply(reply)]
    return [*heading("Ý kiến chung của đơn vị", 3), *drawn_]


def _notes(notes: Sequence[Note]) -> list[Flowable]:
    story: list[Flowable] = []
    for note in notes:
        story += paragraphs(styles.BODY, note.text, f"- {note.item}: " if note.item else "- ")
    return story


def _listed(facts: Sequence[Fact]) -> list[Flowable]:
    story: list[Flowable] = []
    for fact in facts:
        story += paragraphs(styles.BODY, fact.text.strip() or BLANK, f"- {fact.label}: ")
    return story


def _people(title: str, people: Sequence[Attendee]) -> list[Flowable]:
    last = len(people) - 1
    listed = [
        paragraph(styles.BODY, f"- {', '.join(filter(None, (each.name, each.position)))}{end}")
        for each, end in ((each, "." if at == last else ";") for at, each in enumerate(people))
    ]
    return [*heading(title, 3), *(listed or [paragraph(styles.BODY, f"- {BLANK}")])]


# The title on two lines, the headings and a first row, in points.
_ROOM_FOR_A_TABLE = 150.0


def _table(table: TableAnswer) -> list[Flowable]:
    said = [row for row in table.rows if any(row)]
    if len(table.columns) > _MOST_COLUMNS:
        body = _row_by_row(table.columns, said)
    else:
        body = [ruled(_columns(table.columns, said), said, styles.BODY_WIDTH, DENSE)]
    level = [paragraph(styles.TABLE_NOTE, table.level)] if table.level else []
    return [
        # The title does not stand alone at the foot of a sheet.
        CondPageBreak(_ROOM_FOR_A_TABLE),
        paragraph(styles.POINT, Italic(f"Bảng {table.item}. {table.title}")),
        *body,
        *level,
    ]


def _columns(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Each column by what stands in it; none so wide that the others are left with nothing."""
    cells = [[row[at] for row in rows] for at in range(len(titles))]
    wanted = [
        max([len(title) / 3, *map(len, each)]) for title, each in zip(titles, cells, strict=True)
    ]
    shares = [min(max(each, _LEAST_SHARE), _MOST_SHARE) for each in wanted]
    made = [Column(*each, styles.DENSE) for each in zip(titles, shares, strict=True)]
    return made or [Column("", 1.0)]


def _row_by_row(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Flowable]:
    """More columns than a page is wide: each row as a paragraph of what is filled in."""
    said = [
        "; ".join(f"{title}: {cell}" for title, cell in zip(columns, row, strict=True) if cell)
        for row in rows
    ]
    return [paragraph(styles.BODY, f"- Dòng {at}: {each}.") for at, each in enumerate(said, 1)]


def _ending(report: VisitReport) -> Flowable:
    """The sum of all with its heading and the signature, on one page."""
    number = _ROMAN[len(report.parts) + 2]
    _, *title = heading(f"{number}. KẾT QUẢ CHẤM ĐIỂM, MỨC ĐỘ THỰC HIỆN", 1)
    return closing_block(report.heading, *title, *_score(report.scores))


def _score(scores: Scores | None) -> list[Flowable]:
    """Total and level; the last line ends the text."""
    if scores is None or not scores.total:
        return [paragraph(styles.BODY, f"Chưa có tiêu chí nào được chấm điểm{END}")]
    said = [
        [f"- Tổng điểm ({scores.counting.lower()}): ", Bold(f"{scores.total}/100 điểm")],
        [f"- Số tiêu chí đã chấm: {scores.progress}; chi tiết tại Phụ lục I"],
    ]
    if scores.level_by_score:
        said.append(["- Mức độ thực hiện theo điểm: ", Bold(scores.level_by_score)])
    if scores.conditions:
        said += [[f"- Điều kiện khống chế: {each}"] for each in scores.conditions]
        said.append(["- Mức độ thực hiện sau điều kiện: ", Bold(scores.level)])
    ends = [*["."] * (len(said) - 1), END]
    return [paragraph(styles.BODY, *line, end) for line, end in zip(said, ends, strict=True)]


def _clashes(clashes: Sequence[Clash]) -> list[Flowable]:
    """What must be settled before approval, at the head of the draft, where it cannot be missed."""
    if not clashes:
        return []
    story: list[Flowable] = [
        paragraph(styles.BODY_FLUSH, Bold("Nội dung bị trùng sửa, cần thống nhất trước khi duyệt:"))
    ]
    for clash in clashes:
        versions = "\n".join(f"+ {each}" for each in clash.versions)
        story.append(paragraph(styles.BODY_FLUSH, f"- {clash.where}:\n{versions}"))
    return story
