"""The words for the ways of showing a visit's items."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from survey_app.web.reviews.page import Show

SHOW_WORDS = {
    Show.ALL: _("Tất cả tiêu chí"),
    Show.OPEN: _("Cần xử lý"),
    Show.LOOK: _("Nên xem"),
    Show.CHANGED: _("Mới thay đổi"),
    Show.LAYERS: _("So sánh các lớp điểm"),
}

SHOW_NOTHING = {
    Show.ALL: _("Phiếu không có mục nào."),
    Show.OPEN: _("Không còn tiêu chí nào cần xử lý."),
    Show.LOOK: _("Không còn tiêu chí nào chênh lệch hoặc cần lưu ý."),
    Show.CHANGED: _("Không có gì thay đổi từ lần xem trước."),
    Show.LAYERS: _("Phiếu không có mục nào."),
}
