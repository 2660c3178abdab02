"""What the office types over an evaluation: words, a place, reasons, choices."""

from __future__ import annotations

from flask import g, request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from survey_app.core import clock
from survey_app.evaluations.editing import LONGEST_REASON, LONGEST_STATEMENT
from survey_app.evaluations.telling import Clerk
from survey_app.web.fields import number_of, tidy

_TOO_LONG = _("Câu quá dài: nhiều nhất %(max)d ký tự.")
_MOST_CHOSEN = 2_000


class ReasonForm(FlaskForm):
    """A change with its reason, made by somebody who saw a certain version."""

    version = HiddenField()
    reason = StringField(
        _("Lý do (không bắt buộc)"),
        filters=[tidy],
        validators=[Length(max=LONGEST_REASON, message=_TOO_LONG)],
    )

    @property
    def seen(self) -> int:
        """The version that the page showed; -1, which is none, where the field was changed."""
        return number_of(self.version.data)

    def clerk(self) -> Clerk:
        """Who sends this, now, and why."""
        return Clerk(g.actor.id, clock.now(), str(self.reason.data or ""))


class WordsForm(ReasonForm):
    """The words; blank ones give the sentence of the findings back."""

    text = TextAreaField(
        _("Lời văn của Văn phòng"),
        filters=[tidy],
        validators=[Length(max=LONGEST_STATEMENT, message=_TOO_LONG)],
    )

    def words(self) -> str:
        """The words as they are to stand."""
        return str(self.text.data or "")


class NewForm(ReasonForm):
    """A statement of the office's own."""

    heading = StringField(_("Đề mục"))
    text = TextAreaField(
        _("Nội dung"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập nội dung của ý.")),
            Length(max=LONGEST_STATEMENT, message=_TOO_LONG),
        ],
    )


def chosen(name: str) -> list[int]:
    """The numbers ticked under this name; what is none is passed over."""
    typed = request.form.getlist(name)[:_MOST_CHOSEN]
    return [number for number in map(number_of, typed) if number >= 0]


def clerk_now() -> Clerk:
    """Who sends this, now, without a reason."""
    return Clerk(g.actor.id, clock.now())
