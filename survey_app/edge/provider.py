"""Signing in by an OpenID Connect provider: there with state, nonce and PKCE, back with a token.

The provider says who somebody is. It makes no accounts and gives no rights: whom it vouches for
must have an account here already.
"""

from __future__ import annotations

import time
from enum import StrEnum
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.flask_client import FlaskIntegration
from authlib.integrations.flask_client.apps import FlaskOAuth2App
from flask import current_app, session
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from survey_app.audit.rules import Act
from survey_app.audit.service import tell
from survey_app.core.outside import OidcSettings
from survey_app.core.problems import Code, Problem
from survey_app.edge.database import db, writing
from survey_app.edge.login import refused
from survey_app.edge.stores import settings
from survey_app.visits import people
from survey_app.visits.models import Person
from survey_app.visits.rules import ACCOUNTS

VOUCHED = "login.vouched"
_NAME = "provider"
_KEPT = "oidc"
# Seconds for which what the provider tells of itself, its keys among it, is believed.
_FRESH = 3600
# Seconds that the provider may take for one answer.
_PATIENCE = 10
_LONGEST_NAME = 64
# What is needed besides the claim itself: an address counts with the word that it was verified.
_CLAIMS = {"email": ("email", "email_verified")}
# Keys that only the provider has: none that is made of our own secret, and not "none".
_SIGNED_BY = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)

log = structlog.get_logger()


class Why(StrEnum):
    """Why somebody was not let in by the provider."""

    AWAY = "away"
    STATE = "state"
    TOKEN = "token"  # noqa: S105 - a reason, not a password
    DECLINED = "declined"
    UNKNOWN = "unknown"


class Refused(Exception):
    """The provider does not let this person in; ``name`` is whom it named, where it did."""

    def __init__(self, why: Why, name: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.name = name


def leave_for_provider(back: str) -> Response:
    """Send the browser to the provider, which sends it ``back``. Raises Refused, Problem."""
    client = _client()
    # One way there at a time: what was begun earlier in this browser ends here.
    for key in [each for each in session if each.startswith(f"_state_{_NAME}_")]:
        session.pop(key)
    try:
        _check_provider(client)
        response: Response = client.authorize_redirect(back)
    except (requests.RequestException, ValueError, RuntimeError, KeyError, TypeError) as error:
        raise _failed(Why.AWAY, error) from error
    return response


def come_back() -> Person:
    """The person whom the provider vouches for, by what it sent along. Raises Refused, Problem.

    Who is let in and who is not is noted in the audit log, in a transaction of its own.
    """
    try:
        person = _vouched_for(_claims())
    except Refused as refusal:
        _end_reading()
        with writing():
            refused(f"provider, {refusal.why.value}", refusal.name)
        raise
    _end_reading()
    with writing():
        detail = {"issuer": _configured().issuer}
        tell(db.session, Act(VOUCHED, f"person:{person.id}", detail, actor_id=person.id))
        db.session.commit()
    return person


def _end_reading() -> None:
    """End what was read, so that a note can take its place among writers."""
    db.session.commit()


def _claims() -> dict[str, Any]:
    client = _client()
    try:
        issuer = _check_provider(client)
        token = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": issuer},
                "aud": {"essential": True, "value": client.client_id},
            }
        )
        return _with_what_lacks(client, token)
    except MismatchingStateError as error:
        raise _failed(Why.STATE, error) from error
    except requests.exceptions.InvalidJSONError as error:
        raise _failed(Why.TOKEN, error) from error
    except requests.RequestException as error:
        raise _failed(Why.AWAY, error) from error
    except AuthlibBaseError as error:
        declined = error.error in ("access_denied", "login_required", "consent_required")
        raise _failed(Why.DECLINED if declined else Why.TOKEN, error) from error
    except (JoseError, ValueError, RuntimeError, KeyError, TypeError, AttributeError) as error:
        raise _failed(Why.TOKEN, error) from error


def _with_what_lacks(client: FlaskOAuth2App, token: dict[str, Any]) -> dict[str, Any]:
    """What the ID token says of the person; what it leaves out is asked of the provider.

    Some keep an ID token short. The answer is unsigned, so that it must name the same person, and
    never takes the place of what the token says. Raises ValueError where it is of somebody else.
    """
    claims: dict[str, Any] = dict(token.get("userinfo") or {})
    needed = _CLAIMS.get(_configured().claim, (_configured().claim,))
    is_whole = all(claims.get(each) is not None for each in needed)
    if not claims or is_whole or not client.load_server_metadata().get("userinfo_endpoint"):
        return claims
    said = client.userinfo(token=token)
    if said.get("sub") != claims.get("sub"):
        raise ValueError("sub")
    if any(claims.get(each) not in (None, said.get(each)) for each in needed):
        return claims
    return claims | {each: said.get(each) for each in needed}


def _vouched_for(claims: dict[str, Any]) -> Person:
    """The active account of the name that the claim tells, never a new one."""
    configured = _configured()
    if not claims:
        raise Refused(Why.TOKEN)
    name = claims.get(configured.claim)
    if not isinstance(name, str) or not name.strip() or len(name) > _LONGEST_NAME:
        raise Refused(Why.UNKNOWN)
    if configured.claim == "email" and claims.get("email_verified") is not True:
        # Anybody may write anybody's address into a profile.
        raise Refused(Why.UNKNOWN, name)
    person = people.find_account(db.session, name)
    if person is None or not person.is_active or person.role not in ACCOUNTS:
        raise Refused(Why.UNKNOWN, name)
    return person


def _check_provider(client: FlaskOAuth2App) -> str:
    """The provider's own name, which must be the one that is set. Raises Refused."""
    metadata = client.load_server_metadata()
    issuer = metadata["issuer"]
    if issuer.rstrip("/") != _configured().issuer.rstrip("/"):
        raise _failed(Why.TOKEN, ValueError("issuer"))
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    taken = [each for each in _SIGNED_BY if each in offered]
    if not taken:
        # An empty list would mean any to the library.
        raise _failed(Why.TOKEN, ValueError("signature"))
    metadata["id_token_signing_alg_values_supported"] = taken
    return str(issuer)


def _client() -> FlaskOAuth2App:
    """The provider as we know it; asked anew each hour, and after each failure."""
    configured = _configured()
    kept = current_app.extensions.get(_KEPT)
    if kept is not None and kept[0] == configured and time.monotonic() - kept[1] < _FRESH:
        return kept[2]
    client = FlaskOAuth2App(
        FlaskIntegration(_NAME),
        name=_NAME,
        client_id=configured.client_id,
        client_secret=configured.client_secret,
        server_metadata_url=f"{configured.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE,
        },
    )
    current_app.extensions[_KEPT] = (configured, time.monotonic(), client)
    return client


def _configured() -> OidcSettings:
    found = settings().oidc
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _failed(why: Why, error: Exception) -> Refused:
    # By its kind alone: what the provider says may name people.
    log.warning("provider refused", why=why.value, error=type(error).__name__)
    current_app.extensions.pop(_KEPT, None)
    return Refused(why)
