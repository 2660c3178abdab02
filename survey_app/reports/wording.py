"""The Vietnamese words of a visit's report: tables from what was recorded to what is printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from forms.ability import Ability, Outlook
from forms.definition import Evidence, Format, Item, Kind
from forms.scoring.figures import brief, shown
from survey_app.core.vietnamese import day, number
from survey_app.fieldwork.rules import Addressee, EntryKind, FindingType, Layer, Stance
from survey_app.visits.rules import Mode
from survey_app.visits.rules import Part as TeamPart

LAYERS: dict[Layer, str] = {
    Layer.SELF: "Đơn vị tự chấm",
    Layer.TEAM: "Đoàn chấm",
    Layer.AGREED: "Thống nhất",
    Layer.FINAL: "Văn phòng chốt",
}
# What stands within a section, in the order in which reports have it: results, then what lacks.
OF_A_SECTION: dict[FindingType, str] = {
    FindingType.STRENGTH: "Ưu điểm",
    FindingType.LIMITATION: "Hạn chế",
    FindingType.DIFFICULTY: "Khó khăn, vướng mắc",
}
# What is gathered over all sections: the title of the part, then its groups.
PARTS: tuple[tuple[str, tuple[tuple[FindingType, str], ...]], ...] = (
    (
        "Nguyên nhân",
        (
            (FindingType.OBJECTIVE_CAUSE, "Nguyên nhân khách quan"),
            (FindingType.SUBJECTIVE_CAUSE, "Nguyên nhân chủ quan"),
        ),
    ),
    (
        "Bài học kinh nghiệm, dự báo tình hình",
        (
            (FindingType.LESSON, "Bài học kinh nghiệm"),
            (FindingType.FORECAST, "Dự báo tình hình"),
        ),
    ),
    ("Nhiệm vụ trọng tâm thời gian tới", ((FindingType.TASK, ""),)),
)
RECOMMENDATIONS = "Kiến nghị, đề xuất"
ADDRESSEES: dict[Addressee | None, str] = {
    Addressee.PARTY: "Với cấp ủy Đảng",
    Addressee.STATE: "Với chính quyền, cơ quan Nhà nước",
    Addressee.HIGHER_UNION: "Với Công đoàn cấp trên",
    Addressee.UNIT: "Với đơn vị được khảo sát",
    None: "Kiến nghị khác",
}
MODES: dict[Mode, str] = {
    Mode.ON_SITE: "trực tiếp",
    Mode.ONLINE: "trực tuyến",
    Mode.BY_FILE: "qua hồ sơ",
}
TEAM_PARTS: dict[TeamPart, str] = {
    TeamPart.LEAD: "Trưởng đoàn",
    TeamPart.DEPUTY: "Phó trưởng đoàn",
    TeamPart.SECRETARY: "Thư ký đoàn",
    TeamPart.MEMBER: "Thành viên đoàn",
}
PROOFS: dict[Evidence, str] = {
    Evidence.NONE: "",
    Evidence.DOCUMENT: "văn bản",
    Evidence.PHOTO: "ảnh",
    Evidence.EITHER: "văn bản hoặc ảnh",
}
STANCES: dict[Stance, str] = {
    Stance.AGREE: "thống nhất",
    Stance.EXPLAIN: "giải trình",
    Stance.DISAGREE: "không thống nhất",
}
OUTLOOKS: dict[Outlook, str] = {
    Outlook.EXCEEDED: "Vượt",
    Outlook.COMPLETED: "Đã hoàn thành",
    Outlook.ABLE: "Có khả năng hoàn thành",
    Outlook.DIFFICULT: "Khó hoàn thành",
    Outlook.UNABLE: "Không có khả năng hoàn thành",
}
KINDS: dict[EntryKind, str] = {
    EntryKind.ANSWER: "Nội dung trả lời",
    EntryKind.NOTE: "Ghi chú",
    EntryKind.PHOTO: "Ảnh",
    EntryKind.FINDING: "Ghi nhận",
    EntryKind.EVIDENCE: "Minh chứng",
    EntryKind.ATTENDEE: "Thành phần tham dự",
    EntryKind.REPLY: "Ý kiến trả lời",
    EntryKind.SUBMIT: "Gửi",
}
_YES_NO = {"yes": "Có", "no": "Không", "True": "Có", "False": "Không"}


def ability(judged: Ability | None) -> str:
    """The word of a judged ability to complete; nothing where nobody judged."""
    return OUTLOOKS[judged.outlook] if judged else ""


def points(value: Fraction | Decimal | None) -> str:
    """Points as stated: ``15``, ``0,25``; nothing for None."""
    return "" if value is None else brief(Fraction(value)).replace(".", ",")


def score(value: Fraction | None) -> str:
    """A score as shown: two places, half up; nothing for None."""
    return shown(value) or ""


def percent(ratio: Fraction) -> str:
    """A ratio in percent with at most two places: ``92,4%``."""
    two_places = Decimal(score(ratio * 100).replace(",", "."))
    return f"{number(two_places)}%"


def figure(value: object) -> str:
    """A number that was recorded, grouped: ``1.234,5``; what is none stays as it is."""
    try:
        parsed = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return number(parsed) if parsed.is_finite() else str(value)


def typed(format_: Format, text: str) -> str:
    """Words of a text answer or a table's cell, figures and days written as on paper."""
    if format_ in (Format.INTEGER, Format.DECIMAL):
        return figure(text)
    if format_ is Format.DATE:
        return day_or_words(text)
    return text


def day_or_words(text: str) -> str:
    """``2020-09-14`` as ``14/09/2020``; anything else as it was typed."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def answer(item: Item | None, value: Mapping[str, Any] | None) -> str:
    """An answer in one line, for where it stands beside another."""
    if value is None:
        return "đã rút"
    if value.get("not_applicable"):
        return f"không áp dụng (KAD): {value['not_applicable']}"
    held = value.get("value")
    if isinstance(held, (dict, list)):
        return "bảng hoặc danh sách đã nhập"
    if item and item.kind is Kind.CHOICE:
        return next((each.label.vi for each in item.options if each.code == held), str(held))
    if item and item.kind is Kind.TEXT:
        return typed(item.format, str(held))
    return _YES_NO.get(str(held)) or figure(held)
