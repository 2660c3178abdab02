"""The forms of double scoring: which visits of a round, which two, who in whose place."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from survey_app.reviews.scorers import Scheme
from survey_app.visits.models import Person
from survey_app.visits.rules import DoubleScoring, Seat
from survey_app.web.fields import reason_field, tidy

MODES = (
    SelectChoice(DoubleScoring.OFF.value, _("Không chấm độc lập")),
    SelectChoice(
        DoubleScoring.SAMPLE.value, _("Một số cuộc khảo sát: chọn từng cuộc, hoặc rút ngẫu nhiên")
    ),
    SelectChoice(DoubleScoring.ALL.value, _("Mọi cuộc khảo sát")),
)
SEATS = (
    SelectChoice(Seat.FIRST.value, _("Người chấm chính")),
    SelectChoice(Seat.SECOND.value, _("Người chấm thứ hai")),
)
_NOBODY = SelectChoice("0", _("Không thay ai: người còn lại chấm tiếp một mình"))


class RoundForm(FlaskForm):
    """Which visits of a round are scored apart."""

    mode = RadioField(
        _("Chấm độc lập"), choices=MODES, validators=[InputRequired(_("Chọn một cách."))]
    )
    share = IntegerField(
        _("Tỷ lệ rút ngẫu nhiên (%)"),
        validators=[Optional(), NumberRange(1, 100, message=_("Tỷ lệ từ 1 đến 100."))],
    )
    seed = StringField(
        _("Từ khoá rút thăm"),
        filters=[tidy],
        validators=[Length(max=64, message=_("Từ khoá dài nhất 64 ký tự."))],
    )

    def scheme(self) -> Scheme:
        """What was chosen; a share counts for a sample only."""
        mode = DoubleScoring(self.mode.data)
        share = self.share.data if mode is DoubleScoring.SAMPLE else None
        return Scheme(mode, share, self.seed.data or "" if share else "")


class PairForm(FlaskForm):
    """The two who score a visit."""

    first = SelectField(_("Người chấm chính"), coerce=int)
    second = SelectField(_("Người chấm thứ hai"), coerce=int)

    def offer(self, people: Sequence[Person]) -> PairForm:
        """Offer these people; unless somebody has chosen, the first two."""
        self.first.choices = self.second.choices = [
            SelectChoice(each.id, each.name) for each in people
        ]
        if not self.is_submitted() and len(people) > 1:
            self.first.data, self.second.data = people[0].id, people[1].id
        return self

    def pair(self) -> tuple[int, int]:
        """The two."""
        return self.first.data, self.second.data


class ReplaceForm(FlaskForm):
    """Who goes, who comes (or nobody), and why."""

    seat = SelectField(_("Thay"), choices=SEATS)
    person = SelectField(_("Bằng"))
    reason = reason_field(_("Lý do thay"))

    def offer(self, people: Sequence[Person], *, may_leave: bool) -> ReplaceForm:
        """Offer these people; and nobody, where one of two may be let go."""
        nobody = [_NOBODY] if may_leave else []
        self.person.choices = [SelectChoice(str(each.id), each.name) for each in people] + nobody
        return self

    @property
    def person_id(self) -> int | None:
        """Who comes; None for nobody."""
        return int(self.person.data or 0) or None
