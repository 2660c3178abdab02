"""Entries -> points, by layer: the lead's and the office's own scores, and projected totals."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey_app.core.orm import Base, Millionths, Word
from survey_app.fieldwork.rules import Layer
from survey_app.fieldwork.sight import drawn_of_a_visit


class LayerScore(Base):
    """A score given at a desk (agreed or final); the newest of an item and layer counts."""

    __tablename__ = "layer_score"
    __table_args__ = (UniqueConstraint("visit_id", "layer", "item", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    layer: Mapped[Layer] = mapped_column(Word(Layer, 8))
    item: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    # The answer in the form the phones send it, as canonical JSON; "null" takes the score back.
    value: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]


@drawn_of_a_visit
class VisitScore(Base):
    """What a visit's layer adds up to: a projection, drawn anew when something under it moves."""

    __tablename__ = "visit_score"
    __table_args__ = (UniqueConstraint("visit_id", "layer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    layer: Mapped[Layer] = mapped_column(Word(Layer, 8))
    total: Mapped[Decimal | None] = mapped_column(Millionths)
    scored: Mapped[int]
    scorable: Mapped[int]
    level: Mapped[str | None] = mapped_column(Text)
    # A line for each section of the base: see ``rules.item_figures``.
    items: Mapped[str] = mapped_column(Text, default="")
    # JSON by section of the base: earned and possible in millionths, and how many items are scored.
    sections: Mapped[str] = mapped_column(Text, default="{}")
    engine: Mapped[str] = mapped_column(String(8))
    drawn_at: Mapped[datetime]


@drawn_of_a_visit
class SectionScore(Base):
    """What a section of a visit's layer adds up to; a projection like VisitScore."""

    __tablename__ = "section_score"
    __table_args__ = (UniqueConstraint("visit_id", "layer", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    layer: Mapped[Layer] = mapped_column(Word(Layer, 8))
    section: Mapped[str] = mapped_column(String(32))
    points: Mapped[Decimal | None] = mapped_column(Millionths)
    score: Mapped[Decimal | None] = mapped_column(Millionths)
