"""The first sheet of a workbook: what it is and how to change it. Nobody reads it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from forms.definition import Checklist, Text
from forms.publishing.prefills import PREFILLS


class Look(Enum):
    """How a row of the guide is set."""

    TITLE = auto()
    NOTE = auto()
    HEADING = auto()
    LINE = auto()
    TABLE_HEAD = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Guided:
    """One row of the guide."""

    look: Look
    cells: tuple[str, ...]


_STEPS = (
    Text(
        "Sửa chữ, điểm, minh chứng ở trang survey; danh sách lựa chọn và thang mức ở choices; "
        "tên phiếu, phiên bản, điểm trần ở settings; ngưỡng và điều kiện khống chế ở "
        "thresholds, conditions.",
        "Change words, points and evidence in survey; lists and scales in choices; title, "
        "version and caps in settings; thresholds and conditions in thresholds and conditions.",
    ),
    Text(
        "Điểm các ý cộng lại bằng điểm tiêu chí; các tiêu chí bằng điểm mục; các mục cơ bản "
        "bằng base_points.",
        "Sub-items add up to their item, items to their section, base sections to base_points.",
    ),
    Text(
        "Mã (cột name) giữ nguyên qua các phiên bản để so sánh được; chỉ thêm mã mới. Không đổi"
        " loại của mã đã ban hành.",
        "Codes (column name) stay the same over versions, so that results compare; only add new"
        " ones. Never change the kind of a published code.",
    ),
    Text(
        "Chỉ nhập chữ và số, không dùng công thức. Không đổi tên trang và dòng tiêu đề.",
        "Only words and numbers, no formulas. Leave the names of sheets and the headings alone.",
    ),
    Text(
        "Mỗi lần sửa, đổi ô version ở trang settings, rồi nhập tệp vào phần mềm; mọi lỗi được "
        "chỉ ra theo trang, dòng, cột.",
        "After a change, give settings a new version and import the file; every fault is told "
        "by sheet, row and column.",
    ),
)
_COLUMNS = (
    (
        "survey",
        "type",
        Text(
            "Loại: begin_group/end_group (mục; lồng trong mục là tiêu chí có các ý), select_one"
            " + tên danh sách, decimal, integer, text, date, begin_repeat/end_repeat (bảng).",
            "begin_group/end_group (section; inside one, an item with sub-items), select_one + "
            "list, decimal, integer, text, date, begin_repeat/end_repeat (table).",
        ),
    ),
    (
        "survey",
        "name",
        Text(
            "Mã của mục, tiêu chí, ý, cột của bảng.",
            "Code of the section, item, sub-item or column of a table.",
        ),
    ),
    (
        "survey",
        "label::…",
        Text(
            "Nội dung, tiếng Việt bắt buộc.",
            "The words; Vietnamese is required.",
        ),
    ),
    (
        "survey",
        "bind::lsv:kind",
        Text(
            "Cách chấm: scale (thang mức), yes_no, points (điểm trực tiếp), choice, indicator "
            "(số liệu so chỉ tiêu), text, table, attendees (thành phần), bonus (thưởng), "
            "penalty (trừ). Với mục: base, bonus, penalty, general (thông tin chung).",
            "How it is scored: scale, yes_no, points, choice, indicator, text, table, "
            "attendees, bonus, penalty. For a section: base, bonus, penalty, general.",
        ),
    ),
    (
        "survey",
        "bind::lsv:points",
        Text(
            "Điểm chuẩn. Để trống: không chấm điểm.",
            "Points. Blank: not scored.",
        ),
    ),
    (
        "survey",
        "bind::lsv:evidence",
        Text(
            "Minh chứng: document (văn bản), photo (ảnh), either (văn bản hoặc ảnh). Để trống: "
            "không bắt buộc.",
            "Evidence: document, photo, either. Blank: none required.",
        ),
    ),
    (
        "survey",
        "hint::… · guidance_hint::…",
        Text(
            "Gợi ý ngắn · hướng dẫn chấm.",
            "Short hint · guidance for scoring.",
        ),
    ),
    (
        "survey",
        "required · relevant · constraint",
        Text(
            "Bắt buộc (yes) · điều kiện hiển thị · điều kiện hợp lệ, viết như XLSForm: ${A1} = "
            "'yes'.",
            "Required (yes) · when it is asked · what is valid, as XLSForm writes it: ${A1} = "
            "'yes'.",
        ),
    ),
    (
        "survey",
        "bind::lsv:owner",
        Text(
            "Ban phụ trách.",
            "Department in charge.",
        ),
    ),
    (
        "survey",
        "bind::lsv:step",
        Text(
            "Bước điểm của points, bonus, penalty (0.25, 0.5, 1).",
            "Step of points, bonus, penalty (0.25, 0.5, 1).",
        ),
    ),
    (
        "survey",
        "bind::lsv:measure · direction · baseline · bands",
        Text(
            "Số liệu: đơn vị tính · up/down · có số đầu kỳ (yes) · bậc 1=1; 0.8=0.75.",
            "Indicators: unit of measure · up/down · baseline asked (yes) · bands 1=1; 0.8=0.75.",
        ),
    ),
    (
        "survey",
        "bind::lsv:levels",
        Text(
            "Bảng chấm theo mức đầy đủ: tên danh sách mức ở choices.",
            "A table scored on completeness: the list of its levels in choices.",
        ),
    ),
    (
        "survey",
        "bind::lsv:prefill",
        Text(
            "Thông tin chung điền sẵn: " + ", ".join(PREFILLS) + ".",
            "General information filled in by itself: " + ", ".join(PREFILLS) + ".",
        ),
    ),
    (
        "choices",
        "share",
        Text(
            "Phần điểm của lựa chọn, 0 đến 1 (cách chấm choice).",
            "Share of the points, 0 to 1 (kind choice).",
        ),
    ),
    (
        "settings",
        "attribute::lsv:penalties",
        Text(
            "yes: bật điểm trừ. Mặc định no.",
            "yes: penalties are on. Usually no.",
        ),
    ),
    (
        "settings",
        "attribute::lsv:reason_for",
        Text(
            "Khi nào đoàn phải nêu lý do: gap (lệch tự chấm), zero (0 điểm), full (điểm tối đa).",
            "When the team owes a reason: gap (differs from the self score), zero, full.",
        ),
    ),
    (
        "settings",
        "attribute::lsv:gap_reason",
        Text(
            "Lệch từ phần này của điểm chuẩn trở lên (0.2 = 20 %).",
            "The gap counts from this share of the points on (0.2 = 20 %).",
        ),
    ),
    (
        "conditions",
        "kind",
        Text(
            "item_equals (item, value) · section_below (percent, sections) · evidence_missing ·"
            " penalty_applies (item).",
            "item_equals (item, value) · section_below (percent, sections) · evidence_missing ·"
            " penalty_applies (item).",
        ),
    ),
    (
        "conditions",
        "cap",
        Text(
            "Mã mức cao nhất còn được xếp; để trống: hạ một mức; inconclusive: thay mức bằng "
            "nội dung của điều kiện.",
            "Code of the highest level still allowed; blank: one level down; inconclusive: the "
            "words of the condition replace the level.",
        ),
    ),
)


def guide_rows(checklist: Checklist) -> Iterator[Guided]:
    """The guide to this checklist, with its own note on top."""
    yield Guided(Look.TITLE, (checklist.title.vi,))
    for words in (checklist.note.vi, checklist.note.en):
        if words:
            yield Guided(Look.NOTE, (words,))
    yield Guided(Look.HEADING, ("Cách sửa phiếu / How to change this checklist",))
    for number, step in enumerate(_STEPS, start=1):
        yield Guided(Look.LINE, (str(number), "", step.vi, step.en))
    yield Guided(Look.HEADING, ("Ý nghĩa các cột / What the columns mean",))
    yield Guided(Look.TABLE_HEAD, ("Trang / Sheet", "Cột / Column", "Ý nghĩa", "Meaning"))
    for sheet, column, meaning in _COLUMNS:
        yield Guided(Look.TABLE, (sheet, column, meaning.vi, meaning.en))
