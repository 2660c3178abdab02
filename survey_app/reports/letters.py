"""What letters say of a round and its visits, read from the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from survey_app.core.vietnamese import day
from survey_app.reports.as_text import as_text
from survey_app.reports.blocks import Manuscript
from survey_app.reports.outlines.letters import Campaign, Stop, invitation, reminder, schedule
from survey_app.reports.rules import Document, heading_of
from survey_app.reports.wording import MODES, TEAM_PARTS
from survey_app.visits.models import Round, Unit, Visit
from survey_app.visits.rules import Plan


def invitation_of(visit: Visit) -> Manuscript:
    """The letter to the unit of a visit."""
    heading = heading_of(visit.round.heading, Document.INVITATION)
    return invitation(heading, _campaign(visit.round), _stop(visit))


def reminder_of(round_: Round, unit: Unit) -> Manuscript:
    """The letter to a unit that owes its report."""
    heading = heading_of(round_.heading, Document.SCHEDULE)
    return reminder(heading, _campaign(round_), unit.name)


def mail_of(round_: Round, unit: Unit, until: date | None) -> tuple[str, str]:
    """The same letter as e-mail: its subject and its text. Nobody fills in the day by hand."""
    before = f"trước ngày {day(until)}" if until else "trong thời gian sớm nhất"
    heading = heading_of(round_.heading, Document.SCHEDULE)
    written = reminder(heading, _campaign(round_), unit.name, before=before)
    return f"{written.title} – {round_.name}", as_text(written)


def schedule_of(round_: Round, visits: Sequence[Visit]) -> Manuscript:
    """The schedule of these visits by day; those called off are left out."""
    going = [each for each in visits if each.plan is not Plan.CANCELLED]
    dated = [each for each in going if each.plan is Plan.PLANNED and each.planned_on]
    dated.sort(key=lambda each: (each.planned_on or date.max, each.team.number, each.id))
    waiting = [each for each in going if each not in dated]
    return schedule(
        heading_of(round_.heading, Document.SCHEDULE),
        _campaign(round_),
        [_stop(each) for each in dated],
        [_stop(each) for each in waiting],
    )


def _campaign(round_: Round) -> Campaign:
    return Campaign(
        round_.name,
        round_.starts_on,
        round_.ends_on,
        round_.cut_off_on,
        round_.reports_due_on,
        is_demo=round_.is_demo,
    )


def _stop(visit: Visit) -> Stop:
    return Stop(
        unit=visit.unit.name,
        on=visit.planned_on if visit.plan is Plan.PLANNED else None,
        place=visit.place,
        mode=MODES[visit.mode],
        team=visit.team.name,
        people=tuple(f"{each.person.name}, {TEAM_PARTS[each.part]}" for each in visit.team.people),
        checklist=visit.checklist_version.title,
    )
