"""The unit's own scores of a section: what stands, what was typed, what is to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.ability import Outlook
from forms.answers import InvalidAnswer, check_answer
from forms.canonical import plain_number
from forms.definition import Checklist, Item, Kind, Section
from forms.scoring import can_be_scored
from survey_app.fieldwork.rules import EntryKind, Layer, Slot
from survey_app.fieldwork.state import EntryView
from survey_app.web.fields import REASON_LIMIT, tidy
from survey_app.web.figures import with_point
from survey_app.web.frame import language
from survey_app.web.reviews.values import options_of
from survey_app.web.sheet.said import said
from survey_app.web.speech import say
from survey_app.web.unit_link.own import Own, Said

_TYPED_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Line:
    """An item in the form: what is typed or stands, and what is wrong with it.

    ``seen`` is the entry that the form shows, so that two people of a unit overwrite nothing of
    each other unawares.
    """

    item: Item
    parent: Item | None
    value: str = ""
    not_applicable: bool = False
    reason: str = ""
    baseline: str = ""
    outlook: str = ""
    outlook_reason: str = ""
    seen: str = ""
    fault: str = ""
    documents: int = 0
    photos: int = 0

    @property
    def options(self) -> list[tuple[str, str]]:
        """What is chosen from; nothing where a figure is typed."""
        item = self.item
        typed = item.kind in (Kind.INDICATOR, Kind.POINTS) or item.step is not None
        return [] if typed else options_of(item)

    @property
    def is_said(self) -> bool:
        """Whether anything was typed into it."""
        return bool(self.value or self.not_applicable or self.outlook)


def leaves_of(section: Section) -> Iterator[tuple[Item | None, Item]]:
    """The items of a section that a unit scores itself in, each with its parent."""
    for item in section.items:
        for leaf in item.leaves():
            if can_be_scored(leaf) or leaf.kind is Kind.INDICATOR:
                yield (None if leaf is item else item), leaf


def sections_of(checklist: Checklist) -> list[Section]:
    """The sections that have anything for a unit to score."""
    return [section for section in checklist.sections if any(leaves_of(section))]


def standing_lines(section: Section, own: Own) -> list[Line]:
    """The section as the unit left it."""
    return [_standing(parent, item, own) for parent, item in leaves_of(section)]


def typed_lines(section: Section, own: Own, form: Mapping[str, str]) -> list[Line]:
    """The section as it was typed; each line with the fault that keeps it from being taken."""
    lines = []
    for parent, item in leaves_of(section):
        stands = _standing(parent, item, own)
        lines.append(_checked(_typed(stands, form), stands))
    return lines


def to_say(lines: list[Line], own: Own) -> list[Said]:
    """What is new in these lines; a line that was emptied takes back what stood."""
    return [each for line in lines if not line.fault for each in _said(line, own)]


def _standing(parent: Item | None, item: Item, own: Own) -> Line:
    entry = _entry(item, own)
    proofs = own.recorded.evidence_counts().get(item.code, {})
    line = Line(
        item,
        parent,
        documents=proofs.get("documents", 0),
        photos=proofs.get("photos", 0),
        seen=str(entry.uuid) if entry else "",
    )
    return replace(line, **_fields(item, entry.value)) if entry and entry.value else line


def _entry(item: Item, own: Own) -> EntryView | None:
    heads = own.heads_of(_about(item))
    return heads[-1] if heads else None


def _fields(item: Item, wire: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of an answer."""
    if wire.get("not_applicable"):
        return {"not_applicable": True, "reason": wire["not_applicable"]}
    value = wire.get("value")
    if isinstance(value, dict):
        value = value.get("level")
    ability = wire.get("ability") or {}
    return {
        "value": _comma(value, item),
        "reason": wire.get("reason") or "",
        "baseline": _comma(wire.get("baseline"), item),
        "outlook": ability.get("value") or "",
        "outlook_reason": ability.get("reason") or "",
    }


def _comma(value: object, item: Item) -> str:
    text = "" if value is None else str(value)
    is_figure = item.kind in (Kind.INDICATOR, Kind.POINTS) or item.step is not None
    return text.replace(".", ",") if is_figure else text


def _typed(stands: Line, form: Mapping[str, str]) -> Line:
    def typed(name: str) -> str:
        return tidy(form.get(f"{name}-{stands.item.code}"))

    return replace(
        stands,
        value=typed("value")[:_TYPED_LIMIT],
        baseline=typed("baseline")[:_TYPED_LIMIT],
        outlook=typed("outlook")[:_TYPED_LIMIT],
        reason=typed("reason"),
        outlook_reason=typed("outlook_reason"),
        not_applicable=f"not_applicable-{stands.item.code}" in form,
        seen=form.get(f"seen-{stands.item.code}", ""),
    )


def _checked(line: Line, stands: Line) -> Line:
    fault = _fault(line)
    if not fault and line.seen != stands.seen and _wire(line) != _wire(stands):
        # Somebody of the same unit saved in between; to save once more is to replace it knowingly.
        fault = say(
            "Người khác của đơn vị vừa lưu: %(said)s. Lưu lần nữa để thay bằng nội dung dưới đây.",
            said=said(line.item, _wire(stands)) or say("đã rút lại"),
        )
    return replace(line, fault=fault, seen=stands.seen)


def _fault(line: Line) -> str:
    if max(len(line.reason), len(line.outlook_reason)) > REASON_LIMIT:
        return say("Lý do quá dài: nhiều nhất 5.000 ký tự.")
    if line.not_applicable and line.value:
        return say("Chọn một: có điểm hoặc không áp dụng.")
    if line.reason and not line.is_said:
        return say("Chọn điểm hoặc nhập số liệu cho phần diễn giải này.")
    if line.outlook and not line.outlook_reason:
        return say("Nêu căn cứ đánh giá khả năng hoàn thành.")
    if line.outlook_reason and not line.outlook:
        return say("Chọn khả năng hoàn thành.")
    try:
        answer = _wire(line)
        if answer is not None:
            check_answer(line.item, answer)
    except InvalidAnswer as refused:
        return refused.message(language())
    return ""


def _wire(line: Line) -> dict[str, Any] | None:
    """The answer as the phones send it, None where the line is empty."""
    if not line.is_said:
        return None
    if line.not_applicable:
        return {"not_applicable": line.reason}
    answer: dict[str, Any] = {"value": _value(line)}
    if line.reason:
        answer["reason"] = line.reason
    if line.baseline and line.item.baseline:
        answer["baseline"] = with_point(line.baseline)
    if line.outlook and line.item.kind is Kind.INDICATOR:
        answer["ability"] = {"value": line.outlook, "reason": line.outlook_reason}
    return answer


def _value(line: Line) -> object:
    if not line.value:
        return None
    if line.item.kind is Kind.TABLE:
        return {"rows": [], "level": line.value}
    if line.item.kind is Kind.SCALE and line.value.isascii() and line.value.isdecimal():
        return int(line.value)
    return line.value if line.options else with_point(line.value)


def _said(line: Line, own: Own) -> Iterator[Said]:
    about = _about(line.item)
    heads = own.heads_of(about)
    stands = heads[-1].value if heads else None
    wire = _wire(line)
    if wire != stands:
        yield Said(about, wire, tuple(each.uuid for each in heads))


def _about(item: Item) -> Slot:
    return Slot(EntryKind.ANSWER, item.code, None, Layer.SELF)


def outlooks() -> list[str]:
    """The abilities to complete, by their words in the contract."""
    return [each.value for each in Outlook]


def figure_of(item: Item) -> str:
    """The points of an item, as they are typed."""
    return "" if item.points is None else plain_number(item.points).replace(".", ",")
