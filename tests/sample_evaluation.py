"""A round as it may be found, without a database: units, findings, scores, targets. All made up."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from forms.definition import Checklist, Column, Evidence, Format, Item, Kind, Section, Text
from survey_app.evaluations.facts import (
    Facts,
    FindingFacts,
    RoundFacts,
    ScoreFacts,
    SectionFacts,
    SourceFacts,
    Standing,
    StatementFacts,
    TargetFacts,
    VisitFacts,
)
from survey_app.evaluations.merging import Finding, Link, Pull, arrange
from survey_app.evaluations.outline import default_outline
from survey_app.evaluations.rules import Source
from survey_app.fieldwork.rules import Layer
from tests.sample_findings import WORDS

UNITS = (
    ("Liên đoàn Lao động thành phố Đông Hà", 1),
    ("Liên đoàn Lao động thị xã Quảng Trị", 1),
    ("Liên đoàn Lao động huyện Vĩnh Linh", 1),
    ("Liên đoàn Lao động huyện Hướng Hóa", 1),
    ("Liên đoàn Lao động huyện Gio Linh", 1),
    ("Liên đoàn Lao động huyện Cam Lộ", 1),
    ("Liên đoàn Lao động huyện Triệu Phong", 1),
    ("Liên đoàn Lao động huyện Hải Lăng", 1),
    ("Liên đoàn Lao động huyện Đakrông", 1),
    ("Công đoàn ngành Giáo dục", 2),
    ("Công đoàn ngành Y tế", 2),
    ("Công đoàn ngành Công Thương", 2),
    ("Công đoàn ngành Xây dựng", 2),
    ("Công đoàn Viên chức tỉnh", 3),
)
TITLES = {
    1: "Phiếu khảo sát LĐLĐ huyện, thị xã, thành phố",
    2: "Phiếu khảo sát công đoàn ngành",
    3: "Phiếu khảo sát Công đoàn Viên chức tỉnh",
}
SECTIONS = (
    ("A", "Tổ chức triển khai sơ kết", 15),
    ("B", "Chương trình 1: Giám sát, phản biện xã hội; đại diện, bảo vệ người lao động", 25),
    ("C", "Chương trình 2: Phát triển đoàn viên, xây dựng CĐCS vững mạnh", 30),
    ("D", "Chương trình 3: Phong trào thi đua yêu nước trong CNVCLĐ", 20),
    ("E", "Đánh giá tổng hợp, dự báo, kiến nghị", 5),
)
INDICATORS = (
    ("B2", "Số cuộc giám sát chủ trì hoặc phối hợp thực hiện từ đầu nhiệm kỳ", "cuộc"),
    ("B6", "Tỷ lệ doanh nghiệp có tổ chức công đoàn đã ký thoả ước lao động tập thể", "%"),
    ("C2", "Số đoàn viên tăng thêm luỹ kế từ đầu nhiệm kỳ", "người"),
    ("C4", "Tỷ lệ CĐCS được xếp loại hoàn thành tốt nhiệm vụ trở lên (năm gần nhất)", "%"),
    ("D3", "Số sáng kiến, giải pháp của CNVCLĐ được công nhận", "sáng kiến"),
)
OWN = "Tại {unit}, đoàn ghi nhận cách làm riêng về {about} trong quý {quarter} năm 2020"


def facts(visits: int = 14, *, seed: int = 54, own_findings: int = 2) -> Facts:
    """A demo round of so many visits; past the real units the names are numbered."""
    chance = random.Random(seed)
    made = tuple(_visit(at) for at in range(visits))
    findings = {each.id: _findings(each, chance, own_findings) for each in made if each.is_taken_in}
    return Facts(
        title="Tổng hợp kết quả khảo sát giữa nhiệm kỳ, tháng 11/2020",
        merged_at=datetime(2020, 11, 28, 2, 0, tzinfo=UTC),
        round=RoundFacts(
            name="Khảo sát giữa nhiệm kỳ, tháng 11/2020",
            starts_on=date(2020, 11, 2),
            ends_on=date(2020, 11, 27),
            cut_off_on=date(2020, 10, 31),
            is_demo=True,
            shows_level=True,
            heading="{}",
        ),
        outline=default_outline(),
        visits=made,
        statements=_statements(made, findings),
        findings=findings,
        checklists={id_: checklist(id_) for id_ in TITLES},
        scores={each.id: _score(chance) for each in made if each.is_taken_in},
        answers={each.id: _answers(chance) for each in made if each.is_taken_in},
        targets={(each.unit_id, code): _target(code) for each in made for code, _, _ in INDICATORS},
        evidence={each.id: _evidence(each) for each in made if each.is_taken_in},
    )


def checklist(id_: int) -> Checklist:
    """One of three checklists with the indicators above."""
    sections = tuple(
        Section(
            code=code,
            title=Text(title),
            points=Decimal(points),
            items=_items(code, Decimal(points)),
        )
        for code, title, points in SECTIONS
    )
    return Checklist(f"PKS-{id_}", "0.1-de-xuat", Text(TITLES[id_]), sections)


def _items(section: str, points: Decimal) -> tuple[Item, ...]:
    if section == "E":
        columns = (
            Column("ten", Text("Tên chỉ tiêu")),
            Column("ket_qua", Text("Kết quả"), Format.DECIMAL),
            Column("ngay", Text("Ngày chốt"), Format.DATE),
            Column("kha_nang", Text("Khả năng hoàn thành")),
        )
        return (
            Item("E1", Kind.TABLE, Text("Bảng chỉ tiêu của cấp mình"), points, columns=columns),
        )
    return tuple(
        Item(
            item,
            Kind.INDICATOR,
            Text(label),
            points,
            measure=measure,
            evidence=Evidence.EITHER if item == "C2" else Evidence.DOCUMENT,
        )
        for item, label, measure in INDICATORS
        if item.startswith(section)
    )


def _evidence(visit: VisitFacts) -> dict[str, dict[str, int]]:
    """Documents of the first two indicators, photos of one that may be proven by either."""
    documents = {code: {"documents": visit.id % 3, "photos": 0} for code in ("B2", "B6")}
    return documents | {"C2": {"documents": 0, "photos": visit.id % 2}}


def _visit(at: int) -> VisitFacts:
    name, kind = UNITS[at % len(UNITS)]
    standing = {2: Standing.WAITING, 7: Standing.POSTPONED}.get(at, Standing.INCLUDED)
    return VisitFacts(
        id=at + 1,
        key=UUID(int=at + 1),
        unit_id=at + 1,
        unit=name if at < len(UNITS) else f"{name} {at // len(UNITS) + 1}",
        team=f"Đoàn khảo sát số {at % 3 + 1}",
        checklist_id=kind,
        planned_on=date(2020, 11, 3) + timedelta(days=at % 20),
        mode="on_site",
        reason="đường sạt lở sau mưa lũ, chờ lịch mới" if at == 7 else "",
        standing=standing,
        revision=1,
    )


def _findings(visit: VisitFacts, chance: random.Random, own: int) -> tuple[FindingFacts, ...]:
    chosen = [each for each in WORDS if chance.random() < 0.45]
    about = ("tuyên truyền", "chăm lo đời sống", "tổ chức hội thi", "hoạt động nữ công")
    for number in range(own):
        words = OWN.format(unit=visit.unit, about=about[number % 4], quarter=number % 4 + 1)
        chosen.append((("strength", "limitation")[number % 2], "BCD"[number % 3], "", words))
    return tuple(
        FindingFacts(
            visit_id=visit.id,
            entry_id=visit.id * 1000 + place,
            entry=UUID(int=visit.id * 1000 + place),
            source=Source(kind),
            text=words,
            item=f"{section}1" if section else "",
            section=section,
            addressee=addressee,
        )
        for place, (kind, section, addressee, words) in enumerate(chosen)
    )


def _statements(
    visits: tuple[VisitFacts, ...], findings: dict[int, tuple[FindingFacts, ...]]
) -> tuple[StatementFacts, ...]:
    told = {each.entry_id: each for found in findings.values() for each in found}
    pulled = tuple(
        Finding(
            Link(each.entry_id, each.visit_id, each.visit_id),
            each.visit_id,
            each.source,
            each.text,
            each.section,
            each.addressee,
        )
        for each in told.values()
    )
    approved = frozenset(visit.id for visit in visits if visit.is_taken_in)
    arranged = arrange((), Pull(default_outline(), approved, pulled))
    return tuple(
        StatementFacts(
            id=place,
            code=each.code,
            position=each.position,
            text=each.text,
            edited=None,
            sources=tuple(
                SourceFacts(told[link.entry_id], 1, is_current=True) for link in each.links
            ),
        )
        for place, each in enumerate(arranged, start=1)
    )


def _score(chance: random.Random) -> ScoreFacts:
    sections = {
        code: SectionFacts(
            Decimal(points),
            (Decimal(points) * chance.randint(55, 99) / 100).quantize(Decimal("0.01")),
        )
        for code, _, points in SECTIONS
    }
    total = sum((each.score or Decimal(0) for each in sections.values()), Decimal(0))
    level = "Thực hiện tốt" if total >= 70 else "Đạt yêu cầu"
    return ScoreFacts(Layer.AGREED, total, level, 38 - chance.randint(0, 2), 38, sections)


def _answers(chance: random.Random) -> dict[str, dict[str, object]]:
    answers: dict[str, dict[str, object]] = {
        "B2": {"value": str(chance.randint(4, 14)), "baseline": "3"},
        "B6": {"value": str(chance.randint(55, 92))},
        "C2": {"value": str(chance.randint(120, 1450)), "reason": "đã có 30 hồ sơ đang xét"},
        "C4": {"value": f"{chance.randint(60, 95)}.5"},
        "D3": {"not_applicable": "đơn vị chưa tổng hợp"},
        "E1": {
            "value": {
                "rows": [
                    {
                        "ten": "Kết nạp đoàn viên mới",
                        "ket_qua": str(chance.randint(100, 999)),
                        "ngay": "2020-10-31",
                        "kha_nang": "Có khả năng hoàn thành",
                    },
                    {"ten": "Thành lập công đoàn cơ sở", "ket_qua": "gần đủ", "ngay": "10/2020"},
                ],
                "level": 3,
            }
        },
    }
    return answers


def _target(code: str) -> TargetFacts:
    term, milestone = {"B6": (85, 70), "C4": (80, 75), "C2": (1500, 750)}.get(code, (20, 10))
    return TargetFacts(Decimal(term), Decimal(milestone), None, "", is_demo=True)
