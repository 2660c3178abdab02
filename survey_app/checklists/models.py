"""What is asked: every version of every checklist. A published version never changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.checklists.rules import VersionState
from survey_app.core.orm import Base, Word


class ChecklistVersion(Base):
    """One version: its canonical JSON is the truth, the other columns are drawn from it."""

    __tablename__ = "checklist_version"
    __table_args__ = (UniqueConstraint("code", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(Text)
    unit_kind: Mapped[str] = mapped_column(String(64), default="")
    state: Mapped[VersionState] = mapped_column(Word(VersionState))
    content: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64), index=True)
    # Of a draft, what it was before it was last edited: one step back, and forth again.
    content_before: Mapped[str] = mapped_column(Text, default="")
    # What the office says of it when it is published: what is new, from when on it is used.
    notes: Mapped[str] = mapped_column(Text, default="")
    imported_at: Mapped[datetime]
    published_at: Mapped[datetime | None]

    items: Mapped[list[ChecklistItem]] = relationship(
        order_by="ChecklistItem.position", cascade="all, delete-orphan", back_populates="version_of"
    )


class ChecklistItem(Base):
    """One item of a version, for the type lock and for queries over items."""

    __tablename__ = "checklist_item"
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("checklist_version.id"))
    code: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    section: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]

    version_of: Mapped[ChecklistVersion] = relationship(back_populates="items")
