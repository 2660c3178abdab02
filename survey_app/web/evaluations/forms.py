"""The office's words over a statement."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from survey_app.evaluations.service import LONGEST_STATEMENT
from survey_app.web.fields import tidy


class WordsForm(FlaskForm):
    """The words; blank ones give the sentence of the findings back."""

    text = TextAreaField(
        _("Lời văn của Văn phòng"),
        filters=[tidy],
        validators=[
            Length(max=LONGEST_STATEMENT, message=_("Câu quá dài: nhiều nhất %(max)d ký tự."))
        ],
    )

    def words(self) -> str:
        """The words as they are to stand."""
        return str(self.text.data or "")
