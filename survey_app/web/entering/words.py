"""The words of verdicts and faults of rows, and what each table is."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from survey_app.visits.entering.rules import Fault, Verdict

VERDICTS = {
    Verdict.NEW: _("thêm mới"),
    Verdict.CHANGED: _("thay đổi"),
    Verdict.SAME: _("đã có, giữ nguyên"),
    Verdict.WRONG: _("còn lỗi"),
}

# %(about)s is what the row says, or what it collides with.
FAULTS = {
    Fault.MISSING: _("để trống; phải nhập."),
    Fault.CODE: _("“%(about)s” không phải mã: chỉ gồm chữ không dấu, số, dấu gạch nối, tối đa 32."),
    Fault.KIND: _("“%(about)s” không phải loại hình: ghi huyện, ngành hoặc viên chức."),
    Fault.NUMBER: _("“%(about)s” không phải là số đúng ở ô này."),
    Fault.DAY: _("“%(about)s” không phải là ngày; ghi như 03/11/2020."),
    Fault.DAYS: _("ngày kết thúc trước ngày bắt đầu."),
    Fault.TWICE: _("“%(about)s” có hai dòng trong bảng."),
    Fault.NAMED: _("tên này đã là của đơn vị %(about)s; sửa mã hoặc tên."),
    Fault.UNIT: _("không có đơn vị “%(about)s”, hoặc tên ấy chỉ hai đơn vị."),
    Fault.TEAM: _("đợt này không có đoàn “%(about)s”."),
    Fault.CHECKLIST: _("chưa ban hành phiếu “%(about)s”."),
    Fault.MODE: _("“%(about)s” không phải hình thức: trực tiếp, trực tuyến hoặc qua hồ sơ."),
    Fault.PART: _("“%(about)s” không dùng được: ghi trưởng đoàn, phó, thư ký hoặc thành viên."),
    Fault.USERNAME: _("“%(about)s” không làm tên đăng nhập được: chữ thường không dấu, số, . _ -"),
    Fault.PLANNED: _("%(about)s: lịch trong đợt khác với bảng; đổi ở trang Kế hoạch của cuộc."),
    Fault.ITEM: _("phiếu của đơn vị không có chỉ tiêu “%(about)s”."),
    Fault.SIZE: _("số quá lớn hoặc quá 6 chữ số lẻ."),
    Fault.SOURCE: _("chỉ tiêu phải đi kèm nguồn; có nguồn thì phải có số."),
    Fault.LONG: _("nội dung quá dài."),
    Fault.DIRECTION: _("“%(about)s” không dùng được: ghi càng nhiều càng tốt, càng ít càng tốt."),
    Fault.MEASURE: _("khác với phiếu (“%(about)s”); kết quả được so theo đơn vị tính của phiếu."),
    Fault.MERGED: _("đơn vị “%(about)s” đã gộp vào đơn vị khác; dùng mã của đơn vị ấy."),
    Fault.EMAIL: _("“%(about)s” không phải là một địa chỉ thư điện tử."),
    Fault.CLOSED: _("%(about)s không còn hoặc chưa có vào ngày này."),
}

TITLES = {
    "units": _("Nhập đơn vị từ Excel"),
    "teams": _("Nhập đoàn và tài khoản từ Excel"),
    "visits": _("Nhập lịch khảo sát từ Excel"),
    "targets": _("Nhập chỉ tiêu từ Excel"),
}

HINTS = {
    "units": _(
        "Mã đã có thì dòng ấy sửa đơn vị; ô để trống giữ như cũ; tên cũ thành cách viết khác."
    ),
    "teams": _("Mỗi dòng một người. Tài khoản chưa có được tạo; người mới vào bằng mã tham gia."),
    "visits": _("Mỗi dòng một đơn vị. Không ghi phiên bản thì dùng phiên bản ban hành mới nhất."),
    "targets": _(
        "Mỗi dòng một chỉ tiêu của một đơn vị đã có lịch. Số viết kiểu Việt Nam (1.250,5)."
    ),
}
