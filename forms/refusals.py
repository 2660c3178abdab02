"""Why an answer is refused: stable codes, each with a sentence for the person who typed it.

The twin is ``survey_app/phone/src/form/refusals.ts``. Codes are public and never renamed.
"""

from __future__ import annotations

# How much of what was sent a refusal repeats.
ECHO_LIMIT = 60

REFUSALS: dict[str, tuple[str, str]] = {
    "answer_shape": (
        "câu trả lời phải có “value” hoặc “not_applicable”",
        "an answer needs “value” or “not_applicable”",
    ),
    "answer_key": ("không hiểu khoá “{key}” trong câu trả lời", "unknown key “{key}” in an answer"),
    "answer_both": (
        "vừa trả lời vừa ghi không áp dụng: chọn một",
        "both answered and not applicable: choose one",
    ),
    "not_applicable_reason": (
        "nêu lý do không áp dụng",
        "say why it does not apply",
    ),
    "item_unknown": ("phiếu không có tiêu chí này", "the checklist has no such item"),
    "item_has_parts": (
        "tiêu chí có các ý thành phần: trả lời từng ý",
        "the item has sub-items: answer each of them",
    ),
    "yes_no_value": ("chỉ nhận “yes” hoặc “no”", "takes “yes” or “no” only"),
    "scale_level": (
        "mức phải là số nguyên từ 0 đến {top}",
        "the level must be a whole number from 0 to {top}",
    ),
    "number_form": (
        "phải là số, dấu chấm trước phần thập phân",
        "must be a number, with a point before the decimals",
    ),
    "number_size": (
        "số quá dài: nhiều nhất {whole} chữ số phần nguyên, {decimals} chữ số phần thập phân",
        "the number is too long: at most {whole} digits before and {decimals} after the point",
    ),
    "number_negative": ("không nhận số âm", "must not be negative"),
    "number_whole": ("phải là số nguyên", "must be a whole number"),
    "points_range": (
        "điểm phải từ 0 đến {points}",
        "the points must be from 0 to {points}",
    ),
    "points_step": (
        "điểm phải theo bước {step}",
        "the points must go in steps of {step}",
    ),
    "choice_option": ("không có phương án “{option}”", "there is no option “{option}”"),
    "text_type": ("phải là chữ", "must be text"),
    "text_broken": (
        "chữ bị hỏng (nửa ký tự): nhập lại",
        "the text is broken (half a character): type it again",
    ),
    "text_length": (
        "chữ quá dài: nhiều nhất {limit} ký tự",
        "the text is too long: at most {limit} characters",
    ),
    "day_form": (
        "ngày phải theo dạng năm-tháng-ngày, ví dụ 2020-11-22",
        "the day must read year-month-day, for example 2020-11-22",
    ),
    "table_shape": (
        "bảng phải là danh sách các dòng, mỗi dòng theo mã cột",
        "a table must be a list of rows, each by column code",
    ),
    "table_column": ("bảng không có cột “{column}”", "the table has no column “{column}”"),
    "table_level": ("bảng này không chấm mức", "this table has no level"),
    "list_length": ("quá nhiều dòng: nhiều nhất {limit}", "too many rows: at most {limit}"),
    "attendees_shape": (
        "thành phần tham dự phải là danh sách họ tên, chức vụ",
        "attendees must be a list of name and position",
    ),
    "attendee_name": (
        "dòng {row}: ghi họ tên người tham dự",
        "row {row}: give the attendee's name",
    ),
    "judged_kind": (
        "chỉ chỉ tiêu mới có điểm chấm bên cạnh điểm theo quy tắc",
        "only an indicator has a judged score beside the rule's",
    ),
    "baseline_kind": ("chỉ chỉ tiêu mới có số liệu đầu kỳ", "only an indicator has a baseline"),
    "ability_kind": (
        "chỉ chỉ tiêu mới có khả năng hoàn thành",
        "only an indicator has an ability to complete",
    ),
    "ability_shape": (
        "khả năng hoàn thành phải có “value”, kèm “reason”",
        "an ability to complete needs “value”, with “reason”",
    ),
    "ability_value": (
        "khả năng hoàn thành chỉ nhận “exceeded”, “completed”, “able”, “difficult”, “unable”",
        "an ability to complete takes “exceeded”, “completed”, “able”, “difficult”, “unable” only",
    ),
    "target_shape": (
        "chỉ tiêu phải có “term” hoặc “milestone”",
        "a target needs “term” or “milestone”",
    ),
    "target_key": ("không hiểu khoá “{key}” trong chỉ tiêu", "unknown key “{key}” in a target"),
    "target_direction": (
        "chiều của chỉ tiêu chỉ nhận “up” hoặc “down”",
        "the direction of a target takes “up” or “down” only",
    ),
    "target_kind": (
        "tiêu chí này không phải chỉ tiêu nên không nhận mốc",
        "this item is not an indicator and takes no target",
    ),
}


class InvalidAnswer(ValueError):
    """An answer that cannot be taken. ``code`` is stable; the messages name no item."""

    def __init__(self, code: str, message_vi: str, message_en: str) -> None:
        super().__init__(message_vi)
        self.code = code
        self.message_vi = message_vi
        self.message_en = message_en

    def message(self, language: str) -> str:
        """The sentence in this language; Vietnamese unless it is ``en``."""
        return self.message_en if language == "en" else self.message_vi


def refuse(code: str, **facts: object) -> InvalidAnswer:
    """The refusal of this code, its sentences filled in; the caller raises it."""
    vi, en = REFUSALS[code]
    return InvalidAnswer(code, vi.format(**facts), en.format(**facts))
