"""Reminders that go by e-mail: ordered, taken up by one job alone, settled. Never commits.

Nothing is ever sent twice by itself: what was broken off waits until somebody asks for it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey_app.core.clock import local
from survey_app.visits.models import Person, Round, Unit
from survey_app.visits.round_models import Reminder
from survey_app.visits.rules import Mail, MailFault

# An e-mail that is not settled after so long was lost with the process that had it.
PATIENCE = timedelta(minutes=15)
# In one go: nobody has more units than that.
MOST_MAILS = 500

Ordered = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Taken:
    """A reminder that is to be sent now."""

    reminder: Reminder
    round: Round
    unit: Unit


def fault_of(row: Reminder, at: datetime) -> MailFault | None:
    """Why this e-mail did not leave, as far as is known; None where it did, or is on its way."""
    if row.mail is Mail.FAILED:
        return row.mail_fault or MailFault.REFUSED
    is_under_way = row.mail in (Mail.WAITING, Mail.SENDING)
    if is_under_way and row.mailed_at is not None and at - row.mailed_at > PATIENCE:
        return MailFault.LOST
    return None


def order_mails(
    session: Session, round_id: int, units: Sequence[Unit], *, by: Person, at: datetime,
    until: date | None,
) -> list[Ordered]:  # fmt: skip
    """Reminders of today for these units, which are to be sent; who was reminded today is left.

    What did not leave today is tried again. Returns each with its try.
    """
    today = local(at).date()
    asked = select(Reminder).where(Reminder.round_id == round_id, Reminder.reminded_on == today)
    present = {row.unit_id: row for row in session.scalars(asked.order_by(Reminder.id))}
    ordered = []
    for unit in units[:MOST_MAILS]:
        row = present.get(unit.id)
        if row is not None and fault_of(row, at) is None:
            continue
        if row is None:
            row = Reminder(round_id=round_id, unit_id=unit.id, reminded_on=today, tries=0)
            session.add(row)
        row.made_by_id, row.made_at, row.asked_until = by.id, at, until
        row.mail, row.mail_fault = Mail.WAITING, None
        row.mailed_to, row.mailed_at, row.tries = unit.email, at, row.tries + 1
        ordered.append(row)
    session.flush()
    return [(row.id, row.tries) for row in ordered]


def take(session: Session, ordered: Ordered, *, at: datetime) -> Taken | None:
    """Take this try up, unless another job did or it was asked for again since."""
    id_, tries = ordered
    taken = session.execute(
        update(Reminder)
        .where(Reminder.id == id_, Reminder.tries == tries, Reminder.mail == Mail.WAITING)
        .values(mail=Mail.SENDING, mailed_at=at)
        .returning(Reminder.id)
    )
    if taken.first() is None:
        return None
    row = session.get_one(Reminder, id_, populate_existing=True)
    return Taken(row, session.get_one(Round, row.round_id), session.get_one(Unit, row.unit_id))


def settle(session: Session, row: Reminder, fault: MailFault | None, *, at: datetime) -> None:
    """Note how this try ended, unless it was given up for lost and asked for again meanwhile."""
    now = session.scalar(
        select(Reminder).where(Reminder.id == row.id).execution_options(populate_existing=True)
    )
    if now is not None and now.mail is Mail.SENDING:
        now.mail, now.mail_fault, now.mailed_at = _ended(fault), fault, at


def _ended(fault: MailFault | None) -> Mail:
    return Mail.SENT if fault is None else Mail.FAILED
