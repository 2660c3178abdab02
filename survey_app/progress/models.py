"""What lists need of a visit, drawn from the stages before; any row can be thrown away."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey_app.core.orm import Base, Millionths, Word
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.sight import drawn_of_a_visit
from survey_app.reviews.rules import ReviewState


@drawn_of_a_visit
class VisitProgress(Base):
    """Where a visit stood when ``basis`` was true of it; whoever reads compares the two.

    What may change without it is left out and read beside it: the office's plan, names, and which
    of the missing photos have come.
    """

    __tablename__ = "visit_progress"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    basis: Mapped[str] = mapped_column(Text)
    review: Mapped[ReviewState] = mapped_column(Word(ReviewState, 16))
    entries: Mapped[int]
    answered: Mapped[int]
    items: Mapped[int]
    photos: Mapped[int]
    # The layer that counts, and its figures.
    counts: Mapped[Layer] = mapped_column(Word(Layer, 8))
    total: Mapped[Decimal | None] = mapped_column(Millionths)
    scored: Mapped[int]
    scorable: Mapped[int]
    level: Mapped[str | None] = mapped_column(Text)
    # JSON: the last hand-over or null; the returned items; what stands under each item.
    handed: Mapped[str] = mapped_column(Text)
    returned: Mapped[str] = mapped_column(Text)
    marks: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    engine: Mapped[str] = mapped_column(String(8))
    drawn_at: Mapped[datetime]
