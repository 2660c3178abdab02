"""The rescue file that somebody brings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from survey_app.core.problems import Code, Problem


class RescueForm(FlaskForm):
    """One file; what it is, its content tells, not its name."""

    file = FileField(
        _("Tệp dự phòng của điện thoại (khao-sat-….json, nhiều nhất 64 MB)"),
        validators=[FileRequired(_("Chọn tệp dự phòng."))],
    )

    def check_token(self) -> None:
        """Refuse a form that is not ours, as other forms are before they get so far.

        This one is read after its sender is known: nobody else may send so much.
        """
        if "csrf_token" in self and not self.csrf_token.validate(self):
            raise Problem(Code.FORM_EXPIRED)
