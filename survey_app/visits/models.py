"""Who goes where: rounds, units, teams, people, targets, visits."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forms.definition import Direction
from survey_app.checklists.models import ChecklistVersion
from survey_app.core.orm import Base, Millionths, Word
from survey_app.visits.rules import DoubleScoring, Mode, Part, Plan, Role, RoundState, UnitKind


class Round(Base):
    """A survey round (đợt khảo sát) with the choices that hold for all of its visits."""

    __tablename__ = "round"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    cut_off_on: Mapped[date | None]
    reports_due_on: Mapped[date | None]
    penalties: Mapped[bool] = mapped_column(default=False)
    shows_level: Mapped[bool] = mapped_column(default=True)
    # Whether phones ask where a photo is taken; a person's position is sensitive, so: no.
    photo_position: Mapped[bool] = mapped_column(default=False)
    # Which visits two members score apart; of a drawn sample, its share in percent and its seed.
    double_scoring: Mapped[DoubleScoring] = mapped_column(
        Word(DoubleScoring, 8), default=DoubleScoring.OFF
    )
    double_share: Mapped[int | None]
    double_seed: Mapped[str] = mapped_column(String(64), default="")
    # Moved by ``RoundMove`` only; a round that somebody makes otherwise is at work at once.
    state: Mapped[RoundState] = mapped_column(Word(RoundState, 16), default=RoundState.OPEN)
    # Photos and names are kept until this day at most; the office is told when it has come.
    keep_until: Mapped[date | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
    # Lines of the document heading and of the signature, typed by the office; JSON lists of text.
    heading: Mapped[str] = mapped_column(Text, default="{}")


class Unit(Base):
    """A unit that can be visited; units are listed by ``protocol_order``."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(Text)
    folded_name: Mapped[str] = mapped_column(Text, index=True)
    kind: Mapped[UnitKind] = mapped_column(Word(UnitKind))
    protocol_order: Mapped[int]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    # A double stays as a record of what was moved to this unit; it is listed and found no more.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    seat: Mapped[str] = mapped_column(Text, default="")
    # Where the office writes to; of the unit, not of a person.
    email: Mapped[str] = mapped_column(String(254), default="")
    latitude: Mapped[Decimal | None] = mapped_column(Millionths)
    longitude: Mapped[Decimal | None] = mapped_column(Millionths)

    aliases: Mapped[list[UnitAlias]] = relationship(
        order_by="UnitAlias.name", cascade="all, delete-orphan"
    )


class UnitAlias(Base):
    """Another spelling of a unit's name, for search and import."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "folded_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(Text)
    folded_name: Mapped[str] = mapped_column(Text, index=True)


class Person(Base):
    """Somebody with an account. ``name`` is what is printed."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[Role] = mapped_column(Word(Role))
    password_hash: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2), default="vi")
    is_active: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]


class Team(Base):
    """A survey team (đoàn khảo sát) of a round."""

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Text)

    people: Mapped[list[TeamPerson]] = relationship(
        order_by="TeamPerson.id", cascade="all, delete-orphan", back_populates="team"
    )


class TeamPerson(Base):
    """A person on a team, and what they are there."""

    __tablename__ = "team_person"
    __table_args__ = (UniqueConstraint("team_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[Part] = mapped_column(Word(Part))

    team: Mapped[Team] = relationship(back_populates="people")
    person: Mapped[Person] = relationship()


class Target(Base):
    """What a unit was to reach in an indicator: over the whole term, and by the review date."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id", "item"),
        CheckConstraint("term >= 0", name="term_not_negative"),
        CheckConstraint("milestone >= 0", name="milestone_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    item: Mapped[str] = mapped_column(String(32))
    term: Mapped[Decimal | None] = mapped_column(Millionths)
    milestone: Mapped[Decimal | None] = mapped_column(Millionths)
    # What the checklist says holds where these three say nothing; of the day, what the round says.
    direction: Mapped[Direction | None] = mapped_column(Word(Direction))
    measure: Mapped[str] = mapped_column(Text, default="")
    cut_off_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text, default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    # Counts the changes of the row, whoever makes them: what was drawn from it is compared by it.
    edition: Mapped[int] = mapped_column(default=1, onupdate=text("edition + 1"))


class Visit(Base):
    """One unit visited by one team, on one pinned version of a checklist.

    ``key`` is the visit's name outside; ``id`` stays inside, where keys are narrow.
    """

    __tablename__ = "visit"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_id"),
        CheckConstraint("first_scorer_id <> second_scorer_id", name="two_scorers_are_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(unique=True, default=uuid4)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    checklist_version_id: Mapped[int] = mapped_column(ForeignKey("checklist_version.id"))
    planned_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[Mode] = mapped_column(Word(Mode), default=Mode.ON_SITE)
    plan: Mapped[Plan] = mapped_column(Word(Plan), default=Plan.PLANNED)
    plan_reason: Mapped[str] = mapped_column(Text, default="")
    # How the team gets there: car, hour of departure, whom to call when the road is cut off.
    travel: Mapped[str] = mapped_column(Text, default="")
    # Who scores it apart from whom; nobody where it is scored by the team together. A second one
    # who was let go leaves the first alone.
    first_scorer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_scorer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    round: Mapped[Round] = relationship()
    unit: Mapped[Unit] = relationship()
    team: Mapped[Team] = relationship()
    checklist_version: Mapped[ChecklistVersion] = relationship()
    members: Mapped[list[VisitMember]] = relationship(
        order_by="VisitMember.id", cascade="all, delete-orphan", back_populates="visit"
    )


class PlanChange(Base):
    """What was planned of a visit from a moment on, and why; never changed nor removed."""

    __tablename__ = "plan_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    planned_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[Mode] = mapped_column(Word(Mode))
    plan: Mapped[Plan] = mapped_column(Word(Plan))
    reason: Mapped[str] = mapped_column(Text, default="")

    made_by: Mapped[Person] = relationship()


class VisitMember(Base):
    """A person who may record on a visit. Removal is a date: what came before stays valid."""

    __tablename__ = "visit_member"
    __table_args__ = (UniqueConstraint("visit_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assigned_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    visit: Mapped[Visit] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class UnitLink(Base):
    """A link by which a visited unit scores itself and replies; only its secret's hash is kept.

    Good through the day ``until``, in Vietnam, unless it was ended before. What comes by it is
    written by the visit's ``unit`` person, who has no password.
    """

    __tablename__ = "unit_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    until: Mapped[date]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None]

    visit: Mapped[Visit] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)


class Login(Base):
    """A sign-in of a person at a desk or on a phone; only the hash of its secret is kept."""

    __tablename__ = "login"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class JoinCode(Base):
    """A code that signs a person in once, shown as a QR code; only its hash is kept."""

    __tablename__ = "join_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
