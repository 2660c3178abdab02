"""Which units were reminded of their reports, and when. Adds and never commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from survey_app.core.clock import local
from survey_app.visits.mails import fault_of
from survey_app.visits.models import Person
from survey_app.visits.round_models import Reminder
from survey_app.visits.rules import Mail


def reminders_of(session: Session, round_id: int) -> dict[int, list[Reminder]]:
    """Every reminder of a round by unit, the newest first."""
    asked = select(Reminder).where(Reminder.round_id == round_id)
    found: dict[int, list[Reminder]] = defaultdict(list)
    ordered = asked.order_by(Reminder.reminded_on.desc(), Reminder.id.desc())
    for row in session.scalars(ordered.options(joinedload(Reminder.made_by))):
        found[row.unit_id].append(row)
    return dict(found)


def note_reminded(
    session: Session, round_id: int, unit_ids: Collection[int], *, by: Person, at: datetime
) -> int:
    """Note that these units were reminded today; who was already is left. Returns how many are new.

    Of two people who note the same at once the database keeps one, and the other is told.
    """
    today = local(at).date()
    asked = select(Reminder).where(Reminder.round_id == round_id, Reminder.reminded_on == today)
    present = {row.unit_id: row for row in session.scalars(asked.order_by(Reminder.id))}
    failed = [present[id_] for id_ in set(unit_ids) & set(present) if fault_of(present[id_], at)]
    for row in failed:
        # The e-mail did not leave, the letter did.
        row.mail, row.mail_fault, row.mailed_to = Mail.NONE, None, ""
        row.made_by_id, row.made_at = by.id, at
    new = sorted(set(unit_ids) - set(present))
    session.add_all(
        Reminder(
            round_id=round_id, unit_id=unit_id, reminded_on=today, made_by_id=by.id, made_at=at
        )
        for unit_id in new
    )
    session.flush()
    return len(new) + len(failed)
