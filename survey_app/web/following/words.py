"""The words for what waits, and for how an e-mail fared."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from survey_app.progress.late import Wait
from survey_app.visits.rules import Mail, MailFault

WAITS = {
    Wait.TEAM: _("Quá ngày làm việc mà đoàn chưa gửi"),
    Wait.DAY: _("Chưa định ngày"),
    Wait.PHOTOS: _("Đã gửi, còn thiếu ảnh hoặc dữ liệu"),
    Wait.REVIEW: _("Chờ trưởng đoàn thẩm định"),
    Wait.RETURNED: _("Trả lại, chờ đoàn bổ sung"),
    Wait.UNIT: _("Hết hạn mà đơn vị chưa cho ý kiến"),
}

MAILS = {
    Mail.WAITING: _("thư chờ gửi"),
    Mail.SENDING: _("đang gửi thư"),
    Mail.SENT: _("đã gửi thư"),
}

MAIL_FAULTS = {
    MailFault.AWAY: _("không gọi được máy chủ thư"),
    MailFault.TLS: _("máy chủ thư không có TLS, hoặc chứng chỉ của nó không đúng"),
    MailFault.LOGIN: _("máy chủ thư không nhận tên và mật khẩu đã thiết lập"),
    MailFault.ADDRESS: _("địa chỉ của đơn vị bị từ chối"),
    MailFault.REFUSED: _("máy chủ thư từ chối"),
    MailFault.LOST: _("việc gửi bị ngắt giữa chừng, thư có thể đã đi hoặc chưa"),
}
