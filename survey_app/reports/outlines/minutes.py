"""Biên bản làm việc: what stands where. Hours and the lead's conclusion are written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.reports.blocks import (
    END,
    ROMAN,
    Block,
    Dots,
    Ending,
    Manuscript,
    Say,
    Title,
    says,
)
from survey_app.reports.content import Attendee, Finding, SectionPart, VisitReport
from survey_app.reports.outlines import parts
from survey_app.reports.outlines.findings import grouped, summed
from survey_app.reports.snapshots import digest
from survey_app.reports.text import BLANK
from survey_app.reports.wording import OF_A_SECTION, TEAM_PARTS
from survey_app.visits.rules import Part

# Facts of the visit that minutes name at their head, by their labels.
DAY, PLACE, MODE = "Ngày làm việc", "Địa điểm", "Hình thức"
BEGAN, ENDED = "Thời gian bắt đầu", "Thời gian kết thúc"
_HOUR = "…… giờ ……"
_ROOM_TO_CONCLUDE = 5
_READ_OUT = (
    "Biên bản đã được đọc lại cho những người tham dự cùng nghe, thống nhất nội dung và lập thành "
    "02 bản có giá trị như nhau, mỗi bên giữ 01 bản"
)


def minutes(report: VisitReport) -> Manuscript:
    """The minutes of a visit, written out."""
    return Manuscript(
        heading=report.minutes_heading,
        kind="Biên bản làm việc",
        about=(f"Về việc khảo sát tại {report.unit}",),
        blocks=(*_opening(report), *_body(report), _ending(report)),
        subject=f"{report.unit}; {report.checklist}",
        code=digest(report),
        unit=f"{report.unit} · {report.checklist}",
        dated=False,
        is_demo=report.is_demo,
    )


def _opening(report: VisitReport) -> Iterator[Block]:
    known = {fact.label: fact.text for fact in report.facts}
    began = _general(report, BEGAN) or _HOUR
    yield Say((f"{BEGAN}: {began}, ngày {known.get(DAY) or BLANK}.",))
    for label in (PLACE, MODE):
        yield from says(known.get(label) or BLANK, f"{label}: ")
    yield Say((f"Chủ trì: {_who(report.team, Part.LEAD)}.",))
    yield Say((f"Thư ký (người ghi biên bản): {_who(report.team, Part.SECRETARY)}.",))


def _body(report: VisitReport) -> Iterator[Block]:
    told: list[tuple[str, Iterable[Block]]] = [
        ("Thành phần làm việc", _present(report)),
        ("Nội dung làm việc", _work(report)),
        ("Kết quả ghi nhận", _results(report)),
        ("Kiến nghị, đề xuất", grouped(report.parts[-1])),
        ("Kết luận của trưởng đoàn", _conclusion(report)),
    ]
    for number, (title, blocks) in zip(ROMAN, told, strict=False):
        yield Title(f"{number}. {title.upper()}", 1)
        yield from blocks


def _present(report: VisitReport) -> Iterator[Block]:
    yield from parts.people("1. Đoàn khảo sát", report.team)
    yield from parts.people("2. Đơn vị được khảo sát", report.hosts)


def _work(report: VisitReport) -> Iterator[Block]:
    yield Title("1. Đơn vị báo cáo", 2)
    yield from _or_nothing(_reported(report))
    yield Title("2. Kiểm tra hồ sơ, minh chứng", 2)
    yield from _or_nothing(_checked(report))
    yield Title("3. Ý kiến trao đổi", 2)
    yield from _or_nothing(_discussed(report))


def _reported(report: VisitReport) -> Iterator[Block]:
    told = [fact for fact in report.general if fact.label not in (BEGAN, ENDED)]
    yield from parts.listed([fact for fact in told if fact.text.strip()])
    for section in _sections(report):
        yield from parts.listed(section.answers)


def _checked(report: VisitReport) -> Iterator[Block]:
    for proof in report.proofs:
        # The score sheet has the words of the item.
        named = proof.code or proof.label
        plain, *bold = parts.proven(proof)
        told = ("; ".join(filter(None, plain.split("\n"))), *bold)
        between = "; " if bold and told[0] else ""
        yield Say((f"- {named}: ", told[0], between, *bold, "."))


def _discussed(report: VisitReport) -> Iterator[Block]:
    for section in _sections(report):
        yield from parts.notes(section.notes)
    yield from parts.replies(report.unit_replies)


def _results(report: VisitReport) -> Iterator[Block]:
    gathered: list[tuple[str, list[Finding]]] = [
        (title, _of(report, title)) for title in OF_A_SECTION.values()
    ]
    for part in report.parts[:-1]:
        gathered += [(group.title or part.title, list(group.findings)) for group in part.groups]
    shown = [(title, found) for title, found in gathered if found]
    for number, (title, found) in enumerate(shown, start=1):
        yield Title(f"{number}. {title}", 2)
        yield from parts.findings(found)
    if not shown:
        yield parts.nothing()


def _conclusion(report: VisitReport) -> Iterator[Block]:
    yield from summed(report.scores)
    yield Dots(_ROOM_TO_CONCLUDE)


def _ending(report: VisitReport) -> Ending:
    ended = _general(report, ENDED) or _HOUR
    closed = f"Buổi làm việc kết thúc vào {ended} cùng ngày. {_READ_OUT}{END}"
    return Ending(report.minutes_heading, (Say((closed,)),), abreast=True)


def _sections(report: VisitReport) -> tuple[SectionPart, ...]:
    return (report.overall, *report.sections)


def _of(report: VisitReport, title: str) -> list[Finding]:
    return [
        finding
        for section in _sections(report)
        for group in section.groups
        if group.title == title
        for finding in group.findings
    ]


def _who(team: Iterable[Attendee], part: Part) -> str:
    word = TEAM_PARTS[part]
    found = next((each.name for each in team if each.position.startswith(word)), "")
    return f"{found}, {word}" if found else BLANK


def _general(report: VisitReport, label: str) -> str:
    """What the checklist's general block has under this label; it may ask for the hours."""
    return next((fact.text for fact in report.general if fact.label == label), "").strip()


def _or_nothing(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(blocks) or (parts.nothing(),)
