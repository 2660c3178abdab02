"""Signing in at a desk (cookie) and on a phone (bearer token), and the deposit grant.

Both stand on a row in ``login``, so that signing out, a new password or deactivation ends them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask, Request, current_app, request
from flask_login import LoginManager, UserMixin
from itsdangerous import BadData, URLSafeTimedSerializer

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.core.settings import Settings
from survey_app.edge.database import db
from survey_app.visits import factors, people
from survey_app.visits.models import Person

LOGIN_LASTS = timedelta(days=30)
GRANT_LASTS = timedelta(days=120)
API = "/api/v"

login_manager = LoginManager()


@dataclass(frozen=True, slots=True)
class Grant:
    """A deposit grant: storing for this person on this visit, and nothing that reads."""

    visit: UUID
    person_id: int


class SignedIn(UserMixin):
    """The person behind a request, by login or by grant."""

    def __init__(self, person: Person, *, secret: str = "", grant: Grant | None = None) -> None:
        self.person = person
        self.secret = secret
        self.grant = grant

    def get_id(self) -> str:
        """What goes into the cookie: the opaque secret of the login, never a person's id."""
        return self.secret


class Grants:
    """Signs and reads deposit grants."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="deposit-grant")

    def sign(self, visit: UUID, person_id: int) -> str:
        """The grant of a person for a visit; valid for 120 days from now."""
        return self._serializer.dumps([str(visit), person_id])

    def read(self, token: str) -> Grant | None:
        """The grant in this token, or None when it is not ours or too old."""
        try:
            visit, person_id = self._serializer.loads(
                token, max_age=int(GRANT_LASTS.total_seconds())
            )
            return Grant(UUID(visit), int(person_id))
        except (BadData, ValueError, TypeError):
            return None


def set_up(app: Flask, secret_key: str) -> None:
    """Teach the application who is calling."""
    app.extensions["grants"] = Grants(secret_key)
    login_manager.init_app(app)

    @login_manager.user_loader
    def from_cookie(secret: str) -> SignedIn | None:
        # Browsers send a cookie along unasked, also with a stranger's form. The pages ask for a
        # token against that; the API, which has none, takes nothing but its header.
        return None if request.path.startswith(API) else _by_secret(secret)

    @login_manager.request_loader
    def from_header(sent: Request) -> SignedIn | None:
        scheme, _, token = sent.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            return None
        return _by_secret(token.strip()) or _by_grant(token.strip())


def find_by_password(username: str, password: str) -> Person | None:
    """Who signs in with this password; nothing is locked while it is checked."""
    person = people.find_account(db.session, username)
    db.session.commit()
    found = people.checked(person, password)
    if found is None:
        refused("password", username)
    return found


def refused(by: str, username: str = "") -> None:
    """Tell the audit log that somebody was not let in; in a transaction of its own."""
    account = "".join(char for char in username if char.isprintable())[:64]
    tell(db.session, Act("login.refused", "log", {"by": by, "account": account}))
    db.session.commit()


def check_second_step(person: Person, code: str) -> None:
    """Raise Problem unless nothing more is asked of this person, or the code is right."""
    if not factors.is_asked(db.session, person):
        return
    if not code.strip():
        raise Problem(Code.SECOND_FACTOR_NEEDED)
    if not factors.check(db.session, person, code, key=factor_key(), at=clock.now()):
        username = person.username
        # Whatever was used on the way here is good again.
        db.session.rollback()
        refused("second_factor", username)
        raise Problem(Code.SECOND_FACTOR_WRONG)


def factor_key() -> str:
    """What the secrets of authenticator apps are made of."""
    settings: Settings = current_app.extensions["settings"]
    return settings.secret_key


def open_login(person: Person, *, at: datetime) -> tuple[str, datetime]:
    """A new login of this person: its secret, told once, and when it ends."""
    return people.open_login(db.session, person, at=at, lasts=LOGIN_LASTS)


def _by_secret(secret: str) -> SignedIn | None:
    person = people.find_by_secret(db.session, secret, at=clock.now())
    return SignedIn(person, secret=secret) if person else None


def _by_grant(token: str) -> SignedIn | None:
    # Of the application that answers: the login manager is shared by all that were made here.
    grants: Grants = current_app.extensions["grants"]
    grant = grants.read(token)
    person = db.session.get(Person, grant.person_id) if grant else None
    # A person no longer active may still deliver what was recorded: it is kept and held.
    return SignedIn(person, grant=grant) if person else None
