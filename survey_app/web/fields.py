"""Fields that the forms share: text made NFC, with limits told in words."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from survey_app.core.vietnamese import clean

REASON_LIMIT = 5_000


def tidy(text: str | None) -> str:
    """Text as it is kept; nothing typed is an empty text."""
    return clean(text or "")


def reason_field(label: str) -> TextAreaField:
    """A reason that must be given, of at most 5,000 characters."""
    return TextAreaField(
        label,
        filters=[tidy],
        validators=[
            DataRequired(_("Nêu lý do.")),
            Length(max=REASON_LIMIT, message=_("Lý do quá dài: nhiều nhất 5.000 ký tự.")),
        ],
    )


class SeenForm(FlaskForm):
    """A form that knows which decision its reader saw last, so that nobody decides blindly."""

    seen = HiddenField()

    @property
    def seen_number(self) -> int:
        """The number of that decision; -1, which is never the last, where the page was changed."""
        typed = str(self.seen.data or "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1
