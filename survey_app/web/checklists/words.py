"""The words that pages show for the parts of a checklist. Tables, translated when shown."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from forms.definition import Direction, Format, SectionKind
from forms.differences import Change
from forms.xlsform import Cut

CHANGES = {
    Change.RETIRED: _("Bỏ"),
    Change.ADDED: _("Thêm"),
    Change.KIND: _("Đổi loại"),
    Change.POINTS: _("Đổi điểm"),
    Change.RUBRIC: _("Đổi cách chấm"),
    Change.CONDITION: _("Đổi điều kiện"),
    Change.EVIDENCE: _("Đổi minh chứng"),
    Change.MOVED: _("Đổi chỗ"),
    Change.REWORDED: _("Đổi lời"),
    Change.SETTING: _("Đổi thiết lập"),
}

# What goes where a part of a foreign form is left out.
CUTS = {
    Cut.SHEET: _("bỏ cả trang tính"),
    Cut.COLUMN: _("bỏ cả cột"),
    Cut.ROW: _("bỏ cả dòng"),
    Cut.CELL: _("bỏ nội dung này của ô"),
    Cut.FRAME: _("bỏ khung nhóm, giữ các câu bên trong"),
    Cut.TABLE: _("bỏ cả bảng, cùng các cột của nó"),
}

SECTION_KINDS = {
    SectionKind.BASE: _("mục cơ bản"),
    SectionKind.BONUS: _("mục thưởng"),
    SectionKind.PENALTY: _("mục trừ"),
}

DIRECTIONS = {
    Direction.UP: _("càng nhiều càng tốt"),
    Direction.DOWN: _("càng ít càng tốt"),
}

FORMATS = {
    Format.TEXT: _("chữ"),
    Format.INTEGER: _("số nguyên"),
    Format.DECIMAL: _("số thập phân"),
    Format.DATE: _("ngày"),
}

PARTS_OF_CHECKLIST = {"section": _("mục"), "item": _("tiêu chí")}

FIELDS = {
    "part": _("là mục hay tiêu chí"),
    "section": _("thuộc mục, tiêu chí"),
    "order": _("thứ tự"),
    "kind": _("loại"),
    "label": _("nội dung"),
    "title": _("tên"),
    "hint": _("gợi ý"),
    "guidance": _("hướng dẫn chấm"),
    "note": _("lời dẫn"),
    "points": _("điểm chuẩn"),
    "owner": _("ban phụ trách"),
    "evidence": _("minh chứng"),
    "required": _("bắt buộc trả lời"),
    "relevant": _("điều kiện hiển thị"),
    "constraint": _("điều kiện hợp lệ"),
    "constraint_message": _("câu báo khi không hợp lệ"),
    "levels": _("thang mức"),
    "options": _("các lựa chọn"),
    "step": _("bước điểm"),
    "direction": _("chiều"),
    "measure": _("đơn vị tính"),
    "baseline": _("hỏi số đầu kỳ"),
    "bands": _("bậc điểm"),
    "columns": _("các cột"),
    "format": _("kiểu nhập"),
    "prefill": _("điền sẵn"),
    "unit_kind": _("loại hình đơn vị"),
    "base_points": _("điểm nền"),
    "bonus_cap": _("trần điểm thưởng"),
    "penalties": _("có điểm trừ"),
    "penalty_cap": _("trần điểm trừ"),
    "reason_for": _("khi nào phải nêu lý do"),
    "gap_reason": _("lệch điểm phải nêu lý do"),
    "moderation_gap": _("lệch điểm phải cân nhắc lại"),
    "evidence_blocks_submit": _("thiếu minh chứng thì không gửi được"),
    "self_scores": _("đơn vị tự chấm"),
    "thresholds": _("ngưỡng mức độ"),
    "conditions": _("điều kiện khống chế"),
}
