"""Writes of a round: begun, changed; what its settings look like, for two people at once."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.core.vietnamese import clean
from survey_app.visits.models import Round


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the office decides for all visits of a round; ``heading`` is JSON, see ``Round``."""

    name: str
    starts_on: date
    ends_on: date
    cut_off_on: date | None
    reports_due_on: date | None
    keep_until: date | None
    penalties: bool
    shows_level: bool
    photo_position: bool
    heading: str


def add_round(session: Session, facts: RoundFacts) -> Round:
    """A new round, flushed; a name that is taken is refused by the database."""
    made = Round(**_cleaned(facts))
    session.add(made)
    session.flush()
    return made


def change_round(session: Session, round_: Round, facts: RoundFacts) -> None:
    """Other settings for a round, flushed; what was sealed keeps what it was sealed with."""
    for name, value in _cleaned(facts).items():
        setattr(round_, name, value)
    session.flush()


def is_named(session: Session, name: str, *, besides: int | None = None) -> bool:
    """Whether a round, besides this one, has this name already."""
    found = session.scalars(select(Round.id).where(Round.name == clean(name)))
    return any(each != besides for each in found)


def mark_of(round_: Round) -> str:
    """What the settings look like, so that a form can tell that somebody changed them meanwhile."""
    said = [getattr(round_, name) for name in RoundFacts.__dataclass_fields__]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _cleaned(facts: RoundFacts) -> dict[str, object]:
    return asdict(facts) | {"name": clean(facts.name)}
