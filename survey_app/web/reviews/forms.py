"""The forms of the review page; each ends in a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import AnyOf, DataRequired

from forms.answers import InvalidAnswer
from survey_app.core.problems import Code, Problem
from survey_app.fieldwork.rules import Layer
from survey_app.reviews.looks import Look
from survey_app.reviews.remarks import Remark
from survey_app.reviews.rules import (
    Agree,
    Approve,
    Confirm,
    Open,
    Reopen,
    Return,
    ReturnLine,
    TakeBack,
)
from survey_app.scoring.rules import DESK_LAYERS
from survey_app.web.fields import (
    REASON_LIMIT,
    SeenForm,
    number_of,
    reason_field,
    tidy,
    uuid_of,
)
from survey_app.web.frame import language
from survey_app.web.reviews.values import Typed, typed_from, wire_answer
from survey_app.web.sheet.model import Sheet, SheetItem
from survey_app.web.speech import say


class LookForm(SeenForm):
    """A form that also knows up to which entry its page showed the visit."""

    entries_seen = HiddenField()

    @property
    def entries_number(self) -> int:
        """The number of that entry; -1, which is before the first, where the page was changed."""
        return number_of(self.entries_seen.data)

    def look(self, at: datetime) -> Look:
        """How far its reader had looked, when the form is sent to say so."""
        return Look(max(self.entries_number, 0), max(self.seen_number, 0), at)


class OpenForm(LookForm):
    """The button that begins a review."""

    def command(self) -> Open:
        """The move."""
        return Open(seen=self.seen_number)


class ApproveForm(LookForm):
    """The button that approves; it says up to which entry the page showed the visit."""

    def command(self) -> Approve:
        """The move."""
        return Approve(seen=self.seen_number, entries_seen=self.entries_number)


class ConfirmForm(LookForm):
    """The button at one item, or at all those where nothing differs."""

    def command(self) -> Confirm:
        """The move."""
        items = tuple(request.form.getlist("items"))
        return Confirm(items, seen=self.seen_number, entries_seen=self.entries_number)


class TakeBackForm(LookForm):
    """The button that takes back what was just returned or confirmed."""

    def command(self) -> TakeBack:
        """The move."""
        return TakeBack(tuple(request.form.getlist("items")), seen=self.seen_number)


class CommentForm(FlaskForm):
    """What the desk says about an item. Its limits are told by the stage that keeps it."""

    item = HiddenField()
    form = HiddenField()
    text = TextAreaField(filters=[tidy])

    def remark(self) -> Remark:
        """What is said; without an id where the page was changed."""
        return Remark(str(self.item.data or ""), str(self.text.data), uuid_of(self.form.data))


class ChoiceForm(LookForm):
    """The entry that shall stand where two clash, and the place on the page to come back to."""

    chosen = HiddenField()
    item = HiddenField()

    def chosen_id(self) -> UUID:
        """The entry; raise Problem where the page was changed."""
        chosen = uuid_of(self.chosen.data)
        if chosen is None:
            raise Problem(Code.CLASH_GONE)
        return chosen

    def anchor(self) -> str:
        """Where on the page the clash was."""
        return f"item-{self.item.data or ''}"[:40]


class ReopenForm(LookForm):
    """Why an approval is taken back."""

    reason = reason_field(_("Lý do mở lại"))

    def command(self) -> Reopen:
        """The move."""
        return Reopen(reason=self.reason.data, seen=self.seen_number)


class AgreeForm(LookForm):
    """A score of the desk for one item, in a layer, for a reason."""

    item = HiddenField(validators=[DataRequired(_("Tiêu chí không có trong phiếu."))])
    layer = HiddenField(
        validators=[
            AnyOf([each.value for each in DESK_LAYERS], message=_("Chọn lớp điểm thống nhất."))
        ]
    )
    reason = reason_field(_("Lý do"))

    def read(self, sheet: Sheet) -> tuple[Agree | None, Typed]:
        """The move, or None with what was typed and what is wrong with it."""
        typed = typed_from(request.form)
        shown = sheet.find_item(str(self.item.data))
        if not self.validate() or shown is None:
            return None, replace(typed, fault=self._first_fault())
        takes_back = "take_back" in request.form
        if not typed.says_something and not takes_back:
            return None, replace(typed, fault=say("Nêu điểm thống nhất."))
        if takes_back and self._takes_nothing(sheet, shown):
            return None, replace(typed, fault=say("Lớp điểm này chưa có điểm để rút lại."))
        try:
            value = None if takes_back else wire_answer(shown, typed)
        except InvalidAnswer as refused:
            return None, replace(typed, fault=refused.message(language()))
        layer = Layer(self.layer.data)
        command = Agree(shown.item.code, layer, value, typed.reason, seen=self.seen_number)
        return command, typed

    def _takes_nothing(self, sheet: Sheet, shown: SheetItem) -> bool:
        """Whether a page that is no older than this one asks for a score that is not there."""
        spoken = {cell.layer.value for cell in shown.spoken_cells}
        return self.seen_number == sheet.last_decision and self.layer.data not in spoken

    def _first_fault(self) -> str:
        faults = [str(fault) for field in self for fault in field.errors]
        return faults[0] if faults else say("Tiêu chí không có trong phiếu.")


class ReturnForm(LookForm):
    """Items to send back, all in one form: each with its reason and perhaps a proposed score."""

    def read(self, sheet: Sheet) -> tuple[Return | None, Mapping[str, Typed]]:
        """The move, or None with what was typed at each item and what is wrong with it."""
        ticked = set(request.form.getlist("items"))
        lines, typed = [], {}
        for shown in (item for section in sheet.sections for item in section.items):
            code = shown.item.code
            said = typed_from(request.form, f"-{code}")
            # A reason without a tick means the same: nobody writes one for nothing.
            if code not in ticked and not said.reason:
                continue
            said = replace(said, is_ticked=True, fault=_reason_fault(said.reason))
            try:
                lines.append(ReturnLine(code, said.reason, wire_answer(shown, said)))
            except InvalidAnswer as refused:
                said = replace(said, fault=said.fault or refused.message(language()))
            typed[code] = said
        sound = self.validate() and all(not each.fault for each in typed.values())
        return (Return(tuple(lines), seen=self.seen_number) if sound else None), typed


def _reason_fault(reason: str) -> str:
    if not reason:
        return say("Nêu lý do trả lại.")
    if len(reason) > REASON_LIMIT:
        return say("Lý do quá dài: nhiều nhất 5.000 ký tự.")
    return ""
