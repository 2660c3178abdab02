"""Who scored a visit apart, as it changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base, Word
from survey_app.visits.models import Person
from survey_app.visits.rules import Seat


class ScorerChange(Base):
    """Who came to score a visit apart, in whose place, and why; rows are only ever added."""

    __tablename__ = "scorer_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    seat: Mapped[Seat] = mapped_column(Word(Seat, 8))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    after_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    # Nobody where the plan of the round named the scorers.
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]

    before: Mapped[Person | None] = relationship(foreign_keys=before_id)
    after: Mapped[Person | None] = relationship(foreign_keys=after_id)
    made_by: Mapped[Person | None] = relationship(foreign_keys=made_by_id)
