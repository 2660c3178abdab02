"""The forms for proofs: a document, a photo."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length, Optional

from survey_app.core.problems import Code, Problem
from survey_app.web.fields import DayField, tidy

_LINE = 200
_WORDS = 1_000


class DocumentForm(FlaskForm):
    """A document as one writes it down: số, ký hiệu; ngày; trích yếu."""

    number = StringField(
        _("Số, ký hiệu văn bản"),
        filters=[tidy],
        validators=[DataRequired(_("Nhập số, ký hiệu văn bản.")), Length(max=_LINE)],
    )
    date = DayField(_("Ngày văn bản"), validators=[Optional()])
    about = StringField(_("Trích yếu"), filters=[tidy], validators=[Length(max=_WORDS)])

    def value(self) -> dict[str, object]:
        """The document as the log keeps it."""
        on = self.date.data
        return {
            "number": self.number.data,
            "date": on.isoformat() if on else None,
            "about": self.about.data,
        }


class PhotoForm(FlaskForm):
    """A photo and what it shows."""

    file = FileField(
        _("Ảnh (JPEG, PNG, WebP hoặc HEIC, nhiều nhất 15 MB)"),
        validators=[FileRequired(_("Chọn ảnh."))],
    )
    caption = StringField(_("Chú thích ảnh"), filters=[tidy], validators=[Length(max=_WORDS)])
    consent = BooleanField(_("Đã thông báo việc chụp ảnh, người trong ảnh đồng ý"))

    def check_token(self) -> None:
        """Refuse a form that is not ours; read after its sender is known, since it is large."""
        if "csrf_token" in self and not self.csrf_token.validate(self):
            raise Problem(Code.FORM_EXPIRED)
