"""Who comes by a unit's link: admitted on each endpoint for its own visit, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Response, g, request
from flask_limiter.util import get_remote_address
from flask_login import current_user

from survey_app.core import clock
from survey_app.core.problems import Code, Problem
from survey_app.edge.database import db
from survey_app.edge.limits import limiter
from survey_app.edge.login import SignedIn
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import UnitLink
from survey_app.visits.people import digest
from survey_app.visits.rules import Plan
from survey_app.visits.unit_links import find_link, is_standing

P = ParamSpec("P")
R = TypeVar("R")

LINK = "unit-link"
_LONGEST_SECRET = 200


def by_unit_link(view: Callable[P, R]) -> Callable[P, R]:
    """Only whoever holds a link that stands; its secret is the ``secret`` of the address.

    Sets ``g.link``, ``g.actor``, who writes for the unit, and ``g.unit_secret``.
    """

    @wraps(view)
    def admitted(*args: P.args, **kwargs: P.kwargs) -> R:
        secret = str(kwargs.pop("secret", ""))
        g.link = _admit(secret)
        g.actor, g.grant, g.unit_secret = g.link.person, None, secret
        return view(*args, **kwargs)

    # Wrong secrets are counted over all pages together: a guess is a guess wherever it is made.
    guarded = limiter.shared_limit(
        "30/minute;300/hour", scope="unit-link-guesses", deduct_when=_was_wrong
    )(admitted)
    braked = limiter.shared_limit(
        "60/minute", scope="unit-link-writes", key_func=_of_link, methods=["POST"]
    )(guarded)
    braked.access = LINK  # type: ignore[attr-defined]  # read at start and by tests
    return braked


def _admit(secret: str) -> UnitLink:
    signed_in = isinstance(current_user._get_current_object(), SignedIn)
    link = find_link(db.session, secret[:_LONGEST_SECRET])
    if link is None:
        raise Problem(Code.LINK_UNKNOWN)
    if signed_in:
        # What a member or a lead writes must never pass for the unit's own word.
        raise Problem(Code.LINK_FOR_UNIT)
    over = state_of(db.session, link.visit_id) is ReviewState.APPROVED
    if over or link.visit.plan is Plan.CANCELLED or not is_standing(link, today=clock.today()):
        raise Problem(Code.LINK_ENDED)
    # What follows may be a slow upload: no transaction is kept open over it.
    db.session.commit()
    return link


def _was_wrong(response: Response) -> bool:
    return response.status_code in (404, 410)


def _of_link() -> str:
    secret = str((request.view_args or {}).get("secret", ""))
    return f"unit-link:{digest(secret)}:{get_remote_address()}"
