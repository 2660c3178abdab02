"""The units' own reports as the office received them, with their files."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base, Word
from survey_app.visits.models import Person, Round, Unit
from survey_app.visits.receiving.rules import FileKind

_STANDS = text("withdrawn_at IS NULL")


class UnitReport(Base):
    """A report that a unit sent of a round; one noted by mistake is withdrawn, never removed."""

    __tablename__ = "unit_report"
    # Two clerks with the same paper: the database keeps one, by its number.
    __table_args__ = (
        Index(
            "uq_unit_report_standing",
            "round_id",
            "unit_id",
            "symbol",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    received_on: Mapped[date]
    # Số, ký hiệu and trích yếu as they stand on the paper; a letter may have no number.
    symbol: Mapped[str] = mapped_column(Text, default="")
    dated_on: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    # Counts what was done to it, so that nobody writes over what he has not seen.
    version: Mapped[int] = mapped_column(default=1)
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Read through and found in order.
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    round: Mapped[Round] = relationship()
    unit: Mapped[Unit] = relationship()
    noted_by: Mapped[Person] = relationship(foreign_keys=noted_by_id)
    checked_by: Mapped[Person | None] = relationship(foreign_keys=checked_by_id)
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=withdrawn_by_id)
    files: Mapped[list[UnitReportFile]] = relationship(
        order_by="UnitReportFile.id", back_populates="report"
    )

    @property
    def kept_files(self) -> list[UnitReportFile]:
        """The files that were not taken off again."""
        return [file for file in self.files if file.removed_at is None]


class UnitReportFile(Base):
    """A file of a report, by the hash of its bytes as they came, and as they are handed out.

    The two differ where scripts and attachments were taken out of a PDF.
    """

    __tablename__ = "unit_report_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_report_id: Mapped[int] = mapped_column(ForeignKey("unit_report.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[FileKind] = mapped_column(Word(FileKind, 8))
    original_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int]
    pages: Mapped[int | None]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    report: Mapped[UnitReport] = relationship(back_populates="files")
    added_by: Mapped[Person] = relationship(foreign_keys=added_by_id)
