"""The sentences of an explanation, Vietnamese and English.

The twin is ``survey_app/phone/src/form/words.ts``, word for word.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from forms.definition import Text
from forms.scoring.figures import brief

WORDS: dict[str, tuple[str, str]] = {
    "level": ("mức {level}/{top}", "level {level} of {top}"),
    "level_anchor": ("mức {level}/{top}: {anchor}", "level {level} of {top}: {anchor}"),
    "yes": ("Có", "Yes"),
    "no": ("Không", "No"),
    "points": ("{value}/{points} điểm", "{value} of {points} points"),
    "option": ("chọn: {option}", "chosen: {option}"),
    "bonus": ("cộng {value} điểm", "adds {value} points"),
    "penalty": ("trừ {value} điểm", "takes off {value} points"),
    "milestone": ("mốc", "the milestone"),
    "term": ("chỉ tiêu cả nhiệm kỳ", "the target of the term"),
    "ratio": (
        "kết quả {actual} so với {basis} {target}: {ratio}",
        "{actual} against {basis} {target}: {ratio}",
    ),
    "ratio_up_full": (
        "kết quả {actual} so với {basis} {target}: {ratio}, tính 100%",
        "{actual} against {basis} {target}: {ratio}, counted as 100%",
    ),
    "ratio_down": (
        "kết quả {actual}, {basis} {target}, càng thấp càng tốt: {ratio}",
        "{actual}, {basis} {target}, lower is better: {ratio}",
    ),
    "ratio_down_full": (
        "kết quả {actual} không vượt {basis} {target}, càng thấp càng tốt: 100%",
        "{actual} does not exceed {basis} {target}, lower is better: 100%",
    ),
    "band": ("{why}; từ {from}: hưởng {share}", "{why}; from {from} on: {share}"),
    "band_none": ("{why}; chưa tới khung nào: 0%", "{why}; no band reached: 0%"),
    "target_zero": (
        "kết quả {actual}, {basis} bằng 0: tính 100%",
        "{actual}, {basis} is 0: counted as 100%",
    ),
    "target_zero_kept": (
        "kết quả bằng 0, {basis} bằng 0: 100%",
        "the result is 0 and {basis} is 0: 100%",
    ),
    "target_zero_missed": (
        "kết quả {actual}, {basis} bằng 0: 0%",
        "{actual}, {basis} is 0: 0%",
    ),
    "judged": (
        "{why}; theo quy tắc {rule} điểm, chấm {judged} điểm vì: {reason}",
        "{why}; {rule} points by the rule, judged {judged} because: {reason}",
    ),
    "judged_without_reason": (
        "{why}; chấm {judged} điểm nhưng chưa nêu lý do, tính {rule} điểm theo quy tắc",
        "{why}; judged {judged} without a reason, so the rule's {rule} points count",
    ),
    "not_applicable": ("không áp dụng: {reason}", "not applicable: {reason}"),
    "irrelevant": (
        "không áp dụng theo điều kiện của phiếu",
        "not applicable by a condition of the checklist",
    ),
    "not_answered": ("chưa trả lời", "not answered yet"),
    "level_missing": ("chưa chấm mức đầy đủ của bảng", "the completeness is not scored yet"),
    "invalid": ("câu trả lời không hợp lệ: {message}", "invalid answer: {message}"),
    "not_answered_no_target": (
        "chưa trả lời; chưa có chỉ tiêu",
        "not answered yet; no target yet",
    ),
    "no_target_actual": (
        "chưa có chỉ tiêu; kết quả {actual}",
        "no target yet; the result is {actual}",
    ),
    "not_scored": ("không chấm điểm", "not scored"),
    "option_not_scored": (
        "chọn: {option}; phương án không chấm điểm",
        "chosen: {option}; the option is not scored",
    ),
    "penalties_off": (
        "điểm trừ không bật trong đợt này",
        "penalties are off in this round",
    ),
    "parent": (
        "{scored}/{scorable} ý được chấm: {earned}/{possible} điểm",
        "{scored} of {scorable} sub-items scored: {earned} of {possible} points",
    ),
    "nothing_scored": ("chưa có tiêu chí nào được chấm", "nothing is scored yet"),
    "capped": ("{line}, tối đa {cap}", "{line}, at most {cap}"),
    "clamped": ("{line}, tính {bound}", "{line}, counted as {bound}"),
    "item_is": ("tiêu chí {item} là “{value}”", "item {item} is “{value}”"),
    "item_is_not": ("tiêu chí {item} không phải “{value}”", "item {item} is not “{value}”"),
    "section_share": ("mục {section} đạt {share}", "section {section} has {share}"),
    "sections_below": (
        "{sections}: dưới {percent} điểm chuẩn",
        "{sections}: below {percent} of the points",
    ),
    "sections_not_below": (
        "không có mục nào dưới {percent} điểm chuẩn",
        "no section is below {percent} of its points",
    ),
    "evidence_unknown": ("chưa xét minh chứng", "evidence has not been looked at"),
    "evidence_missing": ("thiếu minh chứng: {items}", "evidence is missing: {items}"),
    "evidence_complete": ("đủ minh chứng", "the evidence is complete"),
    "penalty_applies": ("có điểm trừ: {items}", "a penalty applies: {items}"),
    "penalty_none": ("không có điểm trừ", "no penalty applies"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences in one language; Vietnamese unless it is ``en``."""

    language: str = "vi"

    def say(self, phrase: str, **facts: str) -> str:
        """The sentence of this name, its places filled in."""
        return WORDS[phrase][1 if self.language == "en" else 0].format(**facts)

    def number(self, value: Fraction) -> str:
        """A figure in a line of working, with the language's decimal sign."""
        text = brief(value).replace("-", "−")
        return text if self.language == "en" else text.replace(".", ",")

    def percent(self, share: Fraction) -> str:
        """A share (1 is the whole) in percent."""
        return f"{self.number(share * 100)}%"

    def text(self, text: Text) -> str:
        """What the checklist says, in Vietnamese where it has no English."""
        return text.en if self.language == "en" and text.en else text.vi
