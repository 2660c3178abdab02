"""What is typed to sign in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length

from survey_app.web.fields import tidy


class CodeForm(FlaskForm):
    """The code of an authenticator app, or a recovery code."""

    code = StringField(
        _("Mã xác thực"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập mã xác thực.")),
            Length(max=32, message=_("Mã xác thực quá dài.")),
        ],
    )


class SignInForm(FlaskForm):
    """User name and password; the password is taken as it is typed."""

    username = StringField(
        _("Tên đăng nhập"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập tên đăng nhập.")),
            Length(max=64, message=_("Tên đăng nhập quá dài.")),
        ],
    )
    password = PasswordField(
        _("Mật khẩu"),
        validators=[
            DataRequired(_("Nhập mật khẩu.")),
            Length(max=128, message=_("Mật khẩu quá dài.")),
        ],
    )
