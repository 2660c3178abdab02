"""The milestones of a round's plan: proposed from its days, changed, checked off."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.core.vietnamese import clean
from survey_app.visits.models import Person, Round
from survey_app.visits.round_models import Milestone


def milestones_of(session: Session, round_id: int) -> list[Milestone]:
    """The milestones of a round by day."""
    asked = select(Milestone).where(Milestone.round_id == round_id)
    ordered = asked.order_by(Milestone.due_on, Milestone.id)
    return list(session.scalars(ordered.options(joinedload(Milestone.done_by))))


def find_milestone(session: Session, round_id: int, milestone_id: int) -> Milestone | None:
    """This milestone, where it is one of this round."""
    found = session.get(Milestone, milestone_id)
    return found if found is not None and found.round_id == round_id else None


def proposed(round_: Round) -> list[tuple[str, date]]:
    """What a plan usually has, by the days of the round; the office keeps what fits.

    Reports are due *before* a day, so the last day in time is the one before it. Units hold their
    reviews in that month, the province holds its own in the next.
    """
    found = [
        ("Bắt đầu khảo sát tại các đơn vị", round_.starts_on),
        ("Kết thúc khảo sát tại các đơn vị", round_.ends_on),
    ]
    due = round_.reports_due_on
    if due is not None:
        end = _end_of_month(due)
        found += [
            ("Các đơn vị gửi báo cáo về Văn phòng", due - timedelta(days=1)),
            ("Các đơn vị hoàn thành sơ kết", end),
            ("Hội nghị sơ kết cấp tỉnh", _end_of_month(end + timedelta(days=1))),
        ]
    return found


def add_milestone(session: Session, round_: Round, name: str, due_on: date) -> Milestone:
    """A new milestone, flushed; the same name twice in a round is refused by the database."""
    made = Milestone(round_id=round_.id, name=clean(name), due_on=due_on)
    session.add(made)
    session.flush()
    return made


def check_off(milestone: Milestone, *, by: Person, at: datetime) -> None:
    """Note that it is done."""
    milestone.done_at, milestone.done_by_id = at, by.id


def check_on(milestone: Milestone) -> None:
    """Note that it is not done after all."""
    milestone.done_at = milestone.done_by_id = None


def mark_of(milestone: Milestone) -> str:
    """What it looks like, so that a form can tell that somebody changed it meanwhile."""
    said = (milestone.id, milestone.name, milestone.due_on, milestone.done_at is not None)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _end_of_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
