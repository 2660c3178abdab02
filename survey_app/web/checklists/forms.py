"""What somebody brings or types of a checklist: a file, a new version's name, notes."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from forms.canonical import from_json
from forms.definition import Checklist
from forms.xlsform import read_workbook
from survey_app.web.fields import tidy

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
NOTES_LIMIT = 5_000


class WorkbookForm(FlaskForm):
    """One file; what it is, its content tells, not its name."""

    workbook = FileField(
        _("Bảng tính phiếu khảo sát (.xlsx)"),
        validators=[FileRequired(_("Chọn tệp bảng tính .xlsx."))],
    )

    def read(self) -> bytes:
        """The bytes of the file."""
        data: bytes = self.workbook.data.stream.read()
        return data


def checklist_in(data: bytes) -> Checklist:
    """The checklist of a workbook, or of our own JSON; raises with everything that is wrong."""
    if data.lstrip()[:1] == b"{":
        return from_json(data)
    return read_workbook(data)


class StartForm(FlaskForm):
    """What a new draft begins from, and what it is to be called."""

    source = SelectField(_("Bắt đầu từ"))
    code = StringField(
        _("Mã phiếu"), filters=[tidy], validators=[DataRequired(_("Nhập mã phiếu."))]
    )
    version = StringField(
        _("Số phiên bản"), filters=[tidy], validators=[DataRequired(_("Nhập số phiên bản."))]
    )

    def validate_code(self, field: Field) -> None:
        """Refuse what no code may be."""
        _check_name(field)

    def validate_version(self, field: Field) -> None:
        """Refuse what no version may be called."""
        _check_name(field)


class PublishForm(FlaskForm):
    """What the office says of a version when it publishes it."""

    notes = TextAreaField(
        _("Ghi chú ban hành"),
        filters=[tidy],
        validators=[Length(max=NOTES_LIMIT, message=_("Ghi chú quá dài: nhiều nhất 5.000 ký tự."))],
    )


def _check_name(field: Field) -> None:
    if not NAME.fullmatch(field.data or ""):
        raise ValidationError(_("Chỉ gồm chữ không dấu, chữ số, dấu . _ - và không quá 64 ký tự."))
