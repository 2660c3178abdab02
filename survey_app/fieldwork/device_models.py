"""What phones told of themselves: how much is on them that nobody else has yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey_app.core.orm import Base


class DeviceWord(Base):
    """The last word of one person's phone; it may be old, and is never more than the phone says."""

    __tablename__ = "device_word"
    # Two tabs telling at once: the database keeps one row.
    __table_args__ = (UniqueConstraint("person_id", "device"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    device: Mapped[str] = mapped_column(String(64))
    # Things that were on the phone only; None where it did not say.
    entries: Mapped[int | None]
    photos: Mapped[int | None]
    told_at: Mapped[datetime]
