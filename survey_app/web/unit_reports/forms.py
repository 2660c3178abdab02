"""What the clerk writes down of a unit's report."""

from __future__ import annotations

from datetime import date

from flask import g
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.visits.receiving.rules import (
    LONGEST_NOTE,
    LONGEST_SYMBOL,
    LONGEST_TITLE,
    ReportFacts,
)
from survey_app.visits.receiving.service import By
from survey_app.web.fields import DayField, number_of, tidy

_FIRST_DAY = date(2000, 1, 1)
_TOO_LONG = _("Quá dài: nhiều nhất %(max)d ký tự.")


def _not_to_come(_form: FlaskForm, field: DayField) -> None:
    if field.data is None:
        return
    if field.data > clock.today():
        raise ValidationError(str(_("Ngày này chưa đến.")))
    if field.data < _FIRST_DAY:
        raise ValidationError(str(_("Ngày không hợp lệ.")))


class SeenForm(FlaskForm):
    """An act on a report by somebody who saw a certain version of it."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """The version that the page showed; -1, which is none, where the field was changed."""
        return number_of(self.version.data)


class ReportForm(SeenForm):
    """A report as it is written down; ``unit`` is the unit's code."""

    unit = StringField(_("Đơn vị"))
    received_on = DayField(
        _("Ngày nhận"),
        validators=[InputRequired(_("Nhập ngày nhận.")), _not_to_come],
    )
    symbol = StringField(
        _("Số, ký hiệu văn bản"),
        filters=[tidy],
        validators=[Length(max=LONGEST_SYMBOL, message=_TOO_LONG)],
    )
    dated_on = DayField(_("Ngày văn bản"), validators=[Optional(), _not_to_come])
    title = StringField(
        _("Trích yếu"),
        filters=[tidy],
        validators=[Length(max=LONGEST_TITLE, message=_TOO_LONG)],
    )
    note = TextAreaField(
        _("Ghi chú của Văn phòng"),
        filters=[tidy],
        validators=[Length(max=LONGEST_NOTE, message=_TOO_LONG)],
    )
    file = FileField(_("Tệp PDF hoặc Word (nhiều nhất 30 MB)"))

    def check_token(self) -> None:
        """Refuse a form that is not ours; read after its sender is known, since it is large."""
        if "csrf_token" in self and not self.csrf_token.validate(self):
            raise Problem(Code.FORM_EXPIRED)

    def facts(self) -> ReportFacts:
        """The report as it is to be noted."""
        return ReportFacts(
            received_on=self.received_on.data or clock.today(),
            symbol=str(self.symbol.data or ""),
            dated_on=self.dated_on.data,
            title=str(self.title.data or ""),
            note=str(self.note.data or ""),
        )


class WithdrawForm(SeenForm):
    """Why it was not received after all."""

    reason = StringField(
        _("Lý do"),
        filters=[tidy],
        validators=[
            InputRequired(_("Nêu lý do.")),
            Length(max=LONGEST_NOTE, message=_TOO_LONG),
        ],
    )


def by_now() -> By:
    """Who sends this, now."""
    return By(g.actor.id, clock.now())
