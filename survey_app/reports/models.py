"""Sealed revisions of the findings PDF of a visit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey_app.core.orm import Base


class Report(Base):
    """One sealed revision: what was approved, as it was printed. Never overwritten."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("visit_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    revision: Mapped[int]
    # The approval that sealed it.
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    content_sha256: Mapped[str] = mapped_column(String(64))
    pdf_sha256: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int]
    entries_seen: Mapped[int]
    engine: Mapped[str] = mapped_column(String(8))
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
