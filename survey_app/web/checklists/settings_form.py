"""What somebody types of a draft as a whole: its title, its points, what it asks of everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Regexp

from forms.definition import Checklist, Item, Kind, ReasonFor, Section, SectionKind, Text
from forms.editing import find_item, find_section
from forms.part_lines import BadLine, threshold_lines, thresholds_of
from forms.publishing.codes import CODE
from survey_app.visits.rules import UnitKind
from survey_app.web.checklists.editing_forms import PartForm, points_field, words_field
from survey_app.web.checklists.words import SECTION_KINDS
from survey_app.web.fields import tidy
from survey_app.web.filters import figure
from survey_app.web.words import KINDS, UNIT_KINDS

_PERCENT = Decimal(100)
_WHOLE_CODE = re.compile(rf"(?:{CODE.pattern})\Z")
_REASONS = {
    "reason_gap": ReasonFor.GAP,
    "reason_zero": ReasonFor.ZERO,
    "reason_full": ReasonFor.FULL,
}
_SWITCHES = ("self_scores", "evidence_blocks_submit", "penalties")


class SettingsForm(PartForm):
    """The settings of a draft. What caps the level is written in the workbook."""

    title = words_field(_("Tên phiếu (tiếng Việt)"))
    title_en = words_field(_("Tên phiếu (tiếng Anh)"))
    note = words_field(_("Lời dẫn (tiếng Việt)"), tall=True)
    note_en = words_field(_("Lời dẫn (tiếng Anh)"), tall=True)
    unit_kind = SelectField(_("Dùng cho loại hình đơn vị"))
    base_points = points_field(_("Điểm nền"))
    bonus_cap = points_field(_("Trần điểm thưởng"))
    penalties = BooleanField(_("Có điểm trừ"))
    penalty_cap = points_field(_("Trần điểm trừ (để trống là không giới hạn)"))
    self_scores = BooleanField(_("Đơn vị tự chấm trước"))
    evidence_blocks_submit = BooleanField(_("Thiếu minh chứng bắt buộc thì không gửi được"))
    reason_gap = BooleanField(_("Đoàn phải nêu lý do khi lệch điểm tự chấm"))
    reason_zero = BooleanField(_("Đoàn phải nêu lý do khi chấm 0 điểm"))
    reason_full = BooleanField(_("Đoàn phải nêu lý do khi chấm điểm tối đa"))
    gap_reason = points_field(_("Lệch từ bao nhiêu % điểm chuẩn thì phải nêu lý do"))
    moderation_gap = points_field(
        _("Chấm độc lập: lệch từ bao nhiêu % thì trưởng đoàn phải cân nhắc")
    )
    thresholds = words_field(_("Ngưỡng mức độ thực hiện"), tall=True)

    def offer(self) -> None:
        """Offer the kinds of unit."""
        kinds = [(each.value, str(UNIT_KINDS[each])) for each in UnitKind]
        self.unit_kind.choices = [("", str(_("mọi đơn vị"))), *kinds]

    def show(self, checklist: Checklist) -> None:
        """Fill the fields with what the draft says."""
        self.title.data, self.title_en.data = checklist.title.vi, checklist.title.en
        self.note.data, self.note_en.data = checklist.note.vi, checklist.note.en
        self.unit_kind.data = checklist.unit_kind
        self.base_points.data = figure(checklist.base_points)
        self.bonus_cap.data = figure(checklist.bonus_cap)
        cap = checklist.penalty_cap
        self.penalty_cap.data = "" if cap is None else figure(cap)
        self.gap_reason.data = figure(checklist.gap_reason * _PERCENT)
        self.moderation_gap.data = figure(checklist.moderation_gap * _PERCENT)
        self.thresholds.data = threshold_lines(checklist.thresholds)
        for name in _SWITCHES:
            self._fields[name].data = getattr(checklist, name)
        for name, reason in _REASONS.items():
            self._fields[name].data = reason in checklist.reason_for

    def changed(self, checklist: Checklist) -> Checklist | None:
        """The draft as typed, or None with the faults noted at their fields."""
        thresholds = checklist.thresholds
        if self.thresholds.data != tidy(threshold_lines(thresholds)):
            try:
                thresholds = thresholds_of(self.thresholds.data)
            except BadLine as bad:
                facts = {"number": bad.number, "line": bad.line}
                self.thresholds.errors = [
                    str(_("Dòng %(number)s không đọc được: %(line)s", **facts))
                ]
                return None
        return replace(
            checklist,
            title=Text(self.title.data, self.title_en.data),
            note=Text(self.note.data, self.note_en.data),
            unit_kind=self.unit_kind.data,
            base_points=self._number("base_points", checklist.base_points),
            bonus_cap=self._number("bonus_cap", checklist.bonus_cap),
            penalty_cap=self.penalty_cap.number(),
            gap_reason=self._number("gap_reason", Decimal(0)) / _PERCENT,
            moderation_gap=self._number("moderation_gap", Decimal(0)) / _PERCENT,
            thresholds=thresholds,
            reason_for=tuple(r for name, r in _REASONS.items() if self._fields[name].data),
            **{name: self._fields[name].data for name in _SWITCHES},
        )

    def _number(self, name: str, otherwise: Decimal) -> Decimal:
        value: Decimal | None = self._fields[name].number()
        return otherwise if value is None else value


class NewPartForm(PartForm):
    """Something to be added under a code of its own."""

    def is_free(self, checklist: Checklist) -> bool:
        """Whether the code is not used yet; where it is, the field says so."""
        if find_item(checklist, self.code.data) or find_section(checklist, self.code.data):
            self.code.errors = [str(_("Mã này đã dùng trong phiếu. Mỗi mã chỉ dùng một lần."))]
            return False
        return True


def _code_field() -> StringField:
    return StringField(
        _("Mã"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập mã.")),
            Length(max=32, message=_("Mã dài nhất 32 ký tự.")),
            Regexp(
                _WHOLE_CODE, message=_("Mã chỉ gồm chữ không dấu, số, dấu _ và bắt đầu bằng chữ.")
            ),
        ],
    )


class NewItemForm(NewPartForm):
    """An item to be added: the rest is typed on its own page."""

    code = _code_field()
    kind = SelectField(_("Loại"))
    label = words_field(_("Nội dung (tiếng Việt)"), tall=True)
    points = points_field(_("Điểm chuẩn"))

    def offer(self) -> None:
        """Offer the kinds of item."""
        self.kind.choices = [(each.value, str(KINDS[each])) for each in Kind]

    def made(self) -> Item:
        """The item as typed."""
        return Item(
            self.code.data, Kind(self.kind.data), Text(self.label.data), self.points.number()
        )


class NewSectionForm(NewPartForm):
    """A section to be added after the others."""

    code = _code_field()
    title = words_field(_("Tên mục (tiếng Việt)"))
    kind = SelectField(_("Mục này là"))
    points = points_field(_("Điểm chuẩn của mục"))

    def offer(self) -> None:
        """Offer the kinds of section."""
        self.kind.choices = [(each.value, str(SECTION_KINDS[each])) for each in SectionKind]

    def made(self) -> Section:
        """The section as typed."""
        return Section(
            self.code.data,
            Text(self.title.data),
            self.points.number(),
            SectionKind(self.kind.data),
        )
