"""Fields that the forms share: text made NFC, with limits told in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from survey_app.core.vietnamese import clean, is_meant

REASON_LIMIT = 5_000


def tidy(text: str | None) -> str:
    """Text as it is kept; nothing typed is an empty text."""
    return clean(text or "")


def number_of(typed: str | None) -> int:
    """The number that a hidden field holds; -1 where somebody changed it."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def uuid_of(typed: str | None) -> UUID | None:
    """The id that a hidden field holds; None where somebody changed it."""
    try:
        return UUID(typed or "")
    except ValueError:
        return None


def day_of(typed: str | None) -> date | None:
    """The day that an address or a field of dates holds; None where it is none that is meant."""
    try:
        found = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return found if is_meant(found) else None


class DayField(DateField):
    """A day that somebody can mean; of any other the form says that it is none."""

    data: date | None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the day that was typed; raises ValueError, which the form tells."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Ngày không hợp lệ.")) from error
        if self.data is not None and not is_meant(self.data):
            self.data = None
            raise ValueError(_("Ngày không hợp lệ."))


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
        return number_of(self.seen.data)
