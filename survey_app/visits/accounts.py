"""Accounts as the office and the administrator keep them: who has one, as what, signed in where."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.visits.models import Login, Person, Team, TeamPerson
from survey_app.visits.people import digest
from survey_app.visits.rules import INVITES, Role

# Typed on a phone's keyboard, printed on a slip, read aloud: small letters, digits, three signs.
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")
# What commands take: shorter ones as well.
ANY_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def manages(role: Role, person: Person) -> bool:
    """Whether somebody of this role looks after this account: nobody does of somebody mightier."""
    return person.role in INVITES[role]


def is_last_admin(session: Session, person: Person) -> bool:
    """Whether without this account nobody could look after the others.

    Of two who would take away each other's account at once, one waits here until the other is done.
    """
    if person.role is not Role.ADMIN or not person.is_active:
        return False
    asked = select(Person.id).where(Person.role == Role.ADMIN, Person.is_active)
    return len(session.scalars(asked.order_by(Person.id).with_for_update()).all()) < 2


def logins_of(session: Session, person: Person, *, at: datetime) -> list[Login]:
    """The sign-ins of a person that are still good, the newest first."""
    asked = select(Login).where(
        Login.person_id == person.id, Login.ended_at.is_(None), Login.expires_at > at
    )
    return list(session.scalars(asked.order_by(Login.made_at.desc(), Login.id.desc())))


def end_login_of(session: Session, person: Person, login_id: int, *, at: datetime) -> bool:
    """End one sign-in of a person; False when it is not theirs or has ended."""
    ended = session.execute(
        update(Login)
        .where(Login.id == login_id, Login.person_id == person.id, Login.ended_at.is_(None))
        .values(ended_at=at)
        .returning(Login.id)
    )
    if ended.first() is None:
        return False
    tell(session, Act("login.ended", f"person:{person.id}", {"which": "one"}))
    return True


def end_other_logins(session: Session, person: Person, secret: str, *, at: datetime) -> None:
    """End every sign-in of a person but the one with this secret."""
    tell(session, Act("login.ended", f"person:{person.id}", {"which": "others"}))
    session.execute(
        update(Login)
        .where(
            Login.person_id == person.id,
            Login.ended_at.is_(None),
            Login.secret_hash != digest(secret),
        )
        .values(ended_at=at)
    )


def teams_of(session: Session, person: Person) -> list[tuple[Team, TeamPerson]]:
    """The teams of a person and what they are there, the newest round first."""
    rows = session.execute(
        select(Team, TeamPerson)
        .join(TeamPerson, TeamPerson.team_id == Team.id)
        .where(TeamPerson.person_id == person.id)
        .order_by(Team.round_id.desc(), Team.number)
    )
    return [(team, part) for team, part in rows]


def find_team(session: Session, team_id: int) -> Team | None:
    """The team of this id."""
    return session.get(Team, team_id)
