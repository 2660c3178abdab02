"""The audit log. Rows are added and never changed nor removed; ``audit verify`` would tell."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from survey_app.core.orm import Base


class AuditRow(Base):
    """One act. ``hash`` is of everything beside it and of the hash of the row before."""

    __tablename__ = "audit_row"
    __table_args__ = (Index("ix_audit_row_subject_pinned", "subject", "pinned"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    # By value: the log must be readable and true whatever becomes of the account.
    actor_id: Mapped[int | None]
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(String(48), index=True)
    subject: Mapped[str] = mapped_column(String(160))
    # Canonical JSON of what was done; ``seals`` in it are digests of rows by table and id.
    detail: Mapped[str] = mapped_column(Text)
    # Up to which entry of the visit the log has sealed.
    pinned: Mapped[int | None]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The last row of the log; its lock puts those who append in one line."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
