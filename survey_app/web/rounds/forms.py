"""What the office types of a round: days, switches, the lines around its documents."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from survey_app.reports.page_setup import LIMITS
from survey_app.reports.rules import (
    DEFAULTS,
    MOST_LINES,
    MOST_SIGNERS,
    SIGNED_BY_BOTH,
    Document,
    Heading,
)
from survey_app.visits.models import Round
from survey_app.visits.rounds import RoundFacts
from survey_app.web.fields import DayField, tidy
from survey_app.web.rounds.measures import MeasureField, show_measures, typed_measures

_LONG = Length(max=2_000, message=_("Nội dung quá dài: nhiều nhất 2.000 ký tự."))
# What is typed once for all documents, and what each document has of its own.
SHARED_LINES = ("parent", "organisation")
SHARED_WORDS = ("place",)
OWN_LINES = ("to", "addressees", "names")
OWN_WORDS = ("number", "symbol")
SWITCHES = ("penalties", "shows_level", "photo_position")
TITLES = {
    Document.VISIT.value: _("Báo cáo từng cuộc khảo sát"),
    Document.MINUTES.value: _("Biên bản làm việc"),
    Document.SCORES.value: _("Phiếu chấm điểm của đơn vị"),
    Document.EVALUATION.value: _("Báo cáo chung"),
    Document.INVITATION.value: _("Giấy mời đơn vị"),
    Document.SCHEDULE.value: _("Thông báo lịch khảo sát"),
}
DAYS = ("starts_on", "ends_on", "cut_off_on", "reports_due_on", "keep_until")


def _lines_field(label: object) -> TextAreaField:
    return TextAreaField(label, filters=[tidy], validators=[_LONG])


def _words_field(label: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[_LONG])


def _day_field(label: object, *, needed: bool = False) -> DayField:
    said = InputRequired(_("Nhập ngày.")) if needed else Optional()
    return DayField(label, validators=[said])


class RoundForm(FlaskForm):
    """Everything that holds for all visits of a round."""

    before = HiddenField()
    name = StringField(
        _("Tên đợt khảo sát"),
        filters=[tidy],
        validators=[
            DataRequired(_("Nhập tên đợt khảo sát.")),
            Length(max=300, message=_("Tên quá dài: nhiều nhất 300 ký tự.")),
        ],
    )
    starts_on = _day_field(_("Từ ngày"), needed=True)
    ends_on = _day_field(_("Đến ngày"), needed=True)
    cut_off_on = _day_field(_("Thời điểm chốt số liệu"))
    reports_due_on = _day_field(_("Hạn đơn vị gửi báo cáo"))
    keep_until = _day_field(_("Lưu ảnh, dữ liệu cá nhân đến ngày"))
    penalties = BooleanField(_("Tính điểm trừ"))
    shows_level = BooleanField(_("Ghi mức độ thực hiện"))
    photo_position = BooleanField(_("Điện thoại hỏi vị trí nơi chụp ảnh (dữ liệu nhạy cảm)"))
    parent = _lines_field(_("Cơ quan cấp trên (mỗi dòng một dòng in)"))
    organisation = _lines_field(_("Cơ quan ban hành (mỗi dòng một dòng in)"))
    place = _words_field(_("Địa danh"))

    def validate_ends_on(self, field: Field) -> None:
        """A round does not end before it begins."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(_("Ngày kết thúc không được trước ngày bắt đầu."))

    def validate_keep_until(self, field: Field) -> None:
        """What was recorded is not let go before it was all recorded."""
        if field.data and self.ends_on.data and field.data <= self.ends_on.data:
            raise ValidationError(_("Ngày hết hạn lưu phải sau ngày kết thúc đợt."))

    def keep_switches(self, round_: Round) -> None:
        """Take how a closed round is scored from the round: the form does not offer it."""
        for name in SWITCHES:
            self._fields[name].data = getattr(round_, name)

    def show(self, round_: Round) -> None:
        """Fill the fields with what is decided."""
        for name in ("name", *DAYS, *SWITCHES):
            self._fields[name].data = getattr(round_, name)
        raw = raw_heading(round_.heading)
        show_measures(self._fields, raw.get("page"))
        for name in SHARED_LINES:
            self._fields[name].data = _joined(raw.get(name))
        for name in SHARED_WORDS:
            self._fields[name].data = _word(raw.get(name))
        for document in Document:
            said = {**_shared(raw, document), **_own(raw, document)}
            for name in OWN_LINES:
                self._fields[f"{document.value}_{name}"].data = _joined(said.get(name))
            for name in OWN_WORDS:
                self._fields[f"{document.value}_{name}"].data = _word(said.get(name))
            signature = self._fields[f"{document.value}_signature"]
            signature.data = _blocks(said.get("signature"))

    def facts(self, heading: str = "{}") -> RoundFacts:
        """What was typed; keys of the heading that this form does not know stay as they were."""
        days = {name: self._fields[name].data for name in DAYS}
        switches = {name: self._fields[name].data for name in SWITCHES}
        return RoundFacts(
            name=self.name.data, heading=self._heading(raw_heading(heading)), **days, **switches
        )

    def _heading(self, raw: dict[str, Any]) -> str:
        for name in (*OWN_LINES, *OWN_WORDS, "signature"):
            raw.pop(name, None)
        _put(raw, "page", typed_measures(self._fields))
        for name in SHARED_LINES:
            _put(raw, name, self._fields[name].data.splitlines())
        for name in SHARED_WORDS:
            _put(raw, name, self._fields[name].data)
        for document in Document:
            own = _own(raw, document)
            for name in OWN_LINES:
                _put(own, name, self._fields[f"{document.value}_{name}"].data.splitlines())
            for name in OWN_WORDS:
                _put(own, name, self._fields[f"{document.value}_{name}"].data)
            signed = self._fields[f"{document.value}_signature"].data
            _put(own, "signature", _typed_blocks(signed))
            _put(raw, document.value, own)
        return json.dumps(raw, ensure_ascii=False, sort_keys=True)


class _Signature:
    """As many who sign as a page has room for, each in as many lines."""

    def __call__(self, _form: FlaskForm, field: Field) -> None:
        blocks = _typed_blocks(field.data)
        if len(blocks) > MOST_SIGNERS or any(len(block) > MOST_LINES for block in blocks):
            raise ValidationError(_("Nhiều nhất 3 người ký, mỗi người nhiều nhất 4 dòng."))


def _add_fields_of(document: Document) -> None:
    """The fields of one document; all documents have the same."""
    signed = TextAreaField(_("Dòng chức danh ký"), filters=[tidy], validators=[_LONG, _Signature()])
    for name, field in (
        ("number", _words_field(_("Số văn bản"))),
        ("symbol", _words_field(_("Ký hiệu"))),
        ("to", _lines_field(_("Kính gửi"))),
        ("addressees", _lines_field(_("Nơi nhận"))),
        ("signature", signed),
        ("names", _lines_field(_("Họ tên người ký"))),
    ):
        setattr(RoundForm, f"{document.value}_{name}", field)


for each_document in Document:
    _add_fields_of(each_document)
for each_measure in LIMITS:
    setattr(RoundForm, f"page_{each_measure}", MeasureField(each_measure))


def usual(document: Document) -> Heading:
    """What is printed where nothing is typed."""
    return DEFAULTS[document]


def raw_heading(typed: str) -> dict[str, Any]:
    """The heading as the round keeps it; what is no object is nothing."""
    try:
        raw = json.loads(typed or "{}")
    except (ValueError, RecursionError):
        return {}
    return raw if isinstance(raw, dict) else {}


def _shared(raw: dict[str, Any], document: Document) -> dict[str, Any]:
    """What a document takes from all documents: those that both sides sign have their own."""
    return {} if document in SIGNED_BY_BOTH else raw


def _typed_blocks(text: str) -> list[list[str]]:
    """The blocks of a signature, as lines with a blank line between them."""
    return [block.splitlines() for block in text.split("\n\n") if block.strip()]


def _own(raw: dict[str, Any], document: Document) -> dict[str, Any]:
    own = raw.get(document.value)
    return dict(own) if isinstance(own, dict) else {}


def _put(raw: dict[str, Any], name: str, value: object) -> None:
    """Keep what was typed; what was not falls back to what is usual."""
    if value:
        raw[name] = value
    else:
        raw.pop(name, None)


def _joined(said: object) -> str:
    lines = said if isinstance(said, list) else []
    return "\n".join(each for each in lines if isinstance(each, str))


def _word(said: object) -> str:
    return said if isinstance(said, str) else ""


def _blocks(said: object) -> str:
    """The blocks of a signature, a blank line between them."""
    blocks = said if isinstance(said, list) else []
    if all(isinstance(each, str) for each in blocks):
        return _joined(blocks)
    return "\n\n".join(_joined(each) for each in blocks)
