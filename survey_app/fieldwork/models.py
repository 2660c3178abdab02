"""What the phones sent. Entries are never changed nor removed; heads can be rebuilt from them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from survey_app.core.orm import Base, Word
from survey_app.fieldwork.rules import EntryKind, HeldState, Layer
from survey_app.visits.models import Person, Visit


class VisitLog(Base):
    """The last number given out on a visit; its row lock is what puts arrivals in one line."""

    __tablename__ = "visit_log"

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)


class Entry(Base):
    """One thing recorded on a visit, as the phone made it, with what the server adds."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("visit_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[UUID] = mapped_column(unique=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    number: Mapped[int]
    kind: Mapped[EntryKind] = mapped_column(Word(EntryKind, 16))
    item: Mapped[str | None] = mapped_column(String(32))
    slot: Mapped[UUID | None]
    layer: Mapped[Layer | None] = mapped_column(Word(Layer, 8))
    # Canonical JSON of the value and of the list of superseded ids.
    value: Mapped[str] = mapped_column(Text)
    supersedes: Mapped[str] = mapped_column(Text, default="[]")
    device: Mapped[str] = mapped_column(String(64))
    seq: Mapped[int]
    made_at: Mapped[str] = mapped_column(String(40))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime]
    # Seconds by which the phone's clock was ahead when the entry came; None if unreadable.
    skew: Mapped[int | None]
    sha256: Mapped[str] = mapped_column(String(64))

    author: Mapped[Person] = relationship()
    visit: Mapped[Visit] = relationship()


class Supersession(Base):
    """That one entry replaces another; also known when the replaced one has not arrived yet."""

    __tablename__ = "supersession"
    __table_args__ = (Index("ix_supersession_visit_id_replaced", "visit_id", "replaced"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    replaced: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))


class Head(Base):
    """An entry that nothing supersedes: the current state. Rebuilt by ``fieldwork rebuild``."""

    __tablename__ = "head"
    __table_args__ = (Index("ix_head_visit_id_kind", "visit_id", "kind"),)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    kind: Mapped[EntryKind] = mapped_column(Word(EntryKind, 16))

    entry: Mapped[Entry] = relationship()


class Photo(Base):
    """A stored photo, named by the hash of its original bytes."""

    __tablename__ = "photo"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(32))
    bytes: Mapped[int]
    width: Mapped[int | None]
    height: Mapped[int | None]
    received_at: Mapped[datetime]
    received_from_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    # Why it cannot be shown (broken, too large, not a picture); the bytes are kept.
    problem: Mapped[str] = mapped_column(String(64), default="")


class PhotoUse(Base):
    """Which visit's entries name which photo: who may see it, and what a visit waits for."""

    __tablename__ = "photo_use"
    __table_args__ = (UniqueConstraint("visit_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    sha256: Mapped[str] = mapped_column(String(64), index=True)


class HeldEntry(Base):
    """What could not be taken: kept as it came, with the reason, for the office to look at."""

    __tablename__ = "held_entry"
    __table_args__ = (UniqueConstraint("sha256", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[str] = mapped_column(Text, index=True)
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    code: Mapped[str] = mapped_column(String(64))
    raw: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime]
    state: Mapped[HeldState] = mapped_column(Word(HeldState), default=HeldState.OPEN)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class RescueParcel(Base):
    """Bytes that could not be sent otherwise; the file lies beside the photos, by its hash."""

    __tablename__ = "rescue_parcel"
    __table_args__ = (UniqueConstraint("sha256", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(128), default="")
    reason: Mapped[str] = mapped_column(String(64), default="rescue")
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime]
    state: Mapped[HeldState] = mapped_column(Word(HeldState), default=HeldState.OPEN)


class Epoch(Base):
    """Which life of this database it is: a restored server has a new one, and phones send again."""

    __tablename__ = "epoch"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(36))
    began_at: Mapped[datetime]
