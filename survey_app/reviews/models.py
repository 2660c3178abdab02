"""Points -> decisions. A review has no stored state: it is what its decisions add up to."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base, Word
from survey_app.reviews.rules import Move
from survey_app.visits.models import Person


class Decision(Base):
    """One move of a lead or the office on a visit."""

    __tablename__ = "decision"
    # Two people deciding at once both pick the same number, and the database keeps one.
    __table_args__ = (UniqueConstraint("visit_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    number: Mapped[int]
    move: Mapped[Move] = mapped_column(Word(Move, 16))
    item: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text, default="")
    # Up to which entry the decider had seen the visit.
    entries_seen: Mapped[int]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]

    made_by: Mapped[Person] = relationship()
    returned: Mapped[list[ReturnedItem]] = relationship(
        order_by="ReturnedItem.id", back_populates="decision"
    )
    named: Mapped[list[NamedItem]] = relationship(
        order_by="NamedItem.id", back_populates="decision"
    )


class ReturnedItem(Base):
    """An item sent back to the team, with the reason and perhaps a proposed answer."""

    __tablename__ = "returned_item"
    __table_args__ = (UniqueConstraint("decision_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    item: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    # The proposed answer value as canonical JSON, or None.
    proposed: Mapped[str | None] = mapped_column(Text)

    decision: Mapped[Decision] = relationship(back_populates="returned")


class NamedItem(Base):
    """An item that a decision confirms, or of which it takes a return or confirmation back."""

    __tablename__ = "named_item"
    __table_args__ = (UniqueConstraint("decision_id", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    item: Mapped[str] = mapped_column(String(32))

    decision: Mapped[Decision] = relationship(back_populates="named")


class VisitLook(Base):
    """Up to where a person has looked a visit through: what came later is new to that person."""

    __tablename__ = "visit_look"
    __table_args__ = (UniqueConstraint("visit_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    entries_seen: Mapped[int]
    decisions_seen: Mapped[int]
    looked_at: Mapped[datetime]


class ReplyWindow(Base):
    """That the findings of a visit were opened to the unit, until a day, or closed again.

    Each row says what holds from then on; none is changed. ``until`` None closes.
    """

    __tablename__ = "reply_window"
    # Two people opening at once both pick the same number, and the database keeps one.
    __table_args__ = (UniqueConstraint("visit_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    number: Mapped[int]
    until: Mapped[date | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]

    made_by: Mapped[Person] = relationship()


class ReplyAnswer(Base):
    """What the lead or the office answers to one reply of the unit; the newest stands.

    It names the entry, not the finding: a unit that replies anew is answered anew.
    """

    __tablename__ = "reply_answer"
    __table_args__ = (UniqueConstraint("visit_id", "reply", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    reply: Mapped[UUID]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]

    made_by: Mapped[Person] = relationship()
