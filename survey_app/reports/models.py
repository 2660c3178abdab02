"""Sealed revisions of what was found on a visit: what they say, and the files drawn from it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey_app.core.orm import Base, Word
from survey_app.reports.rules import Document


class SealedContent(Base):
    """What an approved visit said, as canonical JSON under its own hash. Never changed."""

    __tablename__ = "sealed_content"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(Text)


class Report(Base):
    """One sealed revision: what was approved, by whom, when. Never changed."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("visit_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    revision: Mapped[int]
    # The approval that sealed it.
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    content_sha256: Mapped[str] = mapped_column(ForeignKey("sealed_content.sha256"), index=True)
    # What it says otherwise than the revision before: JSON list of [place, before, after].
    changes: Mapped[str] = mapped_column(Text, default="[]")
    entries_seen: Mapped[int]
    engine: Mapped[str] = mapped_column(String(8))
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class SealedFile(Base):
    """A document of a sealed revision as it was drawn: kept under its hash, never drawn again."""

    __tablename__ = "sealed_file"
    __table_args__ = (UniqueConstraint("report_id", "document", "suffix"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    document: Mapped[Document] = mapped_column(Word(Document, 16))
    suffix: Mapped[str] = mapped_column(String(4))
    sha256: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int]
    drawn_at: Mapped[datetime]
