"""What the office types of a visit's plan."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from survey_app.checklists.models import ChecklistVersion
from survey_app.visits.models import Team
from survey_app.visits.rules import Mode, Plan
from survey_app.visits.service import VisitPlan
from survey_app.web.fields import REASON_LIMIT, DayField, tidy
from survey_app.web.words import MODES, PLANS


class PlanForm(FlaskForm):
    """Day, place, mode, and whether the visit takes place at all."""

    before = HiddenField()
    planned_on = DayField(_("Ngày làm việc"), validators=[Optional()])
    place = StringField(
        _("Địa điểm"),
        filters=[tidy],
        validators=[Length(max=500, message=_("Địa điểm quá dài: nhiều nhất 500 ký tự."))],
    )
    mode = SelectField(_("Hình thức"))
    travel = TextAreaField(
        _("Ghi chú đi lại"),
        filters=[tidy],
        validators=[Length(max=1_000, message=_("Ghi chú quá dài: nhiều nhất 1.000 ký tự."))],
    )
    plan = SelectField(_("Kế hoạch"))
    reason = TextAreaField(
        _("Lý do"),
        filters=[tidy],
        validators=[Length(max=REASON_LIMIT, message=_("Lý do quá dài: nhiều nhất 5.000 ký tự."))],
    )

    def offer(self) -> None:
        """Offer every mode and every plan, in the order of the tables."""
        self.mode.choices = [(mode.value, str(MODES[mode])) for mode in Mode]
        self.plan.choices = [(plan.value, str(PLANS[plan])) for plan in Plan]

    def wanted(self) -> VisitPlan:
        """The plan that was typed."""
        return VisitPlan(
            planned_on=self.planned_on.data,
            place=self.place.data,
            mode=Mode(self.mode.data),
            plan=Plan(self.plan.data),
            reason=self.reason.data,
            travel=self.travel.data,
        )


class PlacingForm(PlanForm):
    """The same from the board, with the team that goes there."""

    team = SelectField(_("Đoàn khảo sát"))

    def offer_teams(self, teams: Sequence[Team]) -> None:
        """Offer the teams of the round."""
        self.offer()
        self.team.choices = [(str(team.id), team.name) for team in teams]


class NewVisitForm(PlacingForm):
    """A visit of a unit that has none in the round yet."""

    checklist = SelectField(_("Phiếu khảo sát"))

    def offer_checklists(self, versions: Sequence[ChecklistVersion]) -> None:
        """Offer the published versions, the newest of each checklist first."""
        self.checklist.choices = [
            (str(each.id), f"{each.code} {each.version} – {each.title}") for each in versions
        ]
