"""Two records of one unit, made one: what was moved, so that it can be moved back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base
from survey_app.visits.models import Person, Unit


class UnitMerge(Base):
    """A double was merged into the unit that stays; ``moved`` is JSON, ids by what they name."""

    __tablename__ = "unit_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    moved: Mapped[str] = mapped_column(Text, default="{}")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None]

    kept: Mapped[Unit] = relationship(foreign_keys=kept_id)
    gone: Mapped[Unit] = relationship(foreign_keys=gone_id)
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)
    undone_by: Mapped[Person | None] = relationship(foreign_keys=undone_by_id)
