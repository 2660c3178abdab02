"""People: passwords, logins, join codes. Secrets are kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.core.vietnamese import clean
from survey_app.visits.models import JoinCode, Login, Person
from survey_app.visits.rules import Role

JOIN_CODE_LASTS = timedelta(days=7)
# No 0/O, 1/I/L: read aloud over a bad line, typed with one thumb.
_JOIN_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_JOIN_LENGTH = 10
# What is typed beyond is not looked at; so no password may be longer.
LONGEST_PASSWORD = 128

hasher = PasswordHasher()
# Asked with every request, so it is put together once.
_BY_SECRET = (
    select(Person)
    .join(Login, Login.person_id == Person.id)
    .where(
        Login.secret_hash == bindparam("secret_hash"),
        Login.ended_at.is_(None),
        Login.expires_at > bindparam("at"),
        Person.is_active,
    )
)


def add_person(
    session: Session, *, username: str, name: str, role: Role, password: str, at: datetime
) -> Person:
    """A new account; the name of the account is lower case and unique."""
    person = Person(
        username=clean(username).lower(),
        name=clean(name),
        role=role,
        password_hash=hasher.hash(password),
        made_at=at,
    )
    session.add(person)
    return person


def find_account(session: Session, username: str) -> Person | None:
    """The person with this account name, however it was typed."""
    asked = account_name(username)
    return session.scalar(select(Person).where(Person.username == asked))


def account_name(typed: str) -> str:
    """The name of the account that is meant: small letters, nothing that cannot be seen."""
    return clean(typed).lower()[:64]


def checked(person: Person | None, password: str) -> Person | None:
    """The person, if this is their password and they are active; slow on purpose, for nobody too.

    Needs no database: a caller ends its transaction first, or others wait for the check.
    """
    # Made with the first check, whoever it is of, so that its time tells nothing.
    nobody = password_of_nobody()
    known = person.password_hash if person else nobody
    if not _matches(known, password) or person is None or not person.is_active:
        return None
    return person


@cache
def password_of_nobody() -> str:
    """Checked for unknown names: the time of the answer does not tell who has an account."""
    return hasher.hash(secrets.token_hex(16))


def open_login(
    session: Session, person: Person, *, at: datetime, lasts: timedelta
) -> tuple[str, datetime]:
    """Start a login; returns its secret, which is not kept, and its end."""
    secret = secrets.token_urlsafe(32)
    expires_at = at + lasts
    session.add(
        Login(person_id=person.id, secret_hash=digest(secret), made_at=at, expires_at=expires_at)
    )
    return secret, expires_at


def find_by_secret(session: Session, secret: str, *, at: datetime) -> Person | None:
    """The active person of a login that is neither ended nor expired."""
    return session.scalar(_BY_SECRET, {"secret_hash": digest(secret), "at": at})


def end_login(session: Session, secret: str, *, at: datetime) -> None:
    """End one login; whoever copied its cookie is signed out as well."""
    person_id = session.scalar(select(Login.person_id).where(Login.secret_hash == digest(secret)))
    tell(session, Act("login.ended", f"person:{person_id}", {"which": "one"}))
    session.execute(
        update(Login)
        .where(Login.secret_hash == digest(secret), Login.ended_at.is_(None))
        .values(ended_at=at)
    )


def end_logins(session: Session, person: Person, *, at: datetime) -> None:
    """End every login of a person; deposit grants stay good for what is not sent yet."""
    tell(session, Act("login.ended", f"person:{person.id}", {"which": "all"}))
    session.execute(
        update(Login)
        .where(Login.person_id == person.id, Login.ended_at.is_(None))
        .values(ended_at=at)
    )


def renew_password(session: Session, person: Person, *, at: datetime) -> str:
    """A new password, told once; whoever knew the old one is signed out."""
    password = secrets.token_urlsafe(9)
    person.password_hash = hasher.hash(password)
    end_logins(session, person, at=at)
    return password


def close(session: Session, person: Person, *, at: datetime) -> None:
    """Let nobody sign in with this account any more; what it recorded stays."""
    person.is_active = False
    end_logins(session, person, at=at)


def make_join_code(session: Session, person: Person, *, at: datetime) -> str:
    """A code that signs this person in once within a week."""
    code = "".join(secrets.choice(_JOIN_LETTERS) for _ in range(_JOIN_LENGTH))
    session.add(
        JoinCode(
            person_id=person.id, code_hash=digest(code), made_at=at, expires_at=at + JOIN_CODE_LASTS
        )
    )
    return code


def use_join_code(session: Session, code: str, *, at: datetime) -> Person | None:
    """The person of an unused code, which is used from now on; None when it is no good."""
    asked = "".join(char for char in code.upper() if char.isalnum())[:64]
    used = session.execute(
        update(JoinCode)
        .where(
            JoinCode.code_hash == digest(asked),
            JoinCode.used_at.is_(None),
            JoinCode.expires_at > at,
        )
        .values(used_at=at)
        .returning(JoinCode.person_id)
    ).scalar()
    person = session.get(Person, used) if used is not None else None
    return person if person and person.is_active else None


def digest(secret: str) -> str:
    """How a random secret is kept; it has enough entropy to need no salt."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _matches(known: str, password: str) -> bool:
    try:
        return hasher.verify(known, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
