"""Signing a phone in and out."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_login import current_user

from survey_app.api import schemas
from survey_app.core import clock
from survey_app.core.permissions import Action
from survey_app.core.problems import Code, Problem
from survey_app.edge import commits, db, public, requires
from survey_app.edge.bodies import ApiBlueprint
from survey_app.edge.limits import account_key, limiter, refused
from survey_app.edge.login import SignedIn, check_second_step, find_by_password, open_login
from survey_app.edge.login import refused as refused_entry
from survey_app.visits import people
from survey_app.visits.models import Person

blueprint = ApiBlueprint("session", __name__, description="Sign in, sign out.")
WRONG_GUESSES = "10 per minute; 60 per hour"


@blueprint.route("/session", methods=["POST"])
@public
@limiter.limit(WRONG_GUESSES, deduct_when=refused)
@limiter.limit(WRONG_GUESSES, key_func=account_key, deduct_when=refused)
@commits
@blueprint.arguments(schemas.SessionAsked)
@blueprint.response(200, schemas.Session)
def sign_in(asked: dict[str, Any]) -> dict[str, Any]:
    """Exchange a password, or a join code once, for a bearer token.

    Who has an authenticator app shows its code as well; without it nothing is used up.
    """
    at = clock.now()
    code = asked.pop("code", "")
    person = _who(asked)
    check_second_step(person, code)
    token, expires_at = open_login(person, at=at)
    return {"token": token, "expires_at": expires_at, "user": person}


@blueprint.route("/session", methods=["DELETE"])
@requires(Action.ACCOUNT_USE)
@commits
@blueprint.response(204)
def sign_out() -> Response:
    """End this token."""
    user = current_user._get_current_object()
    if isinstance(user, SignedIn):
        people.end_login(db.session, user.secret, at=clock.now())
    return Response(status=204)


def _who(asked: dict[str, Any]) -> Person:
    if asked.keys() == {"join_code"}:
        person = people.use_join_code(db.session, asked["join_code"], at=clock.now())
        problem = Code.JOIN_CODE_UNKNOWN
        if person is None:
            refused_entry("join_code")
    elif asked.keys() == {"username", "password"}:
        person = find_by_password(asked["username"], asked["password"])
        problem = Code.WRONG_PASSWORD
    else:
        raise Problem(Code.UNACCEPTABLE, {"fields": "username + password | join_code"})
    if person is None:
        raise Problem(problem)
    return person
