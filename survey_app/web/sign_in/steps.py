"""What the ways of signing in share: the half step before a code, and the login itself."""

from __future__ import annotations

from flask import session
from flask_login import login_user
from flask_wtf.csrf import generate_csrf

from survey_app.core import clock
from survey_app.edge.login import SignedIn, open_login
from survey_app.visits import people
from survey_app.visits.models import Person

# Who is known by password or provider and has not shown the code yet; kept in the signed cookie.
HALF = "half_in"


def begin_half(person: Person) -> None:
    """Remember who has to show a code now."""
    session[HALF] = [person.id, people.digest(person.password_hash), clock.now().timestamp()]


def begin(person: Person) -> None:
    """Open a login and let the browser keep its secret; nothing of before stays in the session."""
    secret, _ = open_login(person, at=clock.now())
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    session.permanent = True
    login_user(SignedIn(person, secret=secret))
    generate_csrf()
