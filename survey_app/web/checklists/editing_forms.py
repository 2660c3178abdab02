"""What somebody types of a part of a draft, and the part that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from forms.definition import (
    Checklist,
    Direction,
    Evidence,
    Format,
    Item,
    Kind,
    Section,
    SectionKind,
    Text,
)
from forms.part_lines import (
    BadLine,
    band_lines,
    bands_of,
    column_lines,
    columns_of,
    level_lines,
    levels_of,
    option_lines,
    options_of,
)
from forms.publishing import PREFILLS
from forms.publishing.itemwise import UNSCORED, USES
from survey_app.core.vietnamese import typed_number
from survey_app.web.checklists.words import DIRECTIONS, FORMATS, SECTION_KINDS
from survey_app.web.fields import tidy
from survey_app.web.filters import figure, words
from survey_app.web.words import EVIDENCE, KINDS

WORDS_LIMIT = 5_000
OWN = "own"
TEXTS = ("label", "hint", "guidance", "constraint_message")
# A field of lines: how it is read, and how what stands is written.
LINES: dict[str, tuple[Callable[[str], Any], Callable[[Any], str]]] = {
    "levels": (levels_of, level_lines),
    "options": (options_of, option_lines),
    "bands": (bands_of, band_lines),
    "columns": (columns_of, column_lines),
}
_LENGTH = Length(max=WORDS_LIMIT, message=_("Nội dung quá dài: nhiều nhất 5.000 ký tự."))


def words_field(label: object, *, tall: bool = False) -> Field:
    """Words in one language, tidied, of a bounded length."""
    kind = TextAreaField if tall else StringField
    return kind(label, filters=[tidy], validators=[_LENGTH])


class PointsField(StringField):
    """Points typed the Vietnamese way; nothing typed is no points."""

    def number(self) -> Decimal | None:
        """The number; None where nothing was typed."""
        return typed_number(self.data) if (self.data or "").strip() else None


def is_number(_form: FlaskForm, field: Field) -> None:
    """Refuse what is no number, or one that no checklist could mean."""
    value = typed_number(field.data or "")
    if value is None or abs(value.adjusted()) > 12:
        raise ValidationError(_("Nhập số, ví dụ 2,5."))


def points_field(label: object) -> PointsField:
    """Points, or nothing."""
    return PointsField(label, validators=[Optional(), is_number])


class PartForm(FlaskForm):
    """A form that knows what the draft looked like when its page was drawn."""

    before = HiddenField()


class ItemForm(PartForm):
    """Everything that can be said of an item; what its kind has no use for is not shown."""

    kind = SelectField(_("Loại"))
    label = words_field(_("Nội dung (tiếng Việt)"), tall=True)
    label_en = words_field(_("Nội dung (tiếng Anh)"), tall=True)
    hint = words_field(_("Gợi ý (tiếng Việt)"), tall=True)
    hint_en = words_field(_("Gợi ý (tiếng Anh)"), tall=True)
    guidance = words_field(_("Hướng dẫn chấm (tiếng Việt)"), tall=True)
    guidance_en = words_field(_("Hướng dẫn chấm (tiếng Anh)"), tall=True)
    points = points_field(_("Điểm chuẩn"))
    evidence = SelectField(_("Minh chứng"))
    required = BooleanField(_("Bắt buộc trả lời"))
    owner = words_field(_("Ban phụ trách"))
    levels = words_field(_("Thang mức"), tall=True)
    options = words_field(_("Các lựa chọn"), tall=True)
    columns = words_field(_("Các cột của bảng"), tall=True)
    bands = words_field(_("Bậc điểm theo tỷ lệ đạt"), tall=True)
    step = points_field(_("Bước điểm"))
    measure = words_field(_("Đơn vị tính"))
    direction = SelectField(_("Chiều của số liệu"))
    baseline = BooleanField(_("Hỏi cả số đầu kỳ"))
    format = SelectField(_("Kiểu nhập"))
    prefill = SelectField(_("Điền sẵn"))
    asked_when = SelectField(_("Chỉ hỏi khi"))
    relevant = words_field(_("Điều kiện tự viết"))
    constraint = words_field(_("Điều kiện hợp lệ của câu trả lời"))
    constraint_message = words_field(_("Câu báo khi không hợp lệ (tiếng Việt)"))
    constraint_message_en = words_field(_("Câu báo khi không hợp lệ (tiếng Anh)"))

    def offer(self, conditions: list[tuple[str, str]]) -> None:
        """Offer what each list has; ``conditions`` are the common ones, with their words."""
        self.kind.choices = [(each.value, str(KINDS[each])) for each in Kind]
        self.evidence.choices = [(each.value, str(EVIDENCE[each])) for each in Evidence]
        self.direction.choices = [(each.value, str(DIRECTIONS[each])) for each in Direction]
        self.format.choices = [(each.value, str(FORMATS[each])) for each in Format]
        nothing = [("", str(_("– không –")))]
        self.prefill.choices = nothing + [(key, words(each)) for key, each in PREFILLS.items()]
        always = [("", str(_("luôn hỏi"))), (OWN, str(_("điều kiện tự viết ở dưới")))]
        self.asked_when.choices = always + conditions

    def show(self, item: Item) -> None:
        """Fill the fields with what the item is."""
        for each in fields(Item):
            field = self._fields.get(each.name)
            if field is not None:
                field.data = _shown(each.name, getattr(item, each.name))
        for name in TEXTS:
            self._fields[f"{name}_en"].data = getattr(item, name).en
        known = [value for value, _words in self.asked_when.choices or ()]
        self.asked_when.data = item.relevant if item.relevant in known else OWN

    def changed(self, item: Item) -> Item | None:
        """The item as typed, or None with the faults noted at their fields.

        What the kind has no use for falls back to nothing, so that another kind leaves no dregs.
        """
        kind = Kind(self.kind.data) if not item.items else item.kind
        texts: dict[str, Any] = {name: self._text(name) for name in TEXTS}
        lines: dict[str, Any] = {name: self._lines(name, getattr(item, name)) for name in LINES}
        new = replace(
            item,
            kind=kind,
            points=self.points.number() if kind not in UNSCORED else None,
            evidence=Evidence(self.evidence.data),
            required=self.required.data,
            owner=self.owner.data,
            step=self.step.number(),
            measure=self.measure.data,
            direction=Direction(self.direction.data),
            baseline=self.baseline.data,
            format=Format(self.format.data),
            prefill=self.prefill.data,
            relevant=self.relevant.data if self.asked_when.data == OWN else self.asked_when.data,
            constraint=self.constraint.data,
            **texts,
            **lines,
        )
        return None if self.errors else _bare(new)

    def _text(self, name: str) -> Text:
        return Text(self._fields[name].data, self._fields[f"{name}_en"].data)

    def _lines(self, name: str, held: Any) -> Any:  # noqa: ANN401 - a tuple of whatever parts
        """What was typed; what was not touched stays as it is, however oddly it is written."""
        read, write = LINES[name]
        field = self._fields[name]
        if field.data == tidy(write(held)):
            return held
        try:
            return read(field.data)
        except BadLine as bad:
            said = _("Dòng %(number)s không đọc được: %(line)s", number=bad.number, line=bad.line)
            field.errors = [str(said)]
            return held


class SectionForm(PartForm):
    """What can be said of a section."""

    title = words_field(_("Tên mục (tiếng Việt)"))
    title_en = words_field(_("Tên mục (tiếng Anh)"))
    points = points_field(_("Điểm chuẩn của mục"))
    kind = SelectField(_("Mục này là"))
    owner = words_field(_("Ban phụ trách"))
    hint = words_field(_("Lời dẫn của mục (tiếng Việt)"), tall=True)
    hint_en = words_field(_("Lời dẫn của mục (tiếng Anh)"), tall=True)
    relevant = words_field(_("Chỉ hỏi cả mục khi (biểu thức)"))

    def offer(self) -> None:
        """Offer the kinds of section."""
        self.kind.choices = [(each.value, str(SECTION_KINDS[each])) for each in SectionKind]

    def show(self, section: Section) -> None:
        """Fill the fields with what the section is."""
        self.title.data, self.title_en.data = section.title.vi, section.title.en
        self.hint.data, self.hint_en.data = section.hint.vi, section.hint.en
        self.points.data = _shown("points", section.points)
        self.kind.data, self.owner.data = section.kind.value, section.owner
        self.relevant.data = section.relevant

    def changed(self, section: Section) -> Section:
        """The section as typed."""
        return replace(
            section,
            title=Text(self.title.data, self.title_en.data),
            hint=Text(self.hint.data, self.hint_en.data),
            points=self.points.number(),
            kind=SectionKind(self.kind.data),
            owner=self.owner.data,
            relevant=self.relevant.data,
        )


def conditions_for(checklist: Checklist, code: str) -> list[str]:
    """The common conditions on earlier items: this answer, that level or a higher one."""
    found: list[str] = []
    for _section, item in checklist.items():  # noqa: PERF102 - pairs of section and item, no dict
        if item.code == code:
            break
        if item.kind is Kind.YES_NO:
            found += [f"${{{item.code}}} = '{each}'" for each in ("yes", "no")]
        elif item.kind is Kind.CHOICE:
            found += [f"${{{item.code}}} = '{each.code}'" for each in item.options]
        elif item.kind is Kind.SCALE:
            found += [f"${{{item.code}}} >= {each.value}" for each in item.levels[1:]]
    return found


def _shown(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a field of an item holds
    if name in LINES:
        return LINES[name][1](value)
    if isinstance(value, Text):
        return value.vi
    if value is None or isinstance(value, Decimal):
        return "" if value is None else figure(value)
    return getattr(value, "value", value)


def _bare(item: Item) -> Item:
    """The item without what its kind has no use for; an item with sub-items answers nothing."""
    every = {name for used in USES.values() for name in used}
    idle = every if item.items else every - USES[item.kind]
    if item.items:
        idle |= {"evidence", "required", "constraint", "constraint_message", "prefill"}
    blank = {each.name: each.default for each in fields(Item) if each.default is not MISSING}
    return replace(item, **{name: blank[name] for name in idle})
