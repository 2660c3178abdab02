"""The forms about a visited unit: a last day, an answer."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from survey_app.core.problems import Problem
from survey_app.visits.unit_links import check_until
from survey_app.web.fields import REASON_LIMIT, DayField, tidy
from survey_app.web.frame import language


class DayForm(FlaskForm):
    """Through which day a link holds."""

    until = DayField(_("Dùng được đến hết ngày"), validators=[InputRequired(_("Chọn ngày."))])

    def day(self, *, today: date) -> date | None:
        """The day, or None with what is wrong in ``errors``."""
        if not self.validate():
            return None
        try:
            return check_until(self.until.data, today=today)
        except Problem as problem:
            self.until.errors = [problem.sentence(language())]
            return None


class WindowForm(DayForm):
    """Through which day the unit may reply."""

    until = DayField(_("Nhận ý kiến đến hết ngày"), validators=[InputRequired(_("Chọn ngày."))])


class AnswerForm(FlaskForm):
    """What the unit is answered."""

    text = TextAreaField(
        _("Trả lời đơn vị"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nêu nội dung trả lời.")),
            Length(max=REASON_LIMIT, message=_("Trả lời quá dài: nhiều nhất 5.000 ký tự.")),
        ],
    )
