"""Many visits -> the overall evaluation: outline, statements with provenance."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base, Word
from survey_app.evaluations.rules import ChangeKind, Source
from survey_app.visits.models import Person, Visit


class OutlineSection(Base):
    """One heading of the evaluation of a round, set by the office, and what fills it."""

    __tablename__ = "outline_section"
    __table_args__ = (
        UniqueConstraint("round_id", "code"),
        UniqueConstraint("round_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    position: Mapped[int]
    depth: Mapped[int] = mapped_column(default=1)
    code: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    source: Mapped[Source] = mapped_column(Word(Source))
    # Which checklist section the findings are taken from ("" = all), and which addressee.
    section: Mapped[str] = mapped_column(String(32), default="")
    addressee: Mapped[str] = mapped_column(String(16), default="")
    # The office's own text, printed first under the heading.
    words: Mapped[str] = mapped_column(Text, default="")


class Evaluation(Base):
    """A draft of the evaluation of a round; pulling again adds a merge, not a new draft."""

    __tablename__ = "evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    title: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    merged_at: Mapped[datetime]
    merges: Mapped[int] = mapped_column(default=0)

    visits: Mapped[list[EvaluationVisit]] = relationship(
        order_by="EvaluationVisit.id", back_populates="evaluation"
    )
    statements: Mapped[list[Statement]] = relationship(
        order_by="(Statement.outline_code, Statement.position, Statement.id)",
        back_populates="evaluation",
    )


class EvaluationVisit(Base):
    """A visit that the draft has taken in, with the report revision it was taken from."""

    __tablename__ = "evaluation_visit"
    __table_args__ = (UniqueConstraint("evaluation_id", "visit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))

    evaluation: Mapped[Evaluation] = relationship(back_populates="visits")
    visit: Mapped[Visit] = relationship()


class Statement(Base):
    """A sentence of the draft: alike findings joined. ``edited`` is the office's own wording."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("evaluation_id", "outline_code", "match_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    outline_code: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    # Folded words by which alike findings are recognised, on this merge and on the next.
    match_key: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    edited: Mapped[str | None] = mapped_column(Text)
    edited_at: Mapped[datetime | None]
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # Counts what was done to its words and sources: who writes over another's words is told.
    version: Mapped[int] = mapped_column(default=1)
    # The place that the office gave it among its neighbours; None: by the number of units.
    rank: Mapped[int | None]
    # The office placed, joined or split it: the next merge leaves it where it is.
    held: Mapped[bool] = mapped_column(default=False)
    # Not printed: joined into another, left out, or without any source.
    away: Mapped[bool] = mapped_column(default=False)
    into_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)

    evaluation: Mapped[Evaluation] = relationship(back_populates="statements")
    sources: Mapped[list[StatementSource]] = relationship(
        order_by="StatementSource.id", cascade="all, delete-orphan", back_populates="statement"
    )
    citations: Mapped[list[StatementCitation]] = relationship(
        order_by="StatementCitation.id", cascade="all, delete-orphan", back_populates="statement"
    )


class StatementCitation(Base):
    """A unit's own report that a statement names, and where in it: a page, a table."""

    __tablename__ = "statement_citation"
    __table_args__ = (UniqueConstraint("statement_id", "unit_report_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    unit_report_id: Mapped[int] = mapped_column(ForeignKey("unit_report.id"), index=True)
    place: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    statement: Mapped[Statement] = relationship(back_populates="citations")


class StatementSource(Base):
    """Where a statement comes from: the visit, the finding's entry, the report revision."""

    __tablename__ = "statement_source"
    __table_args__ = (UniqueConstraint("statement_id", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    # The entry that the office's words were written on, where another took its place since.
    seen_entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    # The report against which the office let its words stand, without the finding.
    settled_report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))

    statement: Mapped[Statement] = relationship(back_populates="sources")
    visit: Mapped[Visit] = relationship()


class ApartPair(Base):
    """Two wordings that somebody said do not mean the same, by their match keys in order."""

    __tablename__ = "apart_pair"
    __table_args__ = (UniqueConstraint("evaluation_id", "first_key", "second_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    first_key: Mapped[str] = mapped_column(String(64))
    second_key: Mapped[str] = mapped_column(String(64))


class EvaluationChange(Base):
    """One thing that somebody did to an evaluation: what was there before and after, and why.

    Never changed nor removed; taking it back is another row that names it.
    """

    __tablename__ = "evaluation_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    kind: Mapped[ChangeKind] = mapped_column(Word(ChangeKind))
    # The statement it is mostly about; those of ``before`` and ``after`` are all that it touched.
    statement_id: Mapped[int | None] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[str] = mapped_column(Text, default="{}")
    after: Mapped[str] = mapped_column(Text, default="{}")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation_change.id"), unique=True)

    made_by: Mapped[Person] = relationship()
