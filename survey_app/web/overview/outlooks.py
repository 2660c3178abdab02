"""The words for the ability to complete an indicator."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from forms.ability import Outlook

OUTLOOKS = {
    Outlook.EXCEEDED: _("vượt"),
    Outlook.COMPLETED: _("đã hoàn thành"),
    Outlook.ABLE: _("có khả năng hoàn thành"),
    Outlook.DIFFICULT: _("khó hoàn thành"),
    Outlook.UNABLE: _("không có khả năng hoàn thành"),
}
