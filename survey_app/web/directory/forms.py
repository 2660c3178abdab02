"""What the office types of an account."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from survey_app.visits.accounts import USERNAME
from survey_app.visits.rules import ACCOUNTS, Role
from survey_app.web.fields import tidy
from survey_app.web.words import ROLES


class PersonForm(FlaskForm):
    """The name that is printed, and what the person may do."""

    name = StringField(
        _("Họ và tên"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập họ và tên.")),
            Length(max=200, message=_("Tên quá dài: nhiều nhất 200 ký tự.")),
        ],
    )
    role = SelectField(_("Vai trò"), validators=[DataRequired(_("Chọn vai trò."))])

    def offer(self, roles: Collection[Role]) -> None:
        """Offer these roles, in the order of the table."""
        self.role.choices = [(each.value, str(ROLES[each])) for each in ACCOUNTS if each in roles]


class NewPersonForm(PersonForm):
    """A new account has a name to sign in with as well, which stays."""

    username = StringField(
        _("Tên đăng nhập"),
        filters=[tidy, str.lower],
        validators=[DataRequired(_("Nhập tên đăng nhập."))],
    )

    def validate_username(self, field: Field) -> None:
        """Refuse what could not be typed on any keyboard."""
        if not USERNAME.fullmatch(field.data or ""):
            raise ValidationError(
                _("Tên đăng nhập từ 3 đến 64 ký tự: chữ thường không dấu, chữ số, dấu . _ -")
            )
