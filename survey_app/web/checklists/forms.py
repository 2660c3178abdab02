"""The workbook that somebody brings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from forms.definition import Checklist
from forms.xlsform import read_workbook


class WorkbookForm(FlaskForm):
    """One workbook; what it is, its content tells, not its name."""

    workbook = FileField(
        _("Bảng tính phiếu khảo sát (.xlsx)"),
        validators=[FileRequired(_("Chọn tệp bảng tính .xlsx."))],
    )

    def checklist(self) -> Checklist:
        """The checklist of the workbook; raises WorkbookFaults with every fault there is."""
        return read_workbook(self.workbook.data.stream.read())
