"""What becomes of a round as a whole: opened, closed, opened again; its milestones."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base, Word
from survey_app.visits.models import Person
from survey_app.visits.rules import Mail, MailFault, RoundMove


class RoundChange(Base):
    """A round was opened, closed or opened again, and why; rows are only ever added."""

    __tablename__ = "round_change"
    # Two people who close a round at once both pick the same number, and the database keeps one.
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    move: Mapped[RoundMove] = mapped_column(Word(RoundMove, 16))
    reason: Mapped[str] = mapped_column(Text, default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]

    made_by: Mapped[Person] = relationship()


class Milestone(Base):
    """A day by which something of the round's plan is to be done; who checked it off, and when."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("round_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    name: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    done_by: Mapped[Person | None] = relationship()


class Reminder(Base):
    """A unit was reminded of its report on a day; once a day at most, whoever does it.

    By e-mail where ``mail`` says so: to which address, asking for the report before which day, how
    that went at the last try. ``tries`` tells a try from the one before it.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("round_id", "unit_id", "reminded_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    reminded_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    mail: Mapped[Mail] = mapped_column(Word(Mail, 8), default=Mail.NONE)
    mail_fault: Mapped[MailFault | None] = mapped_column(Word(MailFault, 8))
    mailed_to: Mapped[str] = mapped_column(String(254), default="")
    mailed_at: Mapped[datetime | None]
    asked_until: Mapped[date | None]
    tries: Mapped[int] = mapped_column(default=0)

    made_by: Mapped[Person] = relationship()
