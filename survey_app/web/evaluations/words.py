"""The words of the pages of an evaluation, as tables; translated when shown."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from survey_app.evaluations.facts import Turn
from survey_app.evaluations.rules import ChangeKind, Source

CHANGES = {
    ChangeKind.PULLED: _("Tổng hợp các cuộc khảo sát đã duyệt"),
    ChangeKind.WRITTEN: _("Thêm ý của Văn phòng"),
    ChangeKind.WORDED: _("Sửa lời văn"),
    ChangeKind.PLACED: _("Chuyển đề mục"),
    ChangeKind.ORDERED: _("Đổi thứ tự"),
    ChangeKind.JOINED: _("Gộp ý"),
    ChangeKind.SPLIT: _("Tách ý"),
    ChangeKind.LEFT_OUT: _("Bỏ ra khỏi báo cáo"),
    ChangeKind.TOOK_NEW: _("Lấy ghi nhận mới của đoàn"),
    ChangeKind.KEPT_OURS: _("Giữ lời văn hiện có"),
    ChangeKind.TOLD_APART: _("Hai ý khác nhau, không gộp"),
    ChangeKind.SET_ASIDE: _("Lời văn gửi sau, được giữ lại"),
    ChangeKind.OUTLINED: _("Sửa đề cương"),
    ChangeKind.CITED: _("Trích dẫn báo cáo của đơn vị"),
    ChangeKind.UNCITED: _("Bỏ trích dẫn báo cáo của đơn vị"),
    ChangeKind.UNDONE: _("Hoàn tác"),
}

TURNS = {
    Turn.REOPENED: _("Cuộc khảo sát đã mở lại, chờ duyệt lại; ghi nhận này chưa đổi."),
    Turn.RESEALED: _(
        "Cuộc khảo sát đã duyệt lại, ghi nhận này không đổi; tổng hợp lại để cập nhật."
    ),
    Turn.REWORDED: _("Đoàn đã ghi lại khác đi."),
    Turn.WITHDRAWN: _("Đoàn đã rút ghi nhận này."),
}

SOURCES = {
    Source.HEADING: _("Chỉ là đề mục, nội dung ở các mục dưới"),
    Source.OFFICE: _("Văn phòng tự viết"),
    Source.STRENGTH: _("Ghi nhận: ưu điểm, kết quả nổi bật"),
    Source.LIMITATION: _("Ghi nhận: hạn chế"),
    Source.DIFFICULTY: _("Ghi nhận: khó khăn, vướng mắc"),
    Source.OBJECTIVE_CAUSE: _("Ghi nhận: nguyên nhân khách quan"),
    Source.SUBJECTIVE_CAUSE: _("Ghi nhận: nguyên nhân chủ quan"),
    Source.LESSON: _("Ghi nhận: bài học kinh nghiệm"),
    Source.FORECAST: _("Ghi nhận: dự báo tình hình"),
    Source.TASK: _("Ghi nhận: nhiệm vụ, giải pháp"),
    Source.RECOMMENDATION: _("Ghi nhận: kiến nghị, đề xuất"),
    Source.INDICATORS: _("Bảng chỉ tiêu, so sánh kết quả"),
    Source.SCORES: _("Bảng điểm theo đơn vị và mục"),
    Source.EVIDENCE: _("Bảng minh chứng theo đơn vị"),
    Source.UNITS: _("Danh sách cuộc khảo sát"),
    Source.FINDINGS: _("Toàn bộ ghi nhận tại từng đơn vị"),
}
