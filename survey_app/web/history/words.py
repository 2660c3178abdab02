"""The words for acts and events."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from survey_app.visits.rules import Plan

HAPPENINGS = {
    "entry": _("Ghi nhận của đoàn và đơn vị"),
    "hand_over": _("Lần gửi duyệt"),
    "decision": _("Quyết định"),
    "report": _("Chốt báo cáo"),
    "plan": _("Thay đổi kế hoạch"),
    "link": _("Liên kết, thành viên"),
}

PLANS = {
    Plan.PLANNED: _("theo lịch"),
    Plan.POSTPONED: _("hoãn"),
    Plan.CANCELLED: _("huỷ"),
}

ACTIONS = {
    "login.made": _("Đăng nhập"),
    "login.ended": _("Đăng xuất"),
    "login.refused": _("Đăng nhập không thành công"),
    "login.vouched": _("Nơi xác thực của cơ quan xác nhận tài khoản"),
    "person.made": _("Thêm tài khoản"),
    "person.changed": _("Đổi tài khoản"),
    "second_factor.confirmed": _("Bật mã xác thực"),
    "second_factor.removed": _("Tắt mã xác thực"),
    "second_factor.recovered": _("Đăng nhập bằng mã dự phòng"),
    "join_code.made": _("Cấp mã tham gia"),
    "unit_link.made": _("Cấp liên kết cho đơn vị"),
    "unit_link.changed": _("Đổi hoặc ngừng liên kết của đơn vị"),
    "checklist.made": _("Nhập phiếu"),
    "checklist.changed": _("Ban hành hoặc ngừng áp dụng phiếu"),
    "round.made": _("Lập đợt khảo sát"),
    "round.changed": _("Đổi đợt khảo sát"),
    "milestone.made": _("Thêm mốc kế hoạch"),
    "milestone.changed": _("Đổi hoặc hoàn thành mốc kế hoạch"),
    "milestone.removed": _("Bỏ mốc kế hoạch"),
    "reminder.made": _("Đôn đốc đơn vị gửi báo cáo"),
    "reminder.changed": _("Gửi thư đôn đốc đơn vị"),
    "round_change.made": _("Mở, đóng hoặc mở lại đợt khảo sát"),
    "team.made": _("Lập đoàn"),
    "team.changed": _("Đổi đoàn"),
    "team_person.made": _("Thêm người vào đoàn"),
    "team_person.changed": _("Đổi vai trò trong đoàn"),
    "team_person.removed": _("Đưa người khỏi đoàn"),
    "unit.made": _("Thêm đơn vị"),
    "unit.changed": _("Đổi đơn vị"),
    "unit_merge.made": _("Gộp hai đơn vị trùng"),
    "unit_merge.changed": _("Tách lại đơn vị đã gộp"),
    "target.made": _("Nhập chỉ tiêu"),
    "target.changed": _("Đổi chỉ tiêu"),
    "visit.made": _("Lập cuộc khảo sát"),
    "visit.changed": _("Đổi cuộc khảo sát"),
    "visit.handed_over": _("Gửi trưởng đoàn duyệt"),
    "visit_member.made": _("Giao thành viên"),
    "visit_member.changed": _("Đổi thành viên"),
    "plan_change.made": _("Thay đổi kế hoạch"),
    "scorer_change.made": _("Giao người chấm riêng"),
    "data.exported": _("Tải dữ liệu ra tệp"),
    "decision.made": _("Quyết định"),
    "returned_item.made": _("Trả lại tiêu chí"),
    "layer_score.made": _("Cho điểm tại bàn"),
    "report.made": _("Chốt báo cáo"),
    "sealed_file.made": _("Lập tệp của bản chốt"),
    "held_entry.changed": _("Xử lý dữ liệu giữ lại"),
    "rescue_parcel.made": _("Nhận tệp dự phòng"),
    "rescue_parcel.changed": _("Xử lý tệp dự phòng"),
    "evaluation.made": _("Lập dự thảo báo cáo"),
    "evaluation.changed": _("Tổng hợp vào dự thảo báo cáo"),
    "evaluation_change.made": _("Biên tập dự thảo báo cáo"),
    "epoch.began": _("Cơ sở dữ liệu bắt đầu lại"),
    "log.anchored": _("Ghi mốc nhật ký"),
    "backup.restored": _("Khôi phục bản sao lưu"),
}
